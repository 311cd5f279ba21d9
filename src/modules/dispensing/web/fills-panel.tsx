import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatQuantity } from '../../../ui/format-quantity.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import type { FillState } from '../domain/fill-lifecycle.ts';
import { describeEarliest, fillStates } from './fill-words.ts';
import classes from './fills-panel.module.css';

type ListedFill = ResponseOf<typeof api.listFills>['fills'][number];

/** The fills of a therapy, newest first; each opens at the bench. */
export function FillsPanel(props: { readonly therapyId: TherapyId }): ReactNode {
  const { therapyId } = props;
  const query = useEndpointQuery(api.listFills, { therapyId }, { topics: [`therapy:${therapyId}`] });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={2} />;
  if (query.data.fills.length === 0)
    return <EmptyState title="No fill yet" sentence="A technician opens it once the delivery is agreed." />;
  const { fills, earliestClaim } = query.data;
  return (
    <>
      <ul className={classes['list']}>
        {fills.map((fill) => (
          <FillLine key={fill.fillId} fill={fill} />
        ))}
      </ul>
      {earliestClaim !== null && (
        <p className={classes['when']} title={earliestClaim.source}>
          {describeEarliest(earliestClaim)}: {earliestClaim.percentUsed} % of {earliestClaim.daysSupply} days from{' '}
          {formatCalendarDay(earliestClaim.lastFilledOn as CalendarDay)}. {earliestClaim.source}
        </p>
      )}
    </>
  );
}

function FillLine(props: { readonly fill: ListedFill }): ReactNode {
  const { fill } = props;
  const state = fillStates[fill.state as FillState];
  return (
    <li className={classes['line']}>
      <PageLink to={`/fills/${fill.fillId}`}>Fill {fill.fillNumber + 1}</PageLink>
      <StatusBadge tone={state.tone}>{state.label}</StatusBadge>
      <span>
        {formatQuantity(fill)} for {fill.daysSupply} days
      </span>
      <span className={classes['when']}>
        <Moment at={fill.openedAt as Instant} />
      </span>
    </li>
  );
}
