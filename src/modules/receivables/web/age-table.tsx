import type { ReactNode } from 'react';
import { formatCents } from '../../../ui/format-money.ts';
import { SparkBar } from '../../../ui/spark-bar.tsx';
import { type AgeBucket, ageBuckets, type ReceivableKind, receivableKinds } from '../../revenue/language.ts';
import classes from './receivables-page.module.css';
import { formatTenths, namePayer, type ShownPayer, type ShownReceivables } from './receivables-words.ts';

/** Which open claims are looked at. */
export interface ShownPart {
  readonly kind: ReceivableKind;
  readonly payerId?: string | null;
  readonly payerName?: string | null;
  readonly bucket?: AgeBucket;
}

const buckets = Object.keys(ageBuckets) as readonly AgeBucket[];

/** Says in words which open claims are looked at. */
export function describePart(part: ShownPart): string {
  const payer = part.payerId === undefined ? '' : `, ${namePayer(part.payerName ?? null)}`;
  const age = part.bucket === undefined ? '' : `, ${ageBuckets[part.bucket].toLowerCase()} days`;
  return `${receivableKinds[part.kind]}${payer}${age}`;
}

/** Payers by the age of what they owe; each amount opens its claims. Days to pay are weighted by the dollar. */
export function AgeTable(props: {
  readonly shown: ShownReceivables;
  readonly part: ShownPart;
  readonly onPart: (part: ShownPart) => void;
}): ReactNode {
  const { payers } = props.shown;
  const hasCredits = payers.some(({ creditCents }) => creditCents !== 0);
  const hasTakenBack = payers.some(({ takenBackCents }) => takenBackCents !== 0);
  const cells = payers.flatMap((payer) => payer.cells);
  const sumOf = (bucket: AgeBucket): number =>
    cells.filter((cell) => cell.bucket === bucket).reduce((sum, { cents }) => sum + cents, 0);
  const total = (read: (payer: ShownPayer) => number): number => payers.reduce((sum, payer) => sum + read(payer), 0);
  const amount = (label: string, cents: number, part: ShownPart, heat = 0): ReactNode =>
    cents === 0 ? null : (
      <button
        type="button"
        className={classes['cell']}
        data-heat={heat}
        aria-label={`${label}: ${formatCents(cents)}`}
        aria-pressed={isSame(part, props.part)}
        onClick={() => props.onPart(part)}
      >
        {formatCents(cents)}
      </button>
    );
  return (
    <table className={classes['heat']}>
      <thead>
        <tr>
          <th scope="col">Payer</th>
          {buckets.map((bucket) => (
            <th key={bucket} scope="col">
              {ageBuckets[bucket]}
            </th>
          ))}
          <th scope="col">Open</th>
          {hasCredits && <th scope="col">Paid too much</th>}
          {hasTakenBack && <th scope="col">Taken back</th>}
          <th scope="col">Days to pay</th>
        </tr>
      </thead>
      <tbody>
        {payers.map((payer) => {
          const { payerId, payerName } = payer;
          const name = namePayer(payerName);
          return (
            <tr key={payerId ?? ''}>
              <th scope="row">{name}</th>
              {buckets.map((bucket) => {
                const cents = payer.cells.find((cell) => cell.bucket === bucket)?.cents ?? 0;
                const part: ShownPart = { kind: 'open', payerId, payerName, bucket };
                return (
                  <td key={bucket}>{amount(`${name}, ${ageBuckets[bucket]} days`, cents, part, heatOf(bucket))}</td>
                );
              })}
              <td>{amount(`${name}, open`, payer.cents, { kind: 'open', payerId, payerName })}</td>
              {hasCredits && (
                <td>{amount(`${name}, paid too much`, -payer.creditCents, { kind: 'credit', payerId, payerName })}</td>
              )}
              {hasTakenBack && (
                <td>
                  {amount(`${name}, taken back`, payer.takenBackCents, { kind: 'taken-back', payerId, payerName })}
                </td>
              )}
              <td className={classes['plain']}>
                <SparkBar
                  values={payer.months.map(({ averageDaysTenths }) => averageDaysTenths)}
                  label={describeMonths(payer)}
                />{' '}
                {formatTenths(payer.averageDaysTenths)}
                {payer.medianDays !== null && <span className={classes['quiet']}> median {payer.medianDays}</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className={classes['plain']}>
            All payers
          </th>
          {buckets.map((bucket) => (
            <td key={bucket}>
              {amount(`All payers, ${ageBuckets[bucket]} days`, sumOf(bucket), { kind: 'open', bucket })}
            </td>
          ))}
          <td>
            {amount(
              'All payers, open',
              total(({ cents }) => cents),
              { kind: 'open' },
            )}
          </td>
          {hasCredits && (
            <td>
              {amount(
                'All payers, paid too much',
                total((payer) => -payer.creditCents),
                { kind: 'credit' },
              )}
            </td>
          )}
          {hasTakenBack && (
            <td>
              {amount(
                'All payers, taken back',
                total((payer) => payer.takenBackCents),
                { kind: 'taken-back' },
              )}
            </td>
          )}
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

function heatOf(bucket: AgeBucket): number {
  if (bucket === 'to-15' || bucket === 'to-30') return 0;
  return bucket === 'to-45' ? 1 : bucket === 'over' ? 3 : 2;
}

function isSame(left: ShownPart, right: ShownPart): boolean {
  return left.kind === right.kind && left.payerId === right.payerId && left.bucket === right.bucket;
}

function describeMonths({ payerName, months }: ShownPayer): string {
  if (months.length === 0) return `${namePayer(payerName)} paid nothing within a year`;
  const words = months.map(
    ({ month, averageDaysTenths }) => `${month.slice(0, 7)}: ${formatTenths(averageDaysTenths)}`,
  );
  return `Days to pay of ${namePayer(payerName)} by month: ${words.join(', ')}`;
}
