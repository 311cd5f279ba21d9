import type { TherapyId } from '../../kernel/ids.ts';
import { type Instant, parseInstant } from '../../kernel/instant.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { getTherapySummary } from '../therapies/index.ts';
import { recordClinicReceipt } from './actions/record-clinic-receipt.ts';
import * as api from './clinic-api.ts';
import { findDelivery } from './delivery-store.ts';
import { describeClinicNeed } from './describe-clinic-need.ts';
import type { DeliveryId } from './domain/delivery.ts';
import { deliveryRefusals } from './refusals.ts';

/** What answers the endpoints of deliveries to clinics. */
export const clinicRoutes: readonly Route[] = [
  route(api.getClinicNeed, async (tx, { request }) => {
    const therapyId = request.therapyId as TherapyId;
    const therapy = await getTherapySummary(tx, therapyId);
    if (therapy === null) return refuse(deliveryRefusals.unknownTherapy);
    return ok({ body: { need: await describeClinicNeed(tx, therapy) }, patientIds: [therapy.patientId] });
  }),
  route(api.recordClinicReceipt, async (tx, { request }) => {
    const { deliveryId: id, receivedAt, ...told } = request;
    const deliveryId = id as DeliveryId;
    // The format of the request lets an instant pass that no calendar has; nothing is received at one.
    const receipt = { ...told, receivedAt: parseInstant(receivedAt) ?? ('' as Instant) };
    const recorded = await recordClinicReceipt(tx, { deliveryId, receipt });
    if (!recorded.ok) return recorded;
    const delivery = await findDelivery(tx, deliveryId);
    return ok({ body: {}, patientIds: delivery === null ? [] : [delivery.patientId] });
  }),
];
