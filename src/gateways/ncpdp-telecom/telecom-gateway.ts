import { type ClaimId, type ClaimSubmission, findClaim, recordAdjudication } from '../../modules/claims/index.ts';
import {
  completeOutbound,
  type OutboundOutcome,
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
import { askSwitch, readSwitchPlace, type SwitchReply } from './ask-switch.ts';
import { composeClaimRequest } from './compose-claim-request.ts';
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
      await turns.take(taken.subjectId, async () => {
        const isWanted = await transact((tx) => isStillWanted(tx, taken));
        const conversation = isWanted ? await converse(taken, parts.timeoutMilliseconds) : unwanted;
        await transact(async (tx) => {
          const { outcome, adjudication, sentBody, replyBody } = conversation;
          await completeOutbound(tx, { outboundId, outcome, format: 'ncpdp-telecom', sentBody, replyBody });
          await lane.settle(tx, outboundId);
          if (adjudication === null) return;
          const isTold = replyBody !== null && taken.partner !== null;
          const teller = isTold ? tx.onAccountOf(partnerCause(taken.partner.partnerId)) : tx;
          const recorded = await recordAdjudication(teller, {
            claimId: taken.subjectId as string as ClaimId,
            adjudication,
          });
          if (!recorded.ok)
            log.warn('an answer of the switch came too late', { tenantId, code: recorded.refusal.code });
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

interface Conversation {
  readonly outcome: OutboundOutcome;
  readonly adjudication: ReturnType<typeof readAdjudication> | null;
  readonly sentBody: Uint8Array | null;
  readonly replyBody: Uint8Array | null;
}

const unwanted: Conversation = { outcome: 'refused', adjudication: null, sentBody: null, replyBody: null };

/** A billing goes out only while its claim waits for an answer; after a reversal was asked for it would bill again. */
async function isStillWanted(tx: TenantTransaction, taken: TakenOutbound): Promise<boolean> {
  const claim = await findClaim(tx, taken.subjectId as string as ClaimId);
  if (taken.kind === 'claim-billing') return claim?.state === 'sending' || claim?.state === 'unanswered';
  return taken.kind === 'claim-reversal' && claim?.state === 'reversing';
}

/**
 * Sends a claim, and the very same bytes once more on another connection when nobody answers: a payer that has it already answers
 * as a duplicate. Silence is recorded as such and asked again later.
 */
async function converse(taken: TakenOutbound, timeoutMilliseconds: number): Promise<Conversation> {
  const claim = taken.payload as unknown as ClaimSubmission;
  const body = composeClaimRequest(claim);
  if (!(body instanceof Uint8Array)) {
    const outcome = claim.transaction === 'billing' ? 'rejected' : 'reversal-refused';
    return { ...unwanted, adjudication: { ...silence, outcome, rejectCodes: [body.rejectCode] } };
  }
  const place = readSwitchPlace(taken.partner?.address ?? null);
  if (place === null) return { ...unwanted, outcome: 'unreachable', adjudication: silence };
  const reply = await askTwice(() => askSwitch({ place, body, timeoutMilliseconds }));
  if (reply.kind !== 'answered') {
    const sentBody = reply.kind === 'silent' ? body : null;
    return { outcome: 'unreachable', adjudication: silence, sentBody, replyBody: null };
  }
  const adjudication = readAdjudication(claim, reply.body);
  const outcome = adjudication.outcome === 'silent' ? 'unreachable' : 'answered';
  return { outcome, adjudication, sentBody: body, replyBody: reply.body };
}

async function askTwice(ask: () => Promise<SwitchReply>): Promise<SwitchReply> {
  const first = await ask();
  if (first.kind === 'answered') return first;
  const second = await ask();
  return second.kind === 'unreached' ? first : second;
}
