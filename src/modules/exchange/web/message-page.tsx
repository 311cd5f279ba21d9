import { type ReactNode, useState } from 'react';
import type { PrescriptionId, RawMessageId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { DocumentViewer } from '../../../ui/document-viewer.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink, usePathParameter } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { ProblemList } from '../../../ui/problem-list.tsx';
import { ReadingColumn } from '../../../ui/reading-column.tsx';
import { RecordFailure } from '../../../ui/record-failure.tsx';
import { SideBySide } from '../../../ui/side-by-side.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import { MessageActions } from './message-actions.tsx';
import classes from './message-page.module.css';
import {
  describeLink,
  describeOutcome,
  formatWords,
  isOpenMessage,
  type ShownMessage,
  toOriginal,
} from './message-words.ts';

/** A message as it came or went, beside what is wrong with it and what it became. */
export function MessagePage(): ReactNode {
  const rawMessageId = usePathParameter('rawMessageId') as RawMessageId;
  const query = useEndpointQuery(api.getRawMessage, { rawMessageId });
  const message = query.data;
  const outcome = describeOutcome(message?.outcome ?? null);
  return (
    <PageFrame
      title={message === undefined ? 'Message' : (message.messageType ?? formatWords[message.format])}
      breadcrumbs={[{ label: 'Messages', path: '/messages' }]}
      beside={message !== undefined && <StatusBadge tone={outcome.tone}>{outcome.label}</StatusBadge>}
      fill
    >
      {query.error !== null && <RecordFailure failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={8} />}
      {message !== undefined && <MessageView message={message} />}
    </PageFrame>
  );
}

function MessageView(props: { readonly message: ShownMessage }): ReactNode {
  const { message } = props;
  const [where, setWhere] = useState(message.problems[0]?.where ?? null);
  return (
    <>
      <MessageActions message={message} />
      <SideBySide
        leftTitle={message.direction === 'in' ? 'As it was received' : 'As it was sent'}
        left={
          <DocumentViewer label="Original message" document={toOriginal(message.format, message.text)} where={where} />
        }
        rightTitle="What it is"
        right={
          <ReadingColumn label="Problems and records">
            <Intake message={message} />
            <KeyValueList columns={2} items={listFacts(message)} />
            {message.problems.length > 0 && <Problems message={message} where={where} onPick={setWhere} />}
            <Links links={message.links} />
            <Kin kin={message.kin} />
            <WhatWasRead read={message.read} where={where} onPick={setWhere} />
            <Answer message={message} />
          </ReadingColumn>
        }
      />
    </>
  );
}

function Problems(props: {
  readonly message: ShownMessage;
  readonly where: string | null;
  readonly onPick: (where: string) => void;
}): ReactNode {
  const { problems } = props.message;
  return (
    <Panel title="Problems" aside={String(problems.length)}>
      <ProblemList problems={problems} pickedWhere={props.where} onPick={(problem) => props.onPick(problem.where)} />
    </Panel>
  );
}

/** What was understood of it; picking a part marks its place in the original. */
function WhatWasRead(props: {
  readonly read: ShownMessage['read'];
  readonly where: string | null;
  readonly onPick: (where: string) => void;
}): ReactNode {
  if (props.read.length === 0) return null;
  return (
    <Panel title="What was read">
      {props.read.map(({ title, where, lines }) => (
        <section key={`${title} ${where}`} className={classes['part']} aria-label={title}>
          <h3 className={classes['partTitle']}>
            {title}
            {where !== null && (
              <button
                type="button"
                className={classes['where']}
                aria-pressed={props.where === where}
                onClick={() => props.onPick(where)}
              >
                {where}
              </button>
            )}
          </h3>
          <KeyValueList columns={2} items={lines} />
        </section>
      ))}
    </Panel>
  );
}

function Links(props: { readonly links: ShownMessage['links'] }): ReactNode {
  return (
    <Panel title="What it became">
      {props.links.length === 0 ? (
        <EmptyState title="No record came of it" />
      ) : (
        <ul className={classes['links']}>
          {props.links.map((link) => {
            const { label, path } = describeLink(link);
            return (
              <li key={`${link.kind} ${link.id}`}>{path === null ? label : <PageLink to={path}>{label}</PageLink>}</li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}

const relationWords = {
  answers: 'The message that this answers',
  'answered-by': 'What was answered',
  'same-sending': 'Another attempt to send it',
} as const;

/** The messages that belong to this one. */
function Kin(props: { readonly kin: ShownMessage['kin'] }): ReactNode {
  if (props.kin.length === 0) return null;
  return (
    <Panel title="Belongs to">
      <ul className={classes['links']}>
        {props.kin.map(({ rawMessageId, relation }) => (
          <li key={rawMessageId}>
            <PageLink to={`/messages/${rawMessageId}`}>{relationWords[relation]}</PageLink>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What other parts of the program do with a message that waits for a person. */
function Intake(props: { readonly message: ShownMessage }): ReactNode {
  const { message } = props;
  if (message.direction === 'out' || !isOpenMessage(message.outcome)) return null;
  const prescription = message.links.find(({ kind }) => kind === 'prescription');
  return (
    <PanelSlotView
      slot="intake-panel"
      rawMessageId={message.rawMessageId as RawMessageId}
      prescriptionId={(prescription?.id ?? null) as PrescriptionId | null}
    />
  );
}

function Answer(props: { readonly message: ShownMessage }): ReactNode {
  const { answerText, format } = props.message;
  if (answerText === null || answerText === '') return null;
  return (
    <Panel title="What was answered" flush>
      <div className={classes['answer']}>
        <DocumentViewer label="Answer" document={toOriginal(format, answerText)} />
      </div>
    </Panel>
  );
}

function listFacts(message: ShownMessage) {
  return [
    { label: 'Partner', value: message.partnerName },
    { label: 'Format', value: formatWords[message.format] },
    {
      label: message.direction === 'in' ? 'Received' : 'Sent',
      value: <Moment at={message.receivedAt as Instant} />,
    },
    {
      label: 'Settled',
      value: message.settledAt === null ? 'Not yet' : <Moment at={message.settledAt as Instant} />,
    },
    { label: 'Problems', value: message.problems.length === 0 ? 'None' : message.problems.length },
    { label: 'Control id', value: message.controlId },
    { label: 'Size', value: `${message.byteCount.toLocaleString('en-US')} bytes` },
    { label: 'SHA-256', value: <code className={classes['hash']}>{message.sha256}</code> },
  ];
}
