import type { ReactNode } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { SmallRail } from '../../../ui/small-rail.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import classes from './therapy-page.module.css';

/** The therapies of a patient, open ones first. */
export function TherapiesPanel(props: { readonly patientId: PatientId }): ReactNode {
  const query = useEndpointQuery(api.listTherapies, { patientId: props.patientId });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={2} />;
  if (query.data.therapies.length === 0)
    return <EmptyState title="No therapy yet" sentence="A therapy begins with an accepted prescription." />;
  return (
    <ul className={classes['list']}>
      {query.data.therapies.map((therapy, index) => (
        <li key={therapy.therapyId} className={classes['listLine']}>
          <PageLink to={`/therapies/${therapy.therapyId}`}>{therapy.drugName}</PageLink>
          <StatusBadge tone={therapy.ended === null ? 'current' : 'neutral'}>
            {therapy.ended === null ? therapy.stageLabel : 'Ended'}
          </StatusBadge>
          <span>{therapy.barrier ?? ''}</span>
          <span>{therapy.number}</span>
          <SmallRail
            stages={(query.data.rails[index] ?? []).map(({ stage, ...rest }) => ({ ...rest, id: stage }))}
            words={therapy.ended === null ? `Stage: ${therapy.stageLabel}, ${therapy.subStatus}` : 'Ended'}
          />
        </li>
      ))}
    </ul>
  );
}
