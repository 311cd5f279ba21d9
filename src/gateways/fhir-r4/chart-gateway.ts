import { completeOutbound, type TakenOutbound, takeOutbound } from '../../modules/exchange/index.ts';
import { type ChartQuestion, type RequestId, takeChartAnswer } from '../../modules/referrals/index.ts';
import type { Subscription, TimerAction } from '../../platform/events/subscription.ts';
import type { Log } from '../../platform/log/log.ts';
import { partnerCause } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';
import { createOutboundLane, type OutboundPlace } from '../outbound/outbound-lane.ts';
import { askChart, type ChartReply } from './ask-chart.ts';
import { toStatedFacts } from './to-stated-facts.ts';

/** The gateway that asks EHRs for what a referral lacks. Its subscriptions and timers belong to the worker; it asks in the worker's process. */
export interface ChartGateway {
  readonly subscriptions: readonly Subscription[];
  readonly timerActions: readonly TimerAction[];
  start(parts: { readonly transactor: Transactor; readonly log: Log }): void;
  /** Waits until nothing is being asked. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

const actor = { kind: 'system', name: 'fhir-r4' } as const;

/** Creates the gateway that asks EHRs by FHIR batch queries. */
export function createChartGateway(options: { readonly timeoutMilliseconds: number }): ChartGateway {
  const lane = createOutboundLane({ name: 'fhir-chart', takes: ({ kind }) => kind === 'chart-query' });
  return {
    subscriptions: lane.subscriptions,
    timerActions: lane.timerActions,
    start: ({ transactor, log }) =>
      lane.open({
        log,
        send: async (place) => {
          const transact = <Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome> =>
            transactor.transact({ tenantId: place.tenantId, actor }, work);
          const message = await transact((tx) => takeOutbound(tx, place.outboundId));
          const reply = message === null ? null : await ask(message, options.timeoutMilliseconds);
          await transact(async (tx) => {
            if (message !== null && reply !== null) await record(tx, place, { message, reply });
            await lane.settle(tx, place.outboundId);
          });
        },
      }),
    idle: () => lane.idle(),
    stop: () => lane.close(),
  };
}

function ask({ partner, payload }: TakenOutbound, timeoutMilliseconds: number): Promise<ChartReply> {
  const address = partner?.queryAddress ?? null;
  const silence: ChartReply = { outcome: 'unreachable', sentBody: new Uint8Array(), replyBody: null, record: null };
  if (address === null) return Promise.resolve(silence);
  return askChart({ address, question: payload as unknown as ChartQuestion, timeoutMilliseconds });
}

async function record(
  tx: TenantTransaction,
  { outboundId }: OutboundPlace,
  asked: { readonly message: TakenOutbound; readonly reply: ChartReply },
): Promise<void> {
  const { message, reply } = asked;
  const { outcome, replyBody } = reply;
  const sentBody = reply.sentBody.length === 0 ? null : reply.sentBody;
  const completion = { outboundId, outcome, format: 'fhir-r4', sentBody, replyBody } as const;
  const { replyId: rawMessageId } = await completeOutbound(tx, completion);
  // Who cannot be reached is asked again; meanwhile the time of the request runs.
  if (outcome === 'unreachable') return;
  const teller = message.partner === null ? tx : tx.onAccountOf(partnerCause(message.partner.partnerId));
  const requestId = message.subjectId as string as RequestId;
  const patient = reply.record?.patient ?? null;
  const said =
    reply.record === null || patient === null
      ? null
      : {
          familyName: patient.name?.family ?? '',
          birthDate: patient.birthDate,
          facts: toStatedFacts(reply.record, tx.now),
        };
  await takeChartAnswer(teller, { requestId, rawMessageId, said });
}
