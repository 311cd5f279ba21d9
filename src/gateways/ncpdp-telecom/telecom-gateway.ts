import {
  type Adjudication,
  beginExchange,
  type ClaimId,
  type ClaimSubmission,
  type EligibilityCheckId,
  type EligibilityInquiry,
  type ExchangeOutcome,
  insertExchangeEnd,
  recordAdjudication,
  recordEligibility,
  takeBackUnanswered,
} from '../../modules/claims/index.ts';
import {
  completeOutbound,
  listActivePartners,
  type OutboundOutcome,
  type Partner,
  type TakenOutbound,
  takeOutbound,
} from '../../modules/exchange/index.ts';
import type { Subscription, TimerAction } from '../../platform/events/subscription.ts';
import type { Log } from '../../platform/log/log.ts';
import { partnerCause } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';
import { createOutboundLane, type OutboundPlace } from '../outbound/outbound-lane.ts';
import { TurnTaking } from '../outbound/turn-taking.ts';
import { askEligibility, type EligibilityConversation } from './ask-eligibility.ts';
import { askSwitch, readSwitchPlace } from './ask-switch.ts';
import { composeClaimRequest } from './compose-claim-request.ts';
import { describeExchange } from './describe-exchange.ts';
import { readAdjudication, silence } from './read-adjudication.ts';

/** The gateway to the claims switch. Its subscriptions and timers belong to the worker; it sends in the worker's process. */
export interface TelecomGateway {
  readonly subscriptions: readonly Subscription[];
  readonly timerActions: readonly TimerAction[];
  start(parts: { readonly transactor: Transactor; readonly log: Log }): void;
  /** Waits until nothing is being sent. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

const actor = { kind: 'system', name: 'ncpdp-telecom' } as const;

/** Creates the gateway that sends claims to the switch as D.0 over TCP. */
export function createTelecomGateway(parts: { readonly timeoutMilliseconds: number }): TelecomGateway {
  const lane = createOutboundLane({ name: 'ncpdp-telecom', takes: ({ partnerKind }) => partnerKind === 'switch' });
  const turns = new TurnTaking();

  function createSender(transactor: Transactor, log: Log): (place: OutboundPlace) => Promise<void> {
    return async ({ tenantId, outboundId }) => {
      const transact = <Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome> =>
        transactor.transact({ tenantId, actor }, work);
      const taken = await transact(async (tx) => {
        const message = await takeOutbound(tx, outboundId);
        if (message === null) await lane.settle(tx, outboundId);
        return message;
      });
      if (taken === null) return;
      if (taken.kind === 'eligibility-inquiry') {
        const inquiry = taken.payload as unknown as EligibilityInquiry;
        const switches = await transact((tx) => listActivePartners(tx, 'switch'));
        const conversation = await askEligibility({ ...parts, inquiry, switches });
        await transact(async (tx) => {
          await completeOutbound(tx, { outboundId, format: 'ncpdp-telecom', ...toCompletion(conversation) });
          await lane.settle(tx, outboundId);
          await recordEligibilityAnswer(tx, { taken, conversation });
        });
        return;
      }
      await turns.take(taken.subjectId, async () => {
        const plan = await transact((tx) => planExchange(tx, taken));
        const conversation =
          plan.decision === 'send' ? await converse(plan, parts.timeoutMilliseconds) : nothingSaid(plan.decision);
        await transact(async (tx) => {
          await completeOutbound(tx, { outboundId, format: 'ncpdp-telecom', ...toCompletion(conversation) });
          await lane.settle(tx, outboundId);
          const code = await record(tx, { plan, conversation });
          if (code !== null) log.warn('an answer of the switch came too late', { tenantId, code });
        });
      });
    };
  }

  return {
    subscriptions: lane.subscriptions,
    timerActions: lane.timerActions,
    start: ({ transactor, log }) => lane.open({ send: createSender(transactor, log), log }),
    idle: () => lane.idle(),
    stop: () => lane.close(),
  };
}

/** What is to be said, to whom, and under which number it is kept. */
interface ExchangePlan {
  readonly decision: Awaited<ReturnType<typeof beginExchange>>['decision'];
  readonly sequence: number;
  readonly claimId: ClaimId;
  readonly claim: ClaimSubmission;
  /** The switches that may be asked, in their order. */
  readonly switches: readonly Partner[];
}

/** Decides, before the first byte goes out, whether a claim is told, and keeps that it is about to be. */
async function planExchange(tx: TenantTransaction, taken: TakenOutbound): Promise<ExchangePlan> {
  const claimId = taken.subjectId as string as ClaimId;
  const claim = taken.payload as unknown as ClaimSubmission;
  const transaction = taken.kind === 'claim-reversal' ? 'reversal' : 'billing';
  const begun = await beginExchange(tx, { claimId, transaction });
  return { ...begun, claimId, claim, switches: await listActivePartners(tx, 'switch') };
}

/** What came of asking the switches. */
interface Conversation {
  readonly outcome: OutboundOutcome;
  readonly ended: ExchangeOutcome;
  readonly adjudication: Adjudication | null;
  readonly sentBody: Uint8Array | null;
  readonly replyBody: Uint8Array | null;
  readonly partner: Partner | null;
}

const unsaid = { sentBody: null, replyBody: null, partner: null } as const;

/** A message that does not go out: it is not wanted any more, or what the payer may have is taken back instead. */
function nothingSaid(decision: 'leave' | 'take-back'): Conversation {
  return { ...unsaid, outcome: 'refused', ended: 'silent', adjudication: decision === 'leave' ? null : silence };
}

/**
 * Asks the switches in their order. One that cannot be reached is passed over for the next one; one that has the bytes and stays
 * silent ends the asking, unless the payer answers a repeat with its first answer or is asked to take the claim back.
 */
async function converse(plan: ExchangePlan, timeoutMilliseconds: number): Promise<Conversation> {
  const { claim, switches } = plan;
  const body = composeClaimRequest(claim);
  if (!(body instanceof Uint8Array)) {
    const outcome = claim.transaction === 'billing' ? 'rejected' : 'reversal-refused';
    const adjudication = { ...silence, outcome, rejectCodes: [body.rejectCode] } as const;
    return { ...unsaid, outcome: 'refused', ended: 'unwritable', adjudication };
  }
  const mayRepeat = claim.transaction === 'reversal' || claim.answersRepeats === true;
  let silent: Partner | null = null;
  for (const partner of switches.length === 1 ? [...switches, ...switches] : switches) {
    const place = readSwitchPlace(partner.address);
    if (place === null) continue;
    const reply = await askSwitch({ place, body, timeoutMilliseconds });
    if (reply.kind === 'answered') return readReply(plan, { body, reply: reply.body, partner });
    if (reply.kind === 'silent') silent = partner;
    if (silent !== null && !mayRepeat) break;
  }
  if (silent === null) return { ...unsaid, outcome: 'unreachable', ended: 'unreached', adjudication: silence };
  const heard = { sentBody: body, replyBody: null, partner: silent };
  return { ...heard, outcome: mayRepeat ? 'unreachable' : 'refused', ended: 'silent', adjudication: silence };
}

/** What cannot be understood is as good as silence: the payer may have the claim. */
function readReply(
  { claim }: ExchangePlan,
  said: { readonly body: Uint8Array; readonly reply: Uint8Array; readonly partner: Partner },
): Conversation {
  const adjudication = readAdjudication(claim, said.reply);
  const heard = { adjudication, sentBody: said.body, replyBody: said.reply, partner: said.partner };
  if (adjudication.outcome !== 'silent') return { ...heard, outcome: 'answered', ended: 'answered' };
  const mayRepeat = claim.transaction === 'reversal' || claim.answersRepeats === true;
  return { ...heard, outcome: mayRepeat ? 'unreachable' : 'refused', ended: 'silent' };
}

function toCompletion({
  outcome,
  sentBody,
  replyBody,
  partner,
}: Pick<Conversation, 'outcome' | 'sentBody' | 'replyBody' | 'partner'>) {
  return { outcome, sentBody, replyBody, ...(partner === null ? {} : { partnerId: partner.partnerId }) };
}

/** Records what a payer answered to the question whether it covers a person. */
async function recordEligibilityAnswer(
  tx: TenantTransaction,
  told: { readonly taken: TakenOutbound; readonly conversation: EligibilityConversation },
): Promise<void> {
  const { answer, sentBody, replyBody, partner } = told.conversation;
  const teller = replyBody !== null && partner !== null ? tx.onAccountOf(partnerCause(partner.partnerId)) : tx;
  const checkId = told.taken.subjectId as string as EligibilityCheckId;
  await recordEligibility(teller, { checkId, answer, lines: describeExchange(sentBody, replyBody) });
}

/** Records what was said and answered. Returns the code of the refusal where the answer came too late. */
async function record(
  tx: TenantTransaction,
  told: { readonly plan: ExchangePlan; readonly conversation: Conversation },
): Promise<string | null> {
  const { plan, conversation } = told;
  const { claimId, sequence, claim } = plan;
  const { adjudication, ended, sentBody, replyBody, partner } = conversation;
  if (plan.decision === 'send') {
    const lines = describeExchange(sentBody, replyBody);
    await insertExchangeEnd(tx, { claimId, sequence, outcome: ended, switchName: partner?.name ?? null, lines });
  }
  if (adjudication === null) return null;
  const teller = replyBody !== null && partner !== null ? tx.onAccountOf(partnerCause(partner.partnerId)) : tx;
  const recorded = await recordAdjudication(teller, { claimId, adjudication });
  const isLost = claim.transaction === 'billing' && conversation.outcome === 'refused' && ended === 'silent';
  if (isLost) await takeBackUnanswered(tx, claimId);
  return recorded.ok ? null : recorded.refusal.code;
}
