import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { TherapyId } from '../../kernel/ids.ts';
import { cents } from '../../kernel/money.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type HttpAnswer, type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ClinicId } from '../clinics/index.ts';
import { findShipToAddress, getPatient } from '../patients/index.ts';
import { getTherapySummary } from '../therapies/index.ts';
import { cancelDelivery, rescheduleDelivery } from './actions/change-schedule.ts';
import { findClinicNeed } from './actions/get-clinic-need.ts';
import { handOverDelivery, packDelivery } from './actions/pack-delivery.ts';
import { findReceivingClinic, planDelivery } from './actions/plan-delivery.ts';
import { recordTrackingNumber } from './actions/record-booking.ts';
import { reportDelivery } from './actions/record-shipment.ts';
import { scheduleDelivery } from './actions/schedule-delivery.ts';
import { settleReturn } from './actions/settle-return.ts';
import * as api from './api.ts';
import { clinicRoutes } from './clinic-routes.ts';
import { findDelivery, listByTrackingNumber, listDeliveries, listShipments } from './delivery-store.ts';
import { describeClinicNeed } from './describe-clinic-need.ts';
import { copyAddress, describeDeliveries, describeDelivery } from './describe-delivery.ts';
import { boundNeedBy } from './domain/clinic-need.ts';
import type { DeliveryId, DeliveryMethod, Storage } from './domain/delivery.ts';
import { deliveryRefusals } from './refusals.ts';

/** What answers the endpoints of delivery. */
export const deliveryRoutes: readonly Route[] = [
  route(api.listDeliveries, async (tx, call) => {
    const deliveries = await listDeliveries(tx, { therapyId: call.request.therapyId as TherapyId });
    return ok({
      body: { deliveries: await describeDeliveries(tx, deliveries) },
      patientIds: deliveries.slice(0, 1).map(({ patientId }) => patientId),
    });
  }),
  route(api.findByTrackingNumber, async (tx, call) => {
    const deliveries = await listByTrackingNumber(tx, call.request.trackingNumber.trim());
    return ok({
      body: { deliveries: await describeDeliveries(tx, deliveries) },
      patientIds: [...new Set(deliveries.map(({ patientId }) => patientId))],
    });
  }),
  route(api.getDelivery, async (tx, call) => {
    const delivery = await findDelivery(tx, call.request.deliveryId as DeliveryId);
    if (delivery === null) return refuse(deliveryRefusals.unknownDelivery);
    return ok({ body: await describeDelivery(tx, delivery), patientIds: [delivery.patientId] });
  }),
  route(api.listShipments, async (tx, call) => {
    const shipments = await listShipments(tx, call.request.upTo);
    return ok({
      body: { shipments: await describeDeliveries(tx, shipments) },
      patientIds: [...new Set(shipments.map(({ patientId }) => patientId))],
    });
  }),
  route(api.proposeDelivery, (tx, call) => propose(tx, call.request)),
  route(api.scheduleDelivery, async (tx, call) => {
    const { therapyId, clinicId, needBy, shipOn, copayCents, ...agreed } = call.request;
    const scheduled = await scheduleDelivery(tx, {
      ...agreed,
      therapyId: therapyId as TherapyId,
      clinicId: clinicId as ClinicId | null,
      needBy: needBy as CalendarDay | null,
      shipOn: shipOn as CalendarDay | null,
      copayCents: cents(copayCents),
    });
    if (!scheduled.ok) return scheduled;
    const delivery = await findDelivery(tx, scheduled.value);
    return ok({
      body: { deliveryId: scheduled.value },
      patientIds: delivery === null ? [] : [delivery.patientId],
    });
  }),
  route(api.rescheduleDelivery, (tx, call) => {
    const { needBy, shipOn } = call.request;
    return act(tx, call.request, (named) =>
      rescheduleDelivery(tx, { ...named, needBy: needBy as CalendarDay | null, shipOn: shipOn as CalendarDay | null }),
    );
  }),
  route(api.cancelDelivery, (tx, call) => act(tx, call.request, (named) => cancelDelivery(tx, named))),
  route(api.packDelivery, (tx, call) => act(tx, call.request, (named) => packDelivery(tx, named))),
  route(api.recordTrackingNumber, (tx, call) => act(tx, call.request, (named) => recordTrackingNumber(tx, named))),
  route(api.handOverDelivery, (tx, call) =>
    act(tx, call.request, ({ deliveryId, takenBy }) => handOverDelivery(tx, deliveryId, takenBy)),
  ),
  route(api.reportDelivery, (tx, call) => act(tx, call.request, (named) => reportDelivery(tx, named))),
  route(api.settleReturn, (tx, call) => act(tx, call.request, (named) => settleReturn(tx, named))),
  ...clinicRoutes,
];

/** Acts on the delivery that a request names, and says whose data stand behind the answer. */
async function act<Request extends { readonly deliveryId: string }>(
  tx: TenantTransaction,
  request: Request,
  action: (named: Request & { readonly deliveryId: DeliveryId }) => Promise<Result<null>>,
): Promise<Result<HttpAnswer<Record<string, never>>>> {
  const deliveryId = request.deliveryId as DeliveryId;
  const acted = await action({ ...request, deliveryId });
  if (!acted.ok) return acted;
  const delivery = await findDelivery(tx, deliveryId);
  return ok({ body: {}, patientIds: delivery === null ? [] : [delivery.patientId] });
}

async function propose(
  tx: TenantTransaction,
  request: {
    readonly therapyId: string;
    readonly clinicId: string | null;
    readonly method: DeliveryMethod;
    readonly storage: Storage;
    readonly needBy: string | null;
    readonly shipOn: string | null;
    readonly toState: string | null;
  },
) {
  const therapy = await getTherapySummary(tx, request.therapyId as TherapyId);
  if (therapy === null) return refuse(deliveryRefusals.unknownTherapy);
  const { demographics } = await getPatient(tx, therapy.patientId);
  const clinicId = request.clinicId as ClinicId | null;
  const clinic = await findReceivingClinic(tx, clinicId);
  const need = await findClinicNeed(tx, therapy.therapyId);
  const address = clinic === null ? findShipToAddress(demographics.addresses) : clinic.address;
  const plan = await planDelivery(tx, {
    siteId: therapy.siteId,
    method: request.method,
    storage: request.storage,
    clinicId,
    needBy: boundNeedBy(request.needBy as CalendarDay | null, need),
    shipOn: request.shipOn as CalendarDay | null,
    toState: request.toState ?? address?.state ?? null,
  });
  return ok({
    body: {
      plan: plan.ok ? plan.value : null,
      refusal: plan.ok ? null : plan.refusal.sentence,
      recipientName: clinic?.name ?? `${demographics.givenName} ${demographics.familyName}`,
      phone: clinic === null ? (demographics.phones[0]?.number ?? null) : null,
      address: copyAddress(address),
      need: await describeClinicNeed(tx, therapy),
    },
    patientIds: [therapy.patientId],
  });
}
