// One contender of x12-read.ts in a process of its own: reads the same generated 835 when it is told to.
import { X12Parser } from 'node-x12';
import { type PaidByPayer, writeRemittanceFile } from '../src/apps/partner-simulators/payer-remittance.ts';
import { addDays, type CalendarDay } from '../src/kernel/calendar-day.ts';
import { type Cents, cents } from '../src/kernel/money.ts';
import { readInterchange } from '../src/standards/x12/envelope.ts';
import { X12ProblemList } from '../src/standards/x12/problems.ts';
import { readRemittanceColumns } from '../src/standards/x12/remittance-columns.ts';
import { indexSegments } from '../src/standards/x12/segment-index.ts';
import { readX12 } from '../src/standards/x12/x12.ts';

/** How the file is read, and of how many claims it is. */
export interface Task {
  readonly way: 'columns' | 'typed' | 'node-x12' | 'json';
  readonly claims: number;
}

/** What a round took. `total` is what the claims were paid in cents, which all contenders must agree on, where they read it. */
export interface RoundResult {
  readonly milliseconds: number;
  readonly bytes: number;
  readonly total: number | null;
  readonly residentBytes: number;
}

const files = new Map<number, Buffer>();
const jsons = new Map<number, string>();

process.on('message', (task: Task) => process.send?.(run(task)));
process.send?.('ready');

function run({ way, claims }: Task): RoundResult {
  const file = files.get(claims) ?? make(claims);
  files.set(claims, file);
  const json = way === 'json' ? (jsons.get(claims) ?? JSON.stringify(readX12(file).message?.remittances)) : '';
  if (way === 'json') jsons.set(claims, json);
  const text = way === 'node-x12' ? file.toString('latin1') : '';
  const begin = performance.now();
  const total = readers[way]({ file, text, json });
  const milliseconds = performance.now() - begin;
  return { milliseconds, bytes: file.length, total, residentBytes: process.memoryUsage().rss };
}

interface Source {
  readonly file: Buffer;
  readonly text: string;
  readonly json: string;
}

const readers: Readonly<Record<Task['way'], (source: Source) => number | null>> = {
  columns: ({ file }) => {
    const problems = new X12ProblemList();
    const index = indexSegments(file, problems);
    const sets = index.interchanges.flatMap((span) =>
      readInterchange(index, span, problems).groups.flatMap((group) => group.sets),
    );
    const read = sets.map((set) => readRemittanceColumns(index, set, problems));
    if (!read.every(({ isBalanced }) => isBalanced)) throw new Error('the file does not balance');
    return read.reduce((sum, { paidCents }) => sum + paidCents, 0);
  },
  typed: ({ file }) => {
    const { message } = readX12(file);
    if (message?.remittances.every(({ isBalanced }) => isBalanced) !== true) throw new Error('it does not balance');
    return message.remittances.reduce((sum, { paidCents }) => sum + paidCents, 0);
  },
  json: ({ json }) =>
    (JSON.parse(json) as readonly { readonly paidCents: number }[]).reduce((sum, { paidCents }) => sum + paidCents, 0),
  'node-x12': ({ text }) => {
    new X12Parser(true).parse(text);
    return null;
  },
};

function make(count: number): Buffer {
  const on = '2026-10-15' as CalendarDay;
  const claims = Array.from({ length: count }, (_, index): PaidByPayer => {
    const charge = 10_000 + ((index * 7_919) % 900_000);
    const patient = index % 3 === 0 ? 500 : 0;
    return {
      ...{ rxNumber: String(7_000_000 + index), payerClaimNumber: `A${10_000_000 + index}`, statusCode: '1' },
      ...{ serviceOn: addDays(on, -(index % 28)), ndc11: '00074055402', quantity: '2' },
      ...{ chargeCents: cents(charge), paidCents: cents(charge - patient - (charge >> 3)) as Cents },
      patientCents: cents(patient),
    };
  });
  const payment = {
    ...{ payerName: 'SYNTHETIC PAYER', bin: '610011', traceNumber: 'T1', paidOn: on, claims },
    ...{ payeeName: 'HARBORVIEW', payeeNpi: '1093817462', providerAdjustments: [], misstatedCents: cents(0) },
  };
  return Buffer.from(writeRemittanceFile([payment], 1));
}
