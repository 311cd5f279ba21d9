import { type ReactNode, useState } from 'react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import type { PanelProps } from '../../../ui/module-web.ts';
import { isProgrammeCode, type ProgrammeCode } from '../../pathways/language.ts';
import * as api from '../pathway-api.ts';
import classes from './compared-rows.module.css';
import { ComparedCounts, type ComparedKind, ComparedRows } from './compared-rows.tsx';

/** What a draft would have made of past therapies: counted, each number opens its rows; nothing is changed. */
export function PathwayPastPanel(props: PanelProps['pathway-past']): ReactNode {
  const { programme, revision } = props;
  if (!isProgrammeCode(programme)) return null;
  if (revision === null)
    return <EmptyState title="No draft" sentence="A draft is tried on the past therapies of its programme here." />;
  return <Tried key={revision} programme={programme} />;
}

function Tried({ programme }: { readonly programme: ProgrammeCode }): ReactNode {
  const [kind, setKind] = useState<ComparedKind | null>(null);
  const query = useEndpointQuery(api.tryDraft, { programme, kind }, { keepsPrevious: true });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={6} />;
  const { total, replayed, counts, rows } = query.data;
  if (total === 0) return <EmptyState title="No past therapies" sentence="No therapy ran by this programme yet." />;
  return (
    <>
      <p className={classes['soft']}>
        Therapies replayed by the draft from their first event on: {replayed}
        {replayed === total ? '' : `, the newest of ${total}`}. Nothing is changed.
      </p>
      <ComparedCounts counts={counts} chosen={kind} onChoose={setKind} />
      {kind !== null && (
        <div>
          <ComparedRows caption="Therapies that would differ" rows={rows} />
          {counts[kind] > rows.length && (
            <p className={classes['soft']}>
              The first {rows.length} of {counts[kind]}.
            </p>
          )}
        </div>
      )}
    </>
  );
}
