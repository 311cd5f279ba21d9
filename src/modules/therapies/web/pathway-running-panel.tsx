import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import type { PanelProps } from '../../../ui/module-web.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { isProgrammeCode, type ProgrammeCode } from '../../pathways/language.ts';
import * as api from '../pathway-api.ts';
import { therapyPermissions } from '../permissions.ts';
import classes from './compared-rows.module.css';
import { ComparedCounts, type ComparedKind, ComparedRows, useMarked } from './compared-rows.tsx';

type Preview = ResponseOf<typeof api.previewMove>;
type Moved = ResponseOf<typeof api.moveTherapies>;

/** The running therapies that are not on the version in force, what a move would change for each, and the move itself. */
export function PathwayRunningPanel({ programme }: PanelProps['pathway-running']): ReactNode {
  return isProgrammeCode(programme) ? <Running programme={programme} /> : null;
}

function Running({ programme }: { readonly programme: ProgrammeCode }): ReactNode {
  const query = useEndpointQuery(api.previewMove, { programme });
  const [done, setDone] = useState<Moved | null>(null);
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={6} />;
  return (
    <>
      {done !== null && (
        <Notice
          tone={done.left.length === 0 ? 'done' : 'waiting'}
          sentence={`${done.moved} moved, ${done.left.length} left as they were.`}
        >
          {done.left.map(({ therapyId, sentence }) => (
            <p key={therapyId}>{sentence}</p>
          ))}
        </Notice>
      )}
      {query.data.rows.length === 0 ? (
        <EmptyState
          title="Nothing to move"
          sentence={`All running therapies of this programme are on version ${query.data.target.version}, which is in force.`}
        />
      ) : (
        <Candidates programme={programme} preview={query.data} onMoved={setDone} />
      )}
    </>
  );
}

function Candidates(props: {
  readonly programme: ProgrammeCode;
  readonly preview: Preview;
  readonly onMoved: (done: Moved) => void;
}): ReactNode {
  const { programme, preview, onMoved } = props;
  const { target, counts, rows } = preview;
  const [kind, setKind] = useState<ComparedKind | null>(null);
  const [marked, toggle, mark] = useMarked();
  const [asks, setAsks] = useState(false);
  const mayMove = useHasPermission(therapyPermissions.moveTherapies.code);
  const move = useEndpointCommand(api.moveTherapies, {
    invalidates: [api.previewMove],
    onDone: (done) => {
      setAsks(false);
      mark([]);
      onMoved(done);
    },
  });
  const shown = kind === null ? rows : rows.filter(({ kinds }) => kinds.includes(kind));
  const chosen = rows.filter(({ therapyId }) => marked.has(therapyId));
  const movable = shown.filter(({ refusal }) => refusal === null).map(({ therapyId }) => therapyId);
  return (
    <>
      <p className={classes['soft']}>
        Running therapies that keep an earlier version: {rows.length}. A move to version {target.version} would change:
      </p>
      <ComparedCounts counts={counts} chosen={kind} onChoose={setKind} />
      {mayMove && (
        <ActionBar
          primary={{
            label: `Move ${chosen.length === 0 ? '' : `${chosen.length} `}to version ${target.version}`,
            refusal: chosen.length === 0 ? { sentence: 'Mark the therapies first.' } : null,
            onPress: () => setAsks(true),
          }}
          secondary={[{ label: 'Mark all that are shown', onPress: () => mark(movable) }]}
        />
      )}
      <div>
        <ComparedRows
          caption="Running therapies and what a move would change"
          rows={shown}
          {...(mayMove ? { mark: { marked, onToggle: toggle } } : {})}
        />
      </div>
      <ConfirmDialog
        opened={asks}
        title={`Move ${chosen.length} therapies to version ${target.version}`}
        sentence="Each goes on by the new version with everything that is recorded. The move and its reason stand in each timeline."
        confirmLabel="Move"
        reasonLabel="Why they are moved"
        isRunning={move.isRunning}
        failure={move.failure}
        onCancel={() => setAsks(false)}
        onConfirm={(reason) =>
          move.run({
            ...{ programme, target, reasonCode: 'moved-to-version-in-force', note: reason },
            therapies: chosen.map(({ therapyId, version }) => ({ therapyId, expectedVersion: version })),
          })
        }
      />
    </>
  );
}
