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
  const { answer, messageId, answerMessageId, newPrescriptionId, answeredAt } = request;
  return (
    <li className={classes['row']}>
      <span>
        <StatusBadge tone={requestTones[state] ?? 'waiting'}>{requestStates[state]}</StatusBadge>{' '}
        {request.kind === 'renewal' ? 'Renewal asked' : 'Change asked'} <Moment at={request.askedAt as Instant} />
        {answeredAt !== null && (
          <>
            , answered <Moment at={answeredAt as Instant} />
          </>
        )}
      </span>
      {(answer ?? '') !== '' && <q>{answer}</q>}
      {codes !== '' && <span className={classes['code']}>Reason code {codes}</span>}
      <Opening
        links={[
          { label: 'Request', path: messageId === null ? null : `/messages/${messageId}` },
          { label: 'Answer', path: answerMessageId === null ? null : `/messages/${answerMessageId}` },
          { label: 'New prescription', path: newPrescriptionId === null ? null : `/intake/${newPrescriptionId}` },
        ]}
      />
      {onSettle !== null && <ReasonedButton label="Done about it" kind="secondary" refusal={null} onPress={onSettle} />}
    </li>
  );
}

/** The records behind a line of the talk, apart from its words. */
function Opening(props: {
  readonly links: readonly { readonly label: string; readonly path: string | null }[];
}): ReactNode {
  const shown = props.links.flatMap(({ label, path }) => (path === null ? [] : [{ label, path }]));
  if (shown.length === 0) return null;
  return (
    <span className={classes['opening']}>
      {shown.map(({ label, path }) => (
        <PageLink key={label} to={path}>
          {label}
        </PageLink>
      ))}
    </span>
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
    <li className={classes['row']}>
      <span>
        <StatusBadge tone={tone}>{label}</StatusBadge> {noticeStatuses[notice.status as NoticeStatus]}{' '}
        <Moment at={notice.occurredAt as Instant} />
        {notice.reasonText !== null && `, ${notice.reasonText}`}
      </span>
      {notice.answerCode !== null && <span className={classes['code']}>Answer {notice.answerCode}</span>}
      <Opening
        links={[{ label: 'Message', path: notice.messageId === null ? null : `/messages/${notice.messageId}` }]}
      />
    </li>
  );
}
