// One contender of hl7v2-read.ts in a process of its own: reads the same 30,000 messages when it is told to.
import { Hl7Message as MedplumMessage } from '@medplum/core';
import { openMessage, readMessage, readTree } from '../src/standards/hl7v2/hl7v2.ts';

/** What the parent asks for, by contender: three fields, three fields after all checks, every component, a megabyte. */
export type Task = 'fields' | 'checked-fields' | 'bytes-fields' | 'tree' | 'latency' | 'megabyte';

/** What a round took; `sum` proves that both contenders read the same, `p50` and `p99` are microseconds. */
export interface RoundResult {
  readonly milliseconds: number;
  readonly sum: number;
  readonly bytes: number;
  readonly p50?: number;
  readonly p99?: number;
}

const count = 30_000;
const families = ['Testperson', 'Sample', 'Example', 'Placeholder', 'Synthetic', 'Mockridge', 'Fakington'];
const givens = ['Ada', 'Grace', 'Linus', 'Maria', 'Chen', 'Olu', 'Priya', 'Sven', 'Fatima', 'John'];
const tests = ['2345-7^Glucose', '2823-3^Potassium', '2951-2^Sodium', '2160-0^Creatinine', '1742-6^ALT', '1920-8^AST'];

const isMedplum = process.argv[2] === 'medplum';
// Texts that came from bytes are flat in memory, as they are behind a socket.
const buffers = Array.from({ length: count }, (_, index) => Buffer.from(makeMessage(index)));
const texts = buffers.map((buffer) => buffer.toString('latin1'));
const totalBytes = buffers.reduce((sum, buffer) => sum + buffer.length, 0);

process.on('message', (task: Task) => {
  process.send?.(runRound(task));
});
process.send?.('ready');

function runRound(task: Task): RoundResult {
  if (task === 'latency') return measureLatency();
  if (task === 'megabyte') return readMegabytes();
  const sources: readonly (string | Buffer)[] = task === 'bytes-fields' ? buffers : texts;
  const read = chooseReader(task);
  const start = performance.now();
  let sum = 0;
  for (const source of sources) sum += read(source);
  return { milliseconds: performance.now() - start, sum, bytes: totalBytes };
}

function chooseReader(task: Task): (source: string | Buffer) => number {
  if (task === 'tree') return isMedplum ? readMedplumTree : readOwnTree;
  if (isMedplum) return readMedplumFields;
  return task === 'fields' ? openOwnFields : readOwnFields;
}

function openOwnFields(source: string | Buffer): number {
  const message = openMessage(String(source));
  const patient = message?.segment('PID');
  if (message === null || patient === null || patient === undefined) return 0;
  return message.header.text(9).length + patient.text(3).length + patient.text(5).length;
}

function readOwnFields(source: string | Buffer): number {
  const { message } = readMessage(source);
  const patient = message?.segment('PID');
  if (message === null || patient === null || patient === undefined) return 0;
  return message.header.text(9).length + patient.text(3).length + patient.text(5).length;
}

function readMedplumFields(source: string | Buffer): number {
  const message = MedplumMessage.parse(typeof source === 'string' ? source : source.toString('utf8'));
  const patient = message.getSegment('PID');
  if (patient === undefined) return 0;
  const type = message.header.getComponent(9, 1);
  return type.length + patient.getComponent(3, 1).length + patient.getComponent(5, 1).length;
}

function readOwnTree(source: string | Buffer): number {
  const message = openMessage(String(source));
  let sum = 0;
  for (const segment of message === null ? [] : readTree(message))
    for (const field of segment.fields)
      for (const repetition of field) for (const component of repetition) sum += component[0]?.length ?? 0;
  return sum;
}

function readMedplumTree(source: string | Buffer): number {
  let sum = 0;
  for (const segment of MedplumMessage.parse(String(source)).segments)
    for (const field of segment.fields)
      for (const repetition of field.components) for (const component of repetition) sum += component.length;
  return sum;
}

function measureLatency(): RoundResult {
  const read = isMedplum ? readMedplumFields : openOwnFields;
  const times = new Float64Array(count);
  const start = performance.now();
  let sum = 0;
  for (const [index, text] of texts.entries()) {
    const before = performance.now();
    sum += read(text);
    times[index] = (performance.now() - before) * 1_000;
  }
  times.sort();
  const at = (share: number): number => times[Math.floor(share * count)] ?? 0;
  return { milliseconds: performance.now() - start, sum, bytes: totalBytes, p50: at(0.5), p99: at(0.99) };
}

/** A document of a megabyte in OBX-5, read with all checks up to the document itself. */
function readMegabytes(): RoundResult {
  const body = 'QUJD'.repeat(262_144);
  const text = `${texts[2] ?? ''}OBX|9|ED|PDF^Report^L||LAB^application^pdf^Base64^${body}||||||F\r`;
  const source = Buffer.from(text).toString('latin1');
  const start = performance.now();
  let sum = 0;
  for (let repeat = 0; repeat < 40; repeat += 1) {
    const observation = readMessage(source).message?.segmentsNamed('OBX').at(-1);
    sum += observation?.text(5, 5).length ?? 0;
  }
  return { milliseconds: performance.now() - start, sum, bytes: 40 * text.length };
}

/** Makes a synthetic order, admission or result of about 1.24 kB; no two are the same. */
function makeMessage(index: number): string {
  const name = `${families[index % families.length]}^${givens[(index * 7) % givens.length]}`;
  const id = String(10_000_000 + index);
  const address = `${index} Example St^Apt ${index % 50}^Testford^MA^02139^USA^H`;
  const birth = `19${40 + (index % 60)}0${1 + (index % 9)}1${index % 9}`;
  const phones = `^PRN^PH^^1^617^555${1000 + (index % 9000)}~^NET^Internet^person${index}@example.org`;
  const patient = `PID|1||${id}^^^HOSP&2.16.840.1.113883.19.5&ISO^MR~9${id}^^^SSA^SS||${name}^Q^Jr^Mr^^L||${birth}|F||2106-3^White^CDCREC|${address}||${phones}|^WPN^PH^^1^617^5550100|en^English^ISO639|M|NON|A${id}^^^HOSP^AN`;
  const visit = `PV1|1|O|6N^1234^A^HOSP||||1234567893^Doctor^Attending^A^^Dr^MD^^NPI^L^^^NPI|||SUR||||7|A0|||V${id}^^^HOSP^VN`;
  const bodies = [makeOrder, makeAdmission, makeResult];
  const make = bodies[index % 3] ?? makeOrder;
  const [type, ...segments] = make(index, { id, name, address });
  const time = `202604191420${String(index % 60).padStart(2, '0')}-0400`;
  const header = `MSH|^~\\&|EHR|HOSP|THERIAC|PHARM|${time}||${type}|MSG${index}|P|2.5.1|||AL|NE|USA|UNICODE UTF-8`;
  return `${[header, patient, visit, ...segments].join('\r')}\r`;
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly address: string;
}

function makeOrder(index: number, { id, name, address }: Person): readonly string[] {
  return [
    'RDE^O11^RDE_O11',
    `IN1|1|PPO^Example PPO|004336^^^^BIN~ADV^^^PCN|Example Health Plan|PO Box 1^^Testford^MA^02139||8005550100|RX${index % 1000}|||||20260101||||${name}|SEL|19700101|${address}`,
    'AL1|1|DA|7980^penicillin^RXNORM|MO|Hives',
    'DG1|1||C90.00^Multiple myeloma^I10||20260101|W',
    `ORC|NW|ORD${index}^EHR|FIL${id}^RX||||||20260419142000-0400|||1234567893^Doctor^Ordering^A^^Dr^MD^^NPI^L^^^NPI`,
    `RXE||59572-420-21^Revlimid 20 MG Oral Capsule^NDC^342369^lenalidomide^RXNORM|20||mg^milligram^UCUM|CAP^Capsule^L|^Take one capsule by mouth once a day|||21|EA^Each^L|0|||RX${id}|0|0|||||||20|mg`,
    'NTE|1||Counsel on the risk evaluation and mitigation strategy.',
    'TQ1|1|1|QD|||21^d|20260501|20260522|R',
    'RXR|PO^Oral^HL70162',
    `OBX|1|NM|29463-7^Body weight^LN||${60 + (index % 50)}|kg^kilogram^UCUM|||||F`,
  ];
}

function makeAdmission(index: number, { name, address }: Person): readonly string[] {
  return [
    'ADT^A08^ADT_A01',
    'EVN|A08|20260419142000|||USER1^User^Test',
    'PD1|||Example Clinic^^1234|1234567893^Doctor^Primary^^^^^^NPI',
    `NK1|1|${name}|SPO^Spouse|${address}|^PRN^PH^^1^617^5550101`,
    `IN1|1|PPO^Example PPO|004336^^^^BIN|Example Health Plan|PO Box 1^^Testford^MA^02139||8005550100|RX${index % 1000}|||||20260101||||${name}|SEL|19700101|${address}`,
    'AL1|1|DA|7980^penicillin^RXNORM|SV|Anaphylaxis',
    'DG1|1||C90.00^Multiple myeloma^I10||20260101|W',
    `GT1|1||${name}||${address}|^PRN^PH^^1^617^5550102`,
  ];
}

function makeResult(index: number): readonly string[] {
  const observations = tests.map(
    (test, at) =>
      `OBX|${at + 1}|NM|${test}^LN||${(index * (at + 3)) % 200}.${at}|mg/dL|0.5-150|N|||F|||20260419090000-0400||TECH^Lab`,
  );
  return [
    'ORU^R01^ORU_R01',
    `ORC|RE|ORD${index}|FIL${index}`,
    `OBR|1|ORD${index}|FIL${index}|24323-8^Comprehensive metabolic panel^LN|||20260419080000|||||||||1234567893^Doctor^Ordering|||||||||F`,
    ...observations,
    'NTE|1||Specimen slightly hemolyzed.',
  ];
}
