import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { UnitPrice } from '../../../kernel/money.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCents, formatUnitPrice } from '../../../ui/format-money.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Notice } from '../../../ui/notice.tsx';
import * as api from '../api.ts';
import { nameLeg, nameRate } from '../domain/contract-terms.ts';
import { expectationGaps, expectedLines } from '../domain/expected-payment.ts';
import classes from './contracts.module.css';

type Expected = ResponseOf<typeof api.getExpectedPayment>;

/** What a claim should be paid by its contract; its prices open below. */
export function ExpectedPaymentView(props: { readonly claimId: string }): ReactNode {
  const query = useEndpointQuery(api.getExpectedPayment, { claimId: props.claimId }, {});
  if (query.error?.kind === 'refusal') return <Notice tone="neutral" sentence={query.error.sentence} />;
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={1} />;
  const expected = query.data;
  return (
    <div className={classes['expected']}>
      {expected.gaps.map((gap) => (
        <Notice key={gap} tone="due" sentence={expectationGaps[gap]} />
      ))}
      {expected.contract !== null && (
        <details>
          <summary>
            {expected.amountCents === null
              ? 'Expected payment not known'
              : `Expected ${formatCents(expected.amountCents)}`}
            {`, ${expected.contract.name}, version ${expected.contract.version}`}
          </summary>
          <Explanation expected={expected} />
        </details>
      )}
    </div>
  );
}

function Explanation({ expected }: { readonly expected: Expected }): ReactNode {
  const { contract, rate, lines, keptCents, amountCents } = expected;
  return (
    <>
      {contract !== null && (
        <p className={classes['quiet']}>
          In force from {formatCalendarDay(contract.validFrom as CalendarDay)}. {contract.source}.
          {rate === null ? '' : ` Rate: ${nameRate(rate)}. The lesser of its prices counts.`}
        </p>
      )}
      {expected.legs.length > 0 && <Legs legs={expected.legs} />}
      {lines.length > 0 && (
        <table className={classes['table']}>
          <tbody>
            {lines.map(({ line, cents, isLater }) => (
              <tr key={line}>
                <th scope="row">
                  {expectedLines[line]}
                  {isLater && <span className={classes['quiet']}> after adjudication</span>}
                </th>
                <td className={classes['amount']}>{formatCents(cents)}</td>
              </tr>
            ))}
            <tr className={classes['total']}>
              <th scope="row">Expected from payer and patient</th>
              <td className={classes['amount']}>{amountCents === null ? 'Not known' : formatCents(amountCents)}</td>
            </tr>
            {keptCents !== null && keptCents !== amountCents && (
              <tr>
                <th scope="row">Left after what is taken later</th>
                <td className={classes['amount']}>{formatCents(keptCents)}</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
    </>
  );
}

function Legs({ legs }: { readonly legs: Expected['legs'] }): ReactNode {
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">Price</th>
          <th scope="col" className={classes['amount']}>
            Unit
          </th>
          <th scope="col" className={classes['amount']}>
            By contract
          </th>
          <th scope="col" className={classes['amount']}>
            Pays with fee
          </th>
        </tr>
      </thead>
      <tbody>
        {legs.map((leg) => (
          <tr key={nameLeg(leg)} className={leg.isChosen ? classes['chosen'] : undefined}>
            <th scope="row">
              {nameLeg(leg)}
              {leg.isChosen && ' (counts)'}
              {leg.price !== null && (
                <span className={classes['origin']}>
                  From {formatCalendarDay(leg.price.validFrom as CalendarDay)}. {leg.price.source}.
                </span>
              )}
            </th>
            <td className={classes['amount']}>
              {leg.price === null ? '' : formatUnitPrice(leg.price.unitPrice as UnitPrice)}
            </td>
            <td className={classes['amount']}>
              {leg.contractUnitPrice === null ? '' : formatUnitPrice(leg.contractUnitPrice as UnitPrice)}
            </td>
            <td className={classes['amount']}>
              {leg.totalCents === null
                ? leg.basis === 'mac'
                  ? 'Not on the list'
                  : 'Not known'
                : formatCents(leg.totalCents)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
