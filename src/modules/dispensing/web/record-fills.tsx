import type { ReactNode } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import * as api from '../api.ts';
import type { FillState } from '../domain/fill-lifecycle.ts';
import { fillStates } from './fill-words.ts';
import classes from './fills-panel.module.css';

const mostShown = 3;

/** The fills of a record of a person: of all records merged into one, or of those that are named. */
export function RecordFills(props: {
  readonly patientId: PatientId;
  readonly recordIds: readonly PatientId[] | null;
}): ReactNode {
  const { patientId, recordIds } = props;
  const query = useEndpointQuery(api.listPatientFills, { patientId });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return null;
  const fills = query.data.fills.filter(
    (fill) => recordIds === null || recordIds.includes(fill.patientId as PatientId),
  );
  if (fills.length === 0) return <p>No fill</p>;
  return (
    <ul className={classes['list']}>
      {fills.slice(0, mostShown).map((fill) => (
        <li key={fill.fillId}>
          <PageLink to={`/fills/${fill.fillId}`}>
            Fill {fill.fillNumber + 1} of {fill.drugText}
          </PageLink>
          , {fillStates[fill.state as FillState].label}, <Moment at={fill.openedAt as Instant} />
        </li>
      ))}
      {fills.length > mostShown && <li>and {fills.length - mostShown} more</li>}
    </ul>
  );
}
