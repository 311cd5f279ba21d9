import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import type { Tone } from '../../../ui/tone.tsx';
import * as api from '../api.ts';
import { type NoteKind, type NoteState, noteKinds } from '../domain/chart-note.ts';
import { chartPermissions } from '../permissions.ts';
import classes from './charts.module.css';

type Note = ResponseOf<typeof api.listNotes>['notes'][number];

const states: Readonly<Record<NoteState, { readonly label: string; readonly tone: Tone }>> = {
  waiting: { label: 'Being sent', tone: 'waiting' },
  filed: { label: 'In the chart', tone: 'done' },
  refused: { label: 'Refused by the EHR', tone: 'blocked' },
  unanswered: { label: 'EHR silent', tone: 'due' },
};

/** The notes about a therapy that were written for the chart at the EHR. */
export function ChartNotesPanel({ therapyId }: { readonly therapyId: TherapyId }): ReactNode {
  const query = useEndpointQuery(api.listNotes, { therapyId }, { topics: [`therapy:${therapyId}`] });
  const [isWriting, setWriting] = useState(false);
  const mayWrite = useHasPermission(chartPermissions.sendNotes.code);
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={2} />;
  const { notes, takenBy, whyNot } = query.data;
  return (
    <>
      {mayWrite && (
        <ReasonedButton
          label="Write into the chart"
          kind="secondary"
          refusal={whyNot === null ? null : { sentence: whyNot }}
          onPress={() => setWriting(true)}
        />
      )}
      {notes.length === 0 && <EmptyState title="Nothing was written into the chart yet" />}
      <ul className={classes['notes']}>
        {notes.map((note) => (
          <NoteRow key={note.noteId} note={note} />
        ))}
      </ul>
      {isWriting && takenBy !== null && (
        <NoteDialog therapyId={therapyId} takenBy={takenBy} onClose={() => setWriting(false)} />
      )}
    </>
  );
}

function NoteRow({ note }: { readonly note: Note }): ReactNode {
  const { tone, label } = states[note.state];
  return (
    <li className={classes['note']}>
      <span>
        <StatusBadge tone={tone}>{label}</StatusBadge> {noteKinds[note.kind].label}, {note.writtenByName},{' '}
        <Moment at={note.writtenAt as Instant} />
      </span>
      <span className={classes['soft']}>
        {note.partnerName}
        {note.documentId !== null && (
          <>
            , document <span className={classes['code']}>{note.documentId}</span>
          </>
        )}{' '}
        {note.messageId !== null && <PageLink to={`/messages/${note.messageId}`}>What was sent</PageLink>}
      </span>
      <p className={classes['text']}>{note.text}</p>
    </li>
  );
}

const fields = {
  kind: {
    kind: 'choice',
    label: 'What it is',
    isRequired: true,
    layout: 'row',
    options: (Object.keys(noteKinds) as NoteKind[]).map((value) => ({ value, label: noteKinds[value].label })),
  },
  text: { kind: 'text', label: 'Note', isRequired: true, isLong: true, longest: 8_000 },
} as const;

/** Writes a note that the EHR files in the chart of the patient. */
function NoteDialog(props: {
  readonly therapyId: TherapyId;
  readonly takenBy: string;
  readonly onClose: () => void;
}): ReactNode {
  const { therapyId, takenBy, onClose } = props;
  const send = useEndpointCommand(api.sendNote, { invalidates: [api.listNotes], onDone: onClose });
  return (
    <Dialog opened title={`Write into the chart at ${takenBy}`} onClose={onClose}>
      <StructuredForm
        fields={fields}
        initial={{ kind: 'clinical', text: '' }}
        submitLabel="File it in the chart"
        onSubmit={({ kind, text }) => send.run({ therapyId, kind: kind as NoteKind, text })}
        onCancel={onClose}
        isRunning={send.isRunning}
        failure={send.failure}
      />
    </Dialog>
  );
}
