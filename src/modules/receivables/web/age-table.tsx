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

interface TableProps {
  readonly shown: ShownReceivables;
  readonly part: ShownPart;
  readonly onPart: (part: ShownPart) => void;
}

/** Which columns have anything in them. */
interface Extras {
  readonly hasCredits: boolean;
  readonly hasTakenBack: boolean;
}

/** Payers by the age of what they owe; each amount opens its claims. Days to pay are weighted by the dollar. */
export function AgeTable(props: TableProps): ReactNode {
  const { payers } = props.shown;
  const extras: Extras = {
    hasCredits: payers.some(({ creditCents }) => creditCents !== 0),
    hasTakenBack: payers.some(({ takenBackCents }) => takenBackCents !== 0),
  };
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
          {extras.hasCredits && <th scope="col">Paid too much</th>}
          {extras.hasTakenBack && <th scope="col">Taken back</th>}
          <th scope="col">Days to pay</th>
        </tr>
      </thead>
      <tbody>
        {payers.map((payer) => (
          <PayerRow key={payer.payerId ?? ''} {...props} {...extras} payer={payer} />
        ))}
      </tbody>
      <tfoot>
        <TotalRow {...props} {...extras} />
      </tfoot>
    </table>
  );
}

function PayerRow(props: TableProps & Extras & { readonly payer: ShownPayer }): ReactNode {
  const { payer, part, onPart } = props;
  const { payerId, payerName } = payer;
  const name = namePayer(payerName);
  const ofPayer = (kind: ReceivableKind): ShownPart => ({ kind, payerId, payerName });
  return (
    <tr>
      <th scope="row">{name}</th>
      {buckets.map((bucket) => (
        <Amount
          key={bucket}
          label={`${name}, ${ageBuckets[bucket]} days`}
          cents={payer.cells.find((cell) => cell.bucket === bucket)?.cents ?? 0}
          opens={{ ...ofPayer('open'), bucket }}
          heat={heatOf(bucket)}
          part={part}
          onPart={onPart}
        />
      ))}
      <Amount label={`${name}, open`} cents={payer.cents} opens={ofPayer('open')} part={part} onPart={onPart} />
      {props.hasCredits && (
        <Amount
          label={`${name}, paid too much`}
          cents={-payer.creditCents}
          opens={ofPayer('credit')}
          {...{ part, onPart }}
        />
      )}
      {props.hasTakenBack && (
        <Amount
          label={`${name}, taken back`}
          cents={payer.takenBackCents}
          opens={ofPayer('taken-back')}
          {...{ part, onPart }}
        />
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
}

function TotalRow(props: TableProps & Extras): ReactNode {
  const { part, onPart } = props;
  const { payers } = props.shown;
  const total = (read: (payer: ShownPayer) => number): number => payers.reduce((sum, payer) => sum + read(payer), 0);
  const inBucket = (bucket: AgeBucket): number =>
    total(({ cells }) => cells.find((cell) => cell.bucket === bucket)?.cents ?? 0);
  const common = { part, onPart };
  return (
    <tr>
      <th scope="row" className={classes['plain']}>
        All payers
      </th>
      {buckets.map((bucket) => (
        <Amount
          key={bucket}
          label={`All payers, ${ageBuckets[bucket]} days`}
          cents={inBucket(bucket)}
          opens={{ kind: 'open', bucket }}
          {...common}
        />
      ))}
      <Amount label="All payers, open" cents={total(({ cents }) => cents)} opens={{ kind: 'open' }} {...common} />
      {props.hasCredits && (
        <Amount
          label="All payers, paid too much"
          cents={total(({ creditCents }) => -creditCents)}
          opens={{ kind: 'credit' }}
          {...common}
        />
      )}
      {props.hasTakenBack && (
        <Amount
          label="All payers, taken back"
          cents={total(({ takenBackCents }) => takenBackCents)}
          opens={{ kind: 'taken-back' }}
          {...common}
        />
      )}
      <td />
    </tr>
  );
}

/** A cell with an amount that opens its claims; an empty one where nothing is open. */
function Amount(props: {
  readonly label: string;
  readonly cents: number;
  readonly opens: ShownPart;
  readonly heat?: number;
  readonly part: ShownPart;
  readonly onPart: (part: ShownPart) => void;
}): ReactNode {
  const { label, cents, opens, heat = 0, part, onPart } = props;
  if (cents === 0) return <td />;
  return (
    <td>
      <button
        type="button"
        className={classes['cell']}
        data-heat={heat}
        aria-label={`${label}: ${formatCents(cents)}`}
        aria-pressed={isSame(opens, part)}
        onClick={() => onPart(opens)}
      >
        {formatCents(cents)}
      </button>
    </td>
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
