import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';

type Line = ResponseOf<typeof api.listPathways>['pathways'][number];

const columns: readonly TableColumn<Line>[] = [
  { id: 'programme', header: 'Programme', width: 250, cell: ({ label }) => <strong>{label}</strong> },
  { id: 'says', header: 'What is special', width: { grow: 3, least: 240 }, cell: ({ sentence }) => sentence },
  { id: 'version', header: 'In force', width: 90, cell: ({ inForce }) => `Version ${inForce.version}` },
  {
    id: 'since',
    header: 'Since',
    width: 110,
    cell: ({ inForce }) => formatCalendarDay(inForce.effectiveFrom as CalendarDay),
  },
  {
    id: 'by',
    header: 'Put into force by',
    width: 190,
    cell: ({ inForce }) => inForce.activatedBy ?? 'Standard of the program',
  },
  { id: 'next', header: 'Next', width: { grow: 2, least: 230 }, cell: (line) => <Next line={line} /> },
];

/** The pathway of each programme: which version is in force since when and by whom, and what is being written. */
export function PathwaysPage(): ReactNode {
  const query = useEndpointQuery(api.listPathways, {}, { topics: ['pathways'] });
  const goTo = useGoTo();
  return (
    <PageFrame
      fill
      title="Pathways"
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'enter', label: 'open the pathway' },
      ]}
    >
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {(query.error === null || query.data !== undefined) && (
        <DataTable
          label="Pathways"
          columns={columns}
          rows={query.data?.pathways ?? []}
          rowId={({ programme }) => programme}
          rowTone={({ isProposed, draft }) => (isProposed ? 'waiting' : draft === null ? null : 'current')}
          isLoading={query.isPending}
          onOpen={({ programme }) => goTo(`/pathways/${programme}`)}
          claimsFocus
          empty={<EmptyState title="There are no pathways" />}
        />
      )}
    </PageFrame>
  );
}

function Next(props: { readonly line: Line }): ReactNode {
  const { next, draft, isProposed } = props.line;
  if (isProposed) return <StatusBadge tone="waiting">Waits for a second person</StatusBadge>;
  if (draft !== null)
    return (
      <span>
        Draft by {draft.changedBy}, <Moment at={draft.changedAt as Instant} />
        {draft.problems > 0 && `, ${draft.problems} problems`}
      </span>
    );
  return next === null ? null : `Version ${next.version} from ${formatCalendarDay(next.effectiveFrom as CalendarDay)}`;
}
