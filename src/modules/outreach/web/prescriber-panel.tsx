import { type ReactNode, useState } from 'react';
import type { RequestOf, ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type { Tone } from '../../../ui/tone.tsx';
import * as api from '../api.ts';
import { type NoticeStatus, noticeStatuses } from '../domain/notice.ts';
import { type RequestState, requestStates } from '../domain/prescriber-request.ts';
import { outreachPermissions } from '../permissions.ts';
import { AskDialog } from './ask-dialog.tsx';
import classes from './prescriber-panel.module.css';
import { SettleDialog } from './settle-dialog.tsx';

type Talk = ResponseOf<typeof api.listPrescriberTalk>;

/** What a prescriber was told and asked, and what can be asked now. */
export function PrescriberPanel(props: {
  readonly of: RequestOf<typeof api.listPrescriberTalk>;
  readonly topic: string;
}): ReactNode {
  const query = useEndpointQuery(api.listPrescriberTalk, props.of, { topics: [props.topic] });
  const [asking, setAsking] = useState<'renewal' | 'change' | null>(null);
  const [settling, setSettling] = useState<string | null>(null);
  const mayAskRenewal = useHasPermission(outreachPermissions.askRenewal.code);
  const mayAskChange = useHasPermission(outreachPermissions.askChange.code);
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={3} />;
  const { notices, requests, askable } = query.data;
  return (
    <>
      {askable !== null && (mayAskRenewal || mayAskChange) && (
        <div className={classes['asks']}>
          {mayAskRenewal && (
            <ReasonedButton
              label="Ask for a renewal"
              kind="secondary"
              refusal={toRefusal(askable.renewalRefusal)}
              onPress={() => setAsking('renewal')}
            />
          )}
          {mayAskChange && (
            <ReasonedButton
              label="Ask for a change"
              kind="secondary"
              refusal={toRefusal(askable.changeRefusal)}
              onPress={() => setAsking('change')}
            />
          )}
        </div>
      )}
      {notices.length + requests.length === 0 && <EmptyState title="Nothing was told or asked yet" />}
      <ul className={classes['talk']}>
        {requests.map((request) => (
          <RequestRow
            key={request.requestId}
            request={request}
            onSettle={mayAskRenewal && request.needsPerson ? () => setSettling(request.requestId) : null}
          />
        ))}
        {notices.map((notice) => (
          <NoticeRow key={notice.noticeId} notice={notice} />
        ))}
      </ul>
      {asking !== null && askable !== null && (
        <AskDialog kind={asking} prescriptionId={askable.prescriptionId} onClose={() => setAsking(null)} />
      )}
      {settling !== null && <SettleDialog requestId={settling} onClose={() => setSettling(null)} />}
    </>
  );
}

function toRefusal(sentence: string | null) {
  return sentence === null ? null : { sentence };
}

const requestTones: Readonly<Partial<Record<RequestState, Tone>>> = {
  approved: 'done',
  'approved-with-changes': 'done',
  replaced: 'done',
  denied: 'blocked',
  refused: 'blocked',
  unclear: 'due',
  unanswered: 'due',
};

function RequestRow(props: {
  readonly request: Talk['requests'][number];
  readonly onSettle: (() => void) | null;
}): ReactNode {
  const { request, onSettle } = props;
  const state = request.state as RequestState;
  const codes = request.reasonCodes.join(' ');
  return (
    <li>
      <StatusBadge tone={requestTones[state] ?? 'waiting'}>{requestStates[state]}</StatusBadge>{' '}
      {request.kind === 'renewal' ? 'Renewal asked' : 'Change asked'} <Moment at={request.askedAt as Instant} />
      {codes !== '' && `, code ${codes}`}
      {request.answer !== null && request.answer !== '' && <q className={classes['words']}>{request.answer}</q>}{' '}
      {request.messageId !== null && <PageLink to={`/messages/${request.messageId}`}>Request</PageLink>}{' '}
      {request.answerMessageId !== null && <PageLink to={`/messages/${request.answerMessageId}`}>Answer</PageLink>}{' '}
      {request.newPrescriptionId !== null && (
        <PageLink to={`/intake/${request.newPrescriptionId}`}>New prescription</PageLink>
      )}
      {onSettle !== null && <ReasonedButton label="Done about it" kind="secondary" refusal={null} onPress={onSettle} />}
    </li>
  );
}

const noticeWords: Readonly<Record<string, { readonly label: string; readonly tone: Tone }>> = {
  waiting: { label: 'Being sent', tone: 'waiting' },
  taken: { label: 'Told', tone: 'done' },
  refused: { label: 'Refused by the partner', tone: 'blocked' },
  unanswered: { label: 'Partner silent', tone: 'due' },
  'not-sent': { label: 'Not told electronically', tone: 'neutral' },
};

function NoticeRow(props: { readonly notice: Talk['notices'][number] }): ReactNode {
  const { notice } = props;
  const { label, tone } = noticeWords[notice.state] ?? { label: notice.state, tone: 'neutral' };
  return (
    <li>
      <StatusBadge tone={tone}>{label}</StatusBadge> {noticeStatuses[notice.status as NoticeStatus]}{' '}
      <Moment at={notice.occurredAt as Instant} />
      {notice.reasonText !== null && ` ${notice.reasonText}`}
      {notice.answerCode !== null && ` (${notice.answerCode})`}{' '}
      {notice.messageId !== null && <PageLink to={`/messages/${notice.messageId}`}>Message</PageLink>}
    </li>
  );
}
