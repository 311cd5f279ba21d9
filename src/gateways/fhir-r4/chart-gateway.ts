import { completeOutbound, type TakenOutbound, takeOutbound } from '../../modules/exchange/index.ts';
import { type ChartQuestion, type RequestId, takeChartAnswer } from '../../modules/referrals/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Subscription, TimerAction } from '../../platform/events/subscription.ts';
import type { Log } from '../../platform/log/log.ts';
import { partnerCause } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';
import { createOutboundLane, type OutboundPlace } from '../outbound/outbound-lane.ts';
import { createChartAccess, findChartCredentials } from '../smart/chart-access.ts';
import { type AskedChart, askChart, type ChartPlace } from './ask-chart.ts';
import { toStatedFacts } from './to-stated-facts.ts';

/** The gateway that asks EHRs for what a referral lacks. Its subscriptions and timers belong to the worker; it asks in the worker's process. */
export interface ChartGateway {
  readonly subscriptions: readonly Subscription[];
  readonly timerActions: readonly TimerAction[];
  start(parts: ChartGatewayParts): void;
  /** Waits until nothing is being asked. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

interface ChartGatewayParts {
  readonly transactor: Transactor;
  readonly log: Log;
  readonly clock: Clock;
}

const actor = { kind: 'system', name: 'fhir-r4' } as const;

/** Creates the gateway that asks EHRs by FHIR batch queries. */
export function createChartGateway(options: { readonly timeoutMilliseconds: number }): ChartGateway {
  const lane = createOutboundLane({ name: 'fhir-chart', takes: ({ kind }) => kind === 'chart-query' });
  return {
    subscriptions: lane.subscriptions,
    timerActions: lane.timerActions,
    start: ({ transactor, log, clock }) => {
      const access = createChartAccess(clock);
      lane.open({
        log,
        send: async (place) => {
          const transact = <Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome> =>
            transactor.transact({ tenantId: place.tenantId, actor }, work);
          const taken = await transact(async (tx) => {
            const message = await takeOutbound(tx, place.outboundId);
            return { message, credentials: await findChartCredentials(tx, message?.partner ?? null) };
          });
          const { message, credentials } = taken;
          const reply = message === null ? null : await ask(message, { ...options, access, credentials });
          await transact(async (tx) => {
            if (message !== null && reply !== null) await record(tx, place, { message, reply });
            await lane.settle(tx, place.outboundId);
          });
        },
      });
    },
    idle: () => lane.idle(),
    stop: () => lane.close(),
  };
}

function ask({ partner, payload }: TakenOutbound, way: Omit<ChartPlace, 'address'>): Promise<AskedChart> {
  const address = partner?.queryAddress ?? null;
  if (address === null)
    return Promise.resolve({
      ...{ outcome: 'unreachable', sentBody: new Uint8Array(), replyBody: null, record: null, tokenRefusal: null },
    });
  return askChart({ ...way, address }, payload as unknown as ChartQuestion);
}

async function record(
  tx: TenantTransaction,
  { outboundId }: OutboundPlace,
  asked: { readonly message: TakenOutbound; readonly reply: AskedChart },
): Promise<void> {
  const { message, reply } = asked;
  const { outcome, replyBody } = reply;
  const sentBody = reply.sentBody.length === 0 ? null : reply.sentBody;
  // A token that is refused is no answer about the patient: somebody looks at the settings, and the request goes on without the EHR.
  const refusalNeedsPerson = reply.tokenRefusal !== null;
  const completion = { outboundId, outcome, format: 'fhir-r4', sentBody, replyBody, refusalNeedsPerson } as const;
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
  // When it was refused first the request went on without the EHR: a second refusal says nothing new.
  if (said === null && message.resends > 0) return;
  await takeChartAnswer(teller, { requestId, rawMessageId, said });
}
