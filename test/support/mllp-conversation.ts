import type { Socket } from 'node:net';
import { MllpDecoder, readAcknowledgement, readMessage } from '../../src/standards/hl7v2/hl7v2.ts';

/** What a test says differently in an order. */
export interface OrderChanges {
  readonly controlId?: string;
  readonly type?: string;
  readonly sender?: string;
  readonly patient?: number;
  readonly order?: string;
  readonly control?: string;
  readonly rxe?: string;
  readonly processing?: string;
  readonly version?: string;
  /** What follows MSH-12, such as `|||AL|NE`. */
  readonly enhanced?: string;
}

let people = 0;

/** Returns the number of a made-up person whom nobody has spoken of yet. */
export function nextPerson(): number {
  people += 1;
  return people;
}

/** Writes an RDE^O11 order for a made-up person. NDC of Humira Pen: openFDA, 0074-0554-02. */
export function composeOrder(changes: OrderChanges = {}): string {
  const person = changes.patient ?? nextPerson();
  const { type = 'RDE^O11^RDE_O11', controlId = `C${person}`, processing = 'P', version = '2.5.1' } = changes;
  const sender = changes.sender ?? 'EHR|MERCY';
  const sig = 'Inject 40 mg under the skin every other week.';
  return [
    `MSH|^~\\&|${sender}|THERIAC|MAIN|20260302100000-0500||${type}|${controlId}|${processing}|${version}${changes.enhanced ?? ''}`,
    composePatient(person),
    `ORC|${changes.control ?? 'NW'}|${changes.order ?? `ORD${person}`}|||||||20260301|||1999990017^Okafor^Amara^^^^^^NPI^^^^NPI`,
    changes.rxe ?? `RXE||00074055402^Humira Pen 40 mg/0.4 mL^NDC|40||mg||^${sig}|||2|PEN|5`,
    'RXR|SC^Subcutaneous^HL70162',
    'TQ1|1|||||28^d',
    'DG1|1||M06.9^Rheumatoid arthritis^I10',
  ].join('\r');
}

/** Writes the PID segment of a made-up person. */
export function composePatient(person: number): string {
  const letters = [...String(person)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('');
  const born = `19${50 + ((person * 7) % 45)}0${1 + (person % 9)}1${person % 10}`;
  const phone = `^PRN^PH^^^518^${String(5_550_000 + person)}`;
  return `PID|1||P${person}^^^MERCY^MR||Zorn${letters}${letters}^Mira||${born}|F|||${person} Elm Street^^Albany^NY^12207^^H||${phone}`;
}

/** Sends frames on a connection and returns the answers, until so many came or the other side closed. */
export async function converse(
  socket: Socket,
  frames: readonly Uint8Array[],
  count = frames.length,
): Promise<readonly string[]> {
  const decoder = new MllpDecoder();
  const answers: string[] = [];
  const done = new Promise<void>((resolve, reject) => {
    socket.on('data', (chunk) => {
      for (const frame of decoder.push(chunk).frames) answers.push(new TextDecoder().decode(frame.bytes));
      if (answers.length >= count) resolve();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
  });
  for (const frame of frames) socket.write(frame);
  await done;
  return answers;
}

/** Reads the acknowledgement code of an answer. */
export function codeOf(answer: string | undefined): string {
  const message = answer === undefined ? null : readMessage(answer).message;
  return (message === null ? null : readAcknowledgement(message).message?.code) ?? 'none';
}
