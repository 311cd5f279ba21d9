import type { Chance } from '../../src/apps/demo-generator/seeded-chance.ts';
import { encodeMllpFrame } from '../../src/standards/hl7v2/hl7v2.ts';
import { codeOf } from '../support/mllp-conversation.ts';
import type { SimulatedProcess } from './simulated-process.ts';
import { simulatedTenant } from './simulation-start.ts';

/** A message of the EHR. The EHR sends it again and again until it is acknowledged, and sometimes once more. */
export interface SimulatedMessage {
  readonly controlId: string;
  readonly text: string;
  /** Whether it says other words under the number of another message. */
  readonly isConflict: boolean;
  isSent: boolean;
  isAcknowledged: boolean;
}

// The last digits of a card choose how the simulated payer and its link behave.
const cardEndings = ['00', '01', '02', '11', '12', '75', '97', '98'] as const;

// Nobody is like another: whoever is nearly somebody known waits for a person.
const names = [
  ['Quoraell', 'Ada', '1951-04-12'],
  ['Zymbrast', 'Bruno', '1964-11-27'],
  ['Fennivold', 'Cleo', '1978-08-03'],
  ['Oxtelburn', 'Dmitri', '1939-02-19'],
  ['Wystkamp', 'Esme', '1983-06-30'],
  ['Jurnholtz', 'Farid', '1957-12-08'],
] as const;

function nameOf(person: number): (typeof names)[number] {
  const name = names[person - 1];
  if (name === undefined) throw new Error('a simulation has six people at most');
  return name;
}

/** The words that tell who the people of a simulation are; they are to be read nowhere but sealed. */
export function listCanaryWords(people: number): readonly string[] {
  return Array.from({ length: people }, (_, index) => index + 1).flatMap((person) => {
    const [familyName, , birthDate] = nameOf(person);
    const born = [birthDate, birthDate.replaceAll('-', '')];
    return [familyName, `MRSIM${person}`, `${person} Wharf Lane`, `61755501${10 + person}`, `W90070${person}`, ...born];
  });
}

/** Composes what the EHR sends in one seed: an order for each person, and now and then other words under the same number. */
export function composeMessages(chance: Chance, people: number): readonly SimulatedMessage[] {
  const messages: SimulatedMessage[] = [];
  for (let person = 1; person <= people; person += 1) {
    const order = { person, cardEnding: chance.pick(cardEndings), refills: chance.between(1, 5) };
    const unsent = { controlId: `SIM-${person}`, isSent: false, isAcknowledged: false };
    messages.push({ ...unsent, text: composeOrder(order), isConflict: false });
    if (chance.next() < 0.3)
      messages.push({ ...unsent, text: composeOrder({ ...order, refills: 0 }), isConflict: true });
  }
  return messages;
}

/** Sends a message and notes whether it was acknowledged. */
export async function sendMessage(
  process: SimulatedProcess,
  peer: { readonly ehrId: Parameters<SimulatedProcess['intake']['receive']>[0]['partnerId'] },
  message: SimulatedMessage,
): Promise<string> {
  message.isSent = true;
  const from = { tenantId: simulatedTenant, partnerId: peer.ehrId, connection: 'ehr' };
  const bytes = encodeMllpFrame(message.text).slice(1, -2);
  const answer = await process.intake.receive(from, { bytes, complete: true });
  const code = typeof answer === 'string' ? answer : codeOf(new TextDecoder().decode(answer));
  if (code === 'AA' || code === 'AR') message.isAcknowledged = true;
  return code;
}

function composeOrder(order: {
  readonly person: number;
  readonly cardEnding: string;
  readonly refills: number;
}): string {
  const { person, cardEnding, refills } = order;
  const member = `W9007${String(person).padStart(2, '0')}${cardEnding}`;
  const insurance: string[] = Array.from({ length: 50 }, () => '');
  const stated = {
    0: 'IN1',
    1: '1',
    2: 'MBP',
    3: '990001^^^^BIN~MBP^^^^PCN',
    4: 'Meridian Benefit Partners',
    8: 'GRP117',
  };
  const rest = { 12: '20260101', 17: '18^Self^HL70063', 36: member, 49: member };
  for (const [index, value] of Object.entries({ ...stated, ...rest })) insurance[Number(index)] = value;
  const [familyName, givenName, birthDate] = nameOf(person);
  return [
    `MSH|^~\\&|EHR|HARBORVIEW|THERIAC|CENTRAL|20260302093000-0500||RDE^O11^RDE_O11|SIM-${person}|P|2.5.1`,
    `PID|1||MRSIM${person}^^^HARBORVIEW^MR||${familyName}^${givenName}||${birthDate.replaceAll('-', '')}|F|||${person} Wharf Lane^^Boston^MA^02110^^H||^PRN^PH^^^617^55501${10 + person}`,
    insurance.join('|'),
    `ORC|NW|SIM-ORD-${person}|||||||20260302|||1999990017^Okafor^Amara^^^^^^NPI^^^^NPI`,
    `RXE||00074055402^Humira(CF) Pen 40 mg/0.4 mL^NDC|40||mg||^Inject 40 mg under the skin every other week.|||2|PEN|${refills}`,
    'RXR|SC^Subcutaneous^HL70162',
    'TQ1|1|||||28^d',
    'AL1|1|DA|^No known drug allergies',
    'DG1|1||L40.0^Psoriasis vulgaris^I10',
  ].join('\r');
}
