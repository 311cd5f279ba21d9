import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCents } from '../../../ui/format-money.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { Panel } from '../../../ui/panel.tsx';
import * as api from '../api.ts';
import classes from './effective-rates-page.module.css';
import { RateChart } from './rate-chart.tsx';
import { formatShare } from './revenue-words.ts';

type Guarantee = ResponseOf<typeof api.listEffectiveRates>['guarantees'][number];

/** Effective rates: what each contract guarantees for the year, where it stands, and what it heads for. */
export function EffectiveRatesPage(): ReactNode {
  const query = useEndpointQuery(api.listEffectiveRates, {}, { topics: ['revenue-risk'] });
  const [picked, setPicked] = useState<string | null>(null);
  const { data } = query;
  const opened = data?.guarantees.find((one) => keyOf(one) === picked) ?? findDearest(data?.guarantees ?? []);
  return (
    <PageFrame title="Effective rates">
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {data === undefined && query.error === null && <LoadingRows rows={6} />}
      {data?.guarantees.length === 0 && (
        <EmptyState title="No guarantees" sentence="No contract in force guarantees an effective rate." />
      )}
      {data !== undefined && data.guarantees.length > 0 && (
        <>
          {opened !== undefined && <Months guarantee={opened} />}
          <Panel title={`Year to ${formatCalendarDay(data.asOf as CalendarDay)}`}>
            <div className={classes['wide']}>
              <Guarantees guarantees={data.guarantees} onPick={setPicked} />
            </div>
            <p className={classes['quiet']}>
              Shares are off AWP. A true-up above zero is paid back to the payer, one below it is owed to us. Paid
              claims of the first payer; claims at the usual price are left out, 340B claims are not known here and
              counted.{' '}
              {data.summedAt === null ? (
                'Not summed yet: claims are summed once a day.'
              ) : (
                <>
                  Summed <Moment at={data.summedAt as Instant} />.
                </>
              )}
            </p>
          </Panel>
        </>
      )}
    </PageFrame>
  );
}

/** What nobody has chosen among is shown by what its reserve covers least. */
function findDearest(guarantees: readonly Guarantee[]): Guarantee | undefined {
  return guarantees.toSorted((left, right) => right.uncoveredCents - left.uncoveredCents)[0];
}

function Guarantees(props: {
  readonly guarantees: readonly Guarantee[];
  readonly onPick: (key: string) => void;
}): ReactNode {
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">Contract</th>
          <th scope="col">Guarantee</th>
          {['By contract', 'To date', 'Claims', 'True-up', 'Year-end', 'Reserve', 'Uncovered'].map((name) => (
            <th key={name} scope="col" className={classes['amount']}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.guarantees.map((one) => (
          <tr key={keyOf(one)} data-drifts={one.uncoveredCents > 0 || undefined}>
            <td>
              <Button variant="subtle" size="compact-sm" onClick={() => props.onPick(keyOf(one))}>
                {one.contractName}
              </Button>
            </td>
            <td>
              {one.kind}, {one.sides} side{one.sides === 'two' && 's'}
            </td>
            <td className={classes['amount']}>{writeRate(one, one.target)}</td>
            <td className={classes['amount']}>{one.actual === null ? 'No claims' : writeRate(one, one.actual)}</td>
            <td className={classes['amount']}>{one.claims}</td>
            <td className={classes['amount']}>{formatCents(one.trueUpCents)}</td>
            <td className={classes['amount']}>{formatCents(one.projectedCents)}</td>
            <td className={classes['amount']}>{formatCents(one.reserveCents)}</td>
            <td className={classes['amount']}>{one.uncoveredCents === 0 ? '' : formatCents(one.uncoveredCents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Months({ guarantee }: { readonly guarantee: Guarantee }): ReactNode {
  const rows = guarantee.months.map((month) => ({ ...month, rate: computeRate(guarantee, month) }));
  const points = rows.flatMap(({ month, rate }) => (rate === null ? [] : [{ month, rate }]));
  const isFee = guarantee.kind === 'DER';
  return (
    <Panel title={`${guarantee.contractName}, ${guarantee.kind} by month`}>
      {rows.length === 0 ? (
        <p className={classes['quiet']}>No claims of this year count for it.</p>
      ) : (
        <>
          <RateChart points={points} target={guarantee.target} write={(rate) => writeRate(guarantee, rate)} />
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">Month from</th>
                {['Claims', isFee ? 'Fees paid' : 'AWP', ...(isFee ? [] : ['Ingredient paid']), 'Rate'].map((name) => (
                  <th key={name} scope="col" className={classes['amount']}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.month}>
                  <td>{formatCalendarDay(row.month as CalendarDay)}</td>
                  <td className={classes['amount']}>{row.claims}</td>
                  <td className={classes['amount']}>{formatCents(isFee ? row.feePaidCents : row.awpCents)}</td>
                  {!isFee && <td className={classes['amount']}>{formatCents(row.ingredientPaidCents)}</td>}
                  <td className={classes['amount']}>{row.rate === null ? '' : writeRate(guarantee, row.rate)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Panel>
  );
}

function keyOf({ contractId, kind }: Guarantee): string {
  return `${contractId} ${kind}`;
}

function writeRate({ kind }: Pick<Guarantee, 'kind'>, rate: number): string {
  return kind === 'DER' ? formatCents(rate) : formatShare(rate);
}

function computeRate({ kind }: Guarantee, month: Guarantee['months'][number]): number | null {
  if (kind === 'DER') return Math.round(month.feePaidCents / month.claims);
  return month.awpCents === 0 ? null : Math.round((1 - month.ingredientPaidCents / month.awpCents) * 10_000);
}
