import type { Id, RawMessageId, TherapyId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { OutboundStanding } from '../../exchange/index.ts';
import { recordTherapyFact } from '../../therapies/index.ts';
import { statusKind } from '../domain/prescriber-message.ts';
import { isOpenRequest, type PrescriberRequest } from '../domain/prescriber-request.ts';
import { lockNotice, type NoticeId, type PrescriberNotice, saveNoticeAnswer } from '../notice-store.ts';
import { lockRequest, openWords, saveRequest } from '../request-store.ts';
import { touchTalk } from './tell-prescriber.ts';

/** How sending something to a prescriber ended, as the gateway heard it. */
export interface Acknowledgement {
  readonly kind: string;
  readonly subjectId: Id<'prescriber-notice'> | Id<'prescriber-request'>;
  /** The partner's own word; null when there is none. */
  readonly outcome: 'taken' | 'refused' | null;
  /** Its code: `010` of a Status, `AA` of an MSA, the first issue of an OperationOutcome. */
  readonly code: string | null;
  readonly standing: OutboundStanding;
}

/** Records how a partner answered to news or to a request, once; what is to be sent again changes nothing. */
export async function recordAcknowledgement(tx: TenantTransaction, heard: Acknowledgement): Promise<void> {
  if (heard.standing.state === 'settled' || heard.standing.state === 'waiting') return;
  if (heard.kind === statusKind) await recordOfNotice(tx, heard);
  else await recordOfRequest(tx, heard);
}

async function recordOfNotice(tx: TenantTransaction, heard: Acknowledgement): Promise<void> {
  const notice = await lockNotice(tx, heard.subjectId as string as NoticeId);
  if (notice === null) throw new Error('news that was sent is missing');
  const state = heard.outcome ?? 'unanswered';
  const { sentId: messageId, replyId: answerMessageId } = heard.standing;
  saveNoticeAnswer(tx, { noticeId: notice.noticeId, state, answerCode: heard.code, messageId, answerMessageId });
  await tellTherapy(tx, notice, {
    code: noticeFacts[state],
    messageId,
    facts: { code: notice.status, ...(heard.code === null ? {} : { answerCode: heard.code }) },
  });
  touchTalk(tx, notice);
}

const noticeFacts = {
  taken: 'outreach.prescriber-informed',
  refused: 'outreach.news-refused-by-partner',
  unanswered: 'outreach.news-not-answered-by-partner',
} as const;

async function recordOfRequest(tx: TenantTransaction, heard: Acknowledgement): Promise<void> {
  const request = await lockRequest(tx, { requestId: heard.subjectId as string as PrescriberRequest['requestId'] });
  if (request === null) throw new Error('a request that was sent is missing');
  const { sentId: messageId, replyId: acknowledgementId } = heard.standing;
  const state = heard.outcome === 'taken' ? 'sent' : (heard.outcome ?? 'unanswered');
  const stays = !isOpenRequest(request.state) || request.state === 'pending';
  // An answer may overtake the acknowledgement of its question.
  const changed = { ...request, state: stays ? request.state : state, messageId, acknowledgementId };
  await saveRequest(tx, changed, await openWords(tx, request.requestId));
  const asked = `${request.kind}-asked-of-prescriber`;
  const facts = {
    code: request.changeCode,
    ...(heard.code === null ? {} : { answerCode: heard.code }),
  };
  const code = state === 'sent' ? `outreach.${asked}` : `outreach.${request.kind}-request-${state}-by-partner`;
  await tellTherapy(tx, request, { code, messageId, facts });
  touchTalk(tx, request);
}

/** Puts a line that opens the message into the timeline of the therapy; an order without a therapy has none. */
export async function tellTherapy(
  tx: TenantTransaction,
  of: Pick<PrescriberNotice, 'therapyId'>,
  line: {
    readonly code: string;
    readonly messageId: RawMessageId | null;
    readonly facts?: Readonly<Record<string, string | null>>;
    readonly isIntervention?: boolean;
  },
): Promise<void> {
  if (of.therapyId === null) return;
  const told = await recordTherapyFact(tx, of.therapyId as TherapyId, {
    code: line.code,
    source:
      line.messageId === null ? { kind: 'exchange', id: of.therapyId } : { kind: 'raw-message', id: line.messageId },
    ...(line.facts === undefined ? {} : { facts: line.facts }),
    ...(line.isIntervention === undefined ? {} : { isIntervention: line.isIntervention }),
  });
  if (!told.ok) throw new Error(`a line of the timeline was refused: ${told.refusal.code}`);
}
