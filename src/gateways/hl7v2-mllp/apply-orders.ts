import type { PatientId, SiteId, Uuid } from '../../kernel/ids.ts';
import {
  findReceivingSite,
  type MessageLink,
  openIntakeOfMessage,
  type Partner,
} from '../../modules/exchange/index.ts';
import { cancelOrder, receivePrescription, replaceOrder } from '../../modules/prescriptions/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { OrderAction, PharmacyOrder } from '../../standards/hl7v2/hl7v2.ts';
import type { Applied } from '../inbound/inbound-format.ts';
import { type MessageSource, orderNumberOf, toIncomingPrescription } from './to-incoming-prescription.ts';

interface OrderContext {
  readonly source: MessageSource;
  readonly partner: Partner;
}

type OrderOutcome = Omit<Applied, 'outcome'> & { readonly needsPerson: boolean };

const newOrders: ReadonlySet<OrderAction> = new Set(['new', 'change', 'replace']);

/** Applies the orders of a message one after the other: new ones are received, cancelled ones cancelled, others are for a person. */
export async function applyOrders(
  tx: TenantTransaction,
  orders: readonly PharmacyOrder[],
  context: OrderContext,
): Promise<Applied> {
  const outcomes: OrderOutcome[] = [];
  for (const order of orders) outcomes.push(await applyOrder(tx, order, context));
  return {
    outcome: outcomes.some(({ needsPerson }) => needsPerson) ? 'work-item' : 'applied',
    links: outcomes.flatMap(({ links }) => links),
    patientIds: [...new Set(outcomes.flatMap(({ patientIds }) => patientIds))],
  };
}

async function applyOrder(tx: TenantTransaction, order: PharmacyOrder, context: OrderContext): Promise<OrderOutcome> {
  const orderNumber = orderNumberOf(order);
  const { partnerId, rawMessageId } = context.source;
  if (newOrders.has(order.action)) {
    if (order.action !== 'new' && orderNumber !== null) await replaceOrder(tx, { partnerId, orderNumber });
    return receiveOrder(tx, order, context);
  }
  if ((order.action === 'cancel' || order.action === 'discontinue') && orderNumber !== null) {
    const reasonCode = order.action === 'cancel' ? 'sender-cancelled' : 'sender-discontinued';
    const { prescriptions } = await cancelOrder(tx, { partnerId, orderNumber, rawMessageId, reasonCode });
    return {
      needsPerson: false,
      links: prescriptions.map(({ prescriptionId }) => linkOf('prescription', prescriptionId)),
      patientIds: prescriptions.flatMap(({ patientId }) => patientId ?? []),
    };
  }
  return askPerson(tx, `order-${order.action}`, context);
}

async function receiveOrder(tx: TenantTransaction, order: PharmacyOrder, context: OrderContext): Promise<OrderOutcome> {
  const siteId = await findSiteOf(tx, order, context);
  const incoming = toIncomingPrescription(order, { ...context.source, siteId });
  if (incoming === null) return askPerson(tx, 'order-without-patient', context);
  const received = await receivePrescription(tx, incoming);
  if (!received.ok) return askPerson(tx, received.refusal.code, context);
  const { prescriptionId, therapyId, prescription } = received.value;
  const patientIds: readonly PatientId[] = prescription.patientId === null ? [] : [prescription.patientId];
  return {
    needsPerson: prescription.status === 'needs-person' || prescription.status === 'parked',
    links: [
      linkOf('prescription', prescriptionId),
      ...(therapyId === null ? [] : [linkOf('therapy', therapyId)]),
      ...patientIds.map((patientId) => linkOf('patient', patientId)),
    ],
    patientIds,
  };
}

/** The pharmacy that the order names, else the one that the message is for. */
async function findSiteOf(tx: TenantTransaction, order: PharmacyOrder, { source }: OrderContext): Promise<SiteId> {
  const named = order.pharmacy?.identity?.code ?? '';
  if (named === '') return source.siteId;
  const site = await findReceivingSite(tx, { partner: { siteId: source.siteId }, pharmacyIds: [named] });
  return site.siteId;
}

/** Holds, releases, status reports and what else a message may say of an order are for a person. */
async function askPerson(tx: TenantTransaction, reasonCode: string, { source }: OrderContext): Promise<OrderOutcome> {
  const { rawMessageId, siteId } = source;
  await openIntakeOfMessage(tx, { rawMessageId, siteId, reasonCode });
  return { needsPerson: true, links: [], patientIds: [] };
}

function linkOf(kind: MessageLink['kind'], id: Uuid): MessageLink {
  return { kind, id };
}
