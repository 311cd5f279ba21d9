import type { ReactNode } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import * as api from '../api.ts';
import classes from './therapy-page.module.css';

/** The therapies of a record of a person: of all records merged into one, or of those that are named. */
export function RecordTherapies(props: {
  readonly patientId: PatientId;
  readonly recordIds: readonly PatientId[] | null;
}): ReactNode {
  const { patientId, recordIds } = props;
  const query = useEndpointQuery(api.listTherapies, { patientId });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  const therapies = (query.data?.therapies ?? []).filter(
    (therapy) => recordIds === null || recordIds.includes(therapy.patientId as PatientId),
  );
  if (query.data === undefined) return null;
  if (therapies.length === 0) return <p>No therapy</p>;
  return (
    <ul className={classes['list']}>
      {therapies.map((therapy) => (
        <li key={therapy.therapyId}>
          <PageLink to={`/therapies/${therapy.therapyId}`}>
            {therapy.number} {therapy.drugName}
          </PageLink>
          , {therapy.ended === null ? therapy.stageLabel : 'ended'}
        </li>
      ))}
    </ul>
  );
}
