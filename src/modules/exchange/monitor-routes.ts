import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { sendDeadAgain } from './actions/send-outbound.ts';
import { setPartnerStatuses } from './actions/set-partner-statuses.ts';
import * as api from './api.ts';
import { computeErrorPermille, computeSilence } from './domain/interface-health.ts';
import type { OutboundId } from './domain/outbound-message.ts';
import type { PartnerId } from './domain/partner.ts';
import { listDepths, listHours, listOpenOutbound, listTraffic } from './monitor-queries.ts';
import { findPartner, listPartners } from './partner-store.ts';
import { exchangeRefusals } from './refusals.ts';

const nobody = { patientIds: [] };

/** What answers the endpoints of the interface monitor. */
export const monitorRoutes: readonly Route[] = [
  route(api.listPartners, async (tx) => ok({ body: { partners: await describePartners(tx) }, ...nobody })),
  route(api.listPartnerHours, async (tx, call) => {
    const partnerId = call.request.partnerId as PartnerId;
    if ((await findPartner(tx, partnerId)) === null) return refuse(exchangeRefusals.unknownPartner);
    const hours = await listHours(tx, partnerId);
    return ok({
      body: { hours: hours.map((hour) => ({ ...hour, slowMilliseconds: toWhole(hour.slowMilliseconds) })) },
      ...nobody,
    });
  }),
  route(api.listOutbound, async (tx, call) => {
    const { state, partnerId = null } = call.request;
    const outbound = await listOpenOutbound(tx, { state, partnerId: partnerId as PartnerId | null });
    return ok({ body: { outbound: outbound.map(({ subjectId: _subject, ...shown }) => shown) }, ...nobody });
  }),
  route(api.sendDeadAgain, async (tx, call) => {
    const { outboundId, reasonCode } = call.request;
    return finish(await sendDeadAgain(tx, { outboundId: outboundId as OutboundId, reasonCode }));
  }),
  route(api.setPartnerStatuses, async (tx, call) => {
    const { partnerId, ...setting } = call.request;
    return finish(await setPartnerStatuses(tx, { ...setting, partnerId: partnerId as PartnerId }));
  }),
];

async function describePartners(tx: TenantTransaction) {
  const traffic = new Map((await listTraffic(tx)).map((each) => [each.partnerId, each]));
  const depths = new Map((await listDepths(tx)).map((each) => [each.partnerId, each]));
  const partners = await listPartners(tx);
  return partners.map((partner) => {
    const { partnerId, name, kind, status, statusFormat, address } = partner;
    const spoken = traffic.get(partnerId);
    const depth = depths.get(partnerId);
    const silence = spoken === undefined ? null : computeSilence(spoken, tx.now);
    const [lastInAt, lastOutAt] = [spoken?.lastInAt ?? null, spoken?.lastOutAt ?? null];
    const oldest = [spoken?.oldestUnsettledAt ?? null, depth?.oldestWaitingAt ?? null].filter((at) => at !== null);
    return {
      ...{ partnerId, name, kind, status, statusFormat, address, lastInAt, lastOutAt },
      formats: [...partner.formats],
      statusKinds: [...partner.statusKinds],
      lastMessageAt:
        [lastInAt, lastOutAt]
          .filter((at) => at !== null)
          .toSorted()
          .at(-1) ?? null,
      messageCount: spoken?.messageCount ?? 0,
      problemCount: spoken?.errorCount ?? 0,
      unsettledCount: spoken?.unsettledCount ?? 0,
      waitingOutboundCount: depth?.waitingCount ?? 0,
      deadOutboundCount: depth?.deadCount ?? 0,
      oldestAt: oldest.toSorted()[0] ?? null,
      silenceMinutes: silence?.minutes ?? null,
      usualSilenceMinutes: silence?.usualMinutes ?? null,
      isSilenceUnusual: silence?.isUnusual ?? false,
      errorPermille: spoken === undefined ? null : computeErrorPermille(spoken),
      medianMilliseconds: toWhole(spoken?.medianMilliseconds ?? null),
      slowMilliseconds: toWhole(spoken?.slowMilliseconds ?? null),
    };
  });
}

function toWhole(milliseconds: number | null): number | null {
  return milliseconds === null ? null : Math.max(0, Math.round(milliseconds));
}

function finish(result: Result<null>) {
  return result.ok ? ok({ body: {}, ...nobody }) : result;
}
