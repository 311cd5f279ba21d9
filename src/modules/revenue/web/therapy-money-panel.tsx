import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCents } from '../../../ui/format-money.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { claimStates } from '../../claims/web/index.tsx';
import * as api from '../api.ts';
import classes from './claim-page.module.css';

/** The claims of a therapy with what they bring and leave open; each opens its money. */
export function TherapyMoneyPanel(props: { readonly therapyId: TherapyId }): ReactNode {
  const { therapyId } = props;
  const query = useEndpointQuery(api.listTherapyMoney, { therapyId }, { topics: [`therapy:${therapyId}`] });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={2} />;
  if (query.data.claims.length === 0)
    return <EmptyState title="No claim yet" sentence="Claims stand here with their money once a fill was billed." />;
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th>Claim</th>
          <th>State</th>
          <th className={classes['amount']}>Reimbursed</th>
          <th className={classes['amount']}>Net margin</th>
          <th className={classes['amount']}>Open</th>
        </tr>
      </thead>
      <tbody>
        {query.data.claims.map((claim) => (
          <tr key={claim.claimId}>
            <td>
              <PageLink to={`/claims/${claim.claimId}`}>{formatCalendarDay(claim.serviceOn as CalendarDay)}</PageLink>
            </td>
            <td>
              <StatusBadge tone={claimStates[claim.state].tone}>{claimStates[claim.state].label}</StatusBadge>
            </td>
            <td className={classes['amount']}>{formatCents(claim.reimbursementCents)}</td>
            <td className={classes['amount']}>{claim.hasCost ? formatCents(claim.netMarginCents) : 'No cost yet'}</td>
            <td className={classes['amount']}>{formatCents(claim.openWithPayerCents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
