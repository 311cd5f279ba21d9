// The load generator of mllp-intake.ts, in a thread of its own: connections that send an order, wait for its acknowledgement and send the next.
import { connect, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { encodeMllpFrame, MllpDecoder } from '../src/standards/hl7v2/hl7v2.ts';

/** What a round of load is told, and what it tells back. */
export interface LoadOrder {
  readonly port: number;
  readonly connections: number;
  readonly milliseconds: number;
  /** Tells the people of this round from those of other rounds. */
  readonly round: number;
}

export interface LoadReport {
  readonly perSecond: number;
  readonly latencies: readonly number[];
  readonly otherAnswers: number;
}

const repeatEvery = 50;

/** Writes an order for a made-up person; numbers are unique in a round. */
export function composeLoadOrder(round: number, number: number): string {
  const key = `${round}-${number}`;
  const person = (round * 1_000_003 + number * 7919) % 2_147_483_647;
  const [family, given] = [composeName(person, 3), composeName(person * 31, 2)];
  const [month, day] = [1 + (person % 12), 1 + (Math.floor(person / 12) % 28)];
  const born = `19${30 + (Math.floor(person / 336) % 65)}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
  const phone = `^PRN^PH^^^5${String(round).padStart(2, '0').slice(-2)}^${String(1_000_000 + number)}`;
  return [
    `MSH|^~\\&|EHR|BENCH|THERIAC|MAIN|20260302100000-0500||RDE^O11^RDE_O11|${key}|P|2.5.1`,
    `PID|1||P${key}^^^BENCH^MR||${family}^${given}||${born}|F|||${number} Elm Street^^Albany^NY^12207^^H||${phone}`,
    `IN1|1|MBP^Meridian|990001^^^^BIN|Meridian Benefit Partners||||GRP1|||||||||||||||||||||||||||||||||||||||||MEM${key}`,
    `ORC|NW|ORD${key}|||||||${today}|||1999990017^Okafor^Amara^^^^^^NPI^^^^NPI`,
    'RXE||00074055402^Humira Pen 40 mg/0.4 mL^NDC|40||mg||^Inject 40 mg under the skin every other week.|||2|PEN|5',
    'RXR|SC^Subcutaneous^HL70162',
    'TQ1|1|||||28^d',
    'DG1|1||M06.9^Rheumatoid arthritis^I10',
  ].join('\r');
}

const beginnings = 'b ch d f g h j k l m n p r s t v w z br cr dr fr gr pl pr st tr'.split(' ');
const vowels = 'a e i o u ai ee ou'.split(' ');
const endings = 'n r l s t m k nd rt x'.split(' ');

/** Makes a name of syllables, so that names sound as different as real ones do. */
function composeName(seed: number, syllables: number): string {
  let rest = seed;
  const take = (parts: readonly string[]): string => {
    const part = parts[rest % parts.length] ?? '';
    rest = Math.floor(rest / parts.length) + seed;
    return part;
  };
  const name = Array.from({ length: syllables }, () => take(beginnings) + take(vowels)).join('') + take(endings);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const today = new Date().toISOString().slice(0, 10).replaceAll('-', '');

async function run(order: LoadOrder): Promise<LoadReport> {
  const latencies: number[] = [];
  let number = 0;
  let otherAnswers = 0;
  const begin = performance.now();
  const end = begin + order.milliseconds;
  const drive = async (): Promise<void> => {
    const socket = connect(order.port, '127.0.0.1');
    socket.setNoDelay(true);
    const next = createAnswers(socket);
    let last = '';
    do {
      number += 1;
      const text = number % repeatEvery === 0 && last !== '' ? last : composeLoadOrder(order.round, number);
      const sentAt = performance.now();
      socket.write(encodeMllpFrame(text));
      const answer = await next();
      latencies.push(performance.now() - sentAt);
      if (!answer.includes('MSA|AA')) otherAnswers += 1;
      last = text;
    } while (performance.now() < end);
    socket.destroy();
  };
  await Promise.all(Array.from({ length: order.connections }, drive));
  return { perSecond: (latencies.length * 1000) / (performance.now() - begin), latencies, otherAnswers };
}

function createAnswers(socket: Socket): () => Promise<string> {
  const decoder = new MllpDecoder();
  const waiting: ((answer: string) => void)[] = [];
  socket.on('data', (chunk) => {
    for (const { bytes } of decoder.push(chunk).frames) waiting.shift()?.(new TextDecoder().decode(bytes));
  });
  return () => new Promise((resolve) => waiting.push(resolve));
}

if (parentPort !== null) parentPort.postMessage(await run(workerData as LoadOrder));
