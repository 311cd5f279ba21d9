import type { ReactNode } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LineList } from '../../../ui/line-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../board-api.ts';

const mostShown = 6;

/** The therapies whose patients start late or are without medicine, those without it longest first. */
export function LatePanel(): ReactNode {
  const query = useEndpointQuery(api.listBarrierRows, { parts: [], after: null });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={3} />;
  const late = query.data.rows.filter(({ cost }) => cost.daysWithout > 0);
  if (late.length === 0)
    return <EmptyState title="Nobody waits too long" sentence="No patient starts late or is without medicine." />;
  return (
    <LineList
      label="Late or without medicine"
      lines={late.slice(0, mostShown).map((row) => ({
        id: row.therapyId,
        to: `/therapies/${row.therapyId}`,
        title: (
          <>
            <PanelSlotView slot="patient-name" patientId={row.patientId as PatientId} /> {row.drugName}
          </>
        ),
        detail: `${row.clause}, ${row.whoseMove}’s move`,
        mark: <StatusBadge tone="blocked">{row.cost.sentence}</StatusBadge>,
      }))}
      all={{ to: '/barriers', label: 'Barrier board' }}
    />
  );
}
