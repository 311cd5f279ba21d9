import type { Uuid } from '../../kernel/ids.ts';
import { cancelOrderUnlessDispensed, type OrderCancellation } from '../../modules/dispensing/index.ts';
import { type MessageLink, openIntakeOfMessage } from '../../modules/exchange/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import {
  composeAcceptance,
  type OutgoingScript,
  type RxRequest,
  type ScriptHeader,
} from '../../standards/ncpdp-script/ncpdp-script.ts';
import type { Applied, StoredMessage } from '../inbound/inbound-format.ts';

/** A message that was applied, and the body that answers it. */
export interface AppliedWithAnswer {
  readonly applied: Applied;
  readonly answer: OutgoingScript['body'];
}

/**
 * Cancels what was sent under the prescriber's order number, or in the NewRx of a message id, and answers CancelRxResponse: approved with
 * a note of what was dispensed before, or denied when nothing is left to cancel.
 */
export async function cancelRx(
  tx: TenantTransaction,
  stored: StoredMessage,
  message: { readonly header: ScriptHeader; readonly body: RxRequest },
): Promise<AppliedWithAnswer> {
  const { header, body } = message;
  const { rawMessageId, partner } = stored;
  const orderNumber = header.prescriberOrderNumber ?? header.relatesToMessageId;
  if (orderNumber === null) {
    await openIntakeOfMessage(tx, { rawMessageId, siteId: partner.siteId, reasonCode: 'script-cancelrx-unclear' });
    return { applied: { outcome: 'work-item', links: [], patientIds: [] }, answer: composeAcceptance() };
  }
  const cancellation = await cancelOrderUnlessDispensed(tx, {
    partnerId: partner.partnerId,
    orderNumber,
    rawMessageId,
    reasonCode: 'sender-cancelled',
  });
  const { prescriptions } = cancellation;
  return {
    applied: {
      outcome: 'applied',
      links: prescriptions.map(({ prescriptionId }) => linkOf('prescription', prescriptionId)),
      patientIds: prescriptions.flatMap(({ patientId }) => patientId ?? []),
    },
    answer: composeCancelResponse(body, cancellation),
  };
}

// [K: the standard has a list of denial codes; until it is at hand the reason is given in words alone.]
function composeCancelResponse(request: RxRequest, cancellation: OrderCancellation): OutgoingScript['body'] {
  const { requestCode: _code, medicationDispensed: _dispensed, medicationsRequested: _requested, ...parties } = request;
  const { medicationPrescribed, ...correlated } = parties;
  const isDenied = cancellation.outcome === 'dispensed';
  return {
    ...correlated,
    kind: 'CancelRxResponse',
    outcome: isDenied ? 'Denied' : 'Approved',
    reasonCodes: [],
    denialReason: isDenied ? 'All fills of this prescription have been dispensed.' : null,
    note: isDenied ? null : describeApproval(cancellation),
    medication: medicationPrescribed,
  };
}

function describeApproval({ outcome, fillsHandedOver }: OrderCancellation): string {
  if (outcome === 'early') return 'Not received yet; it will be cancelled when it comes.';
  if (outcome === 'already') return 'Nothing was or will be dispensed any more under this order.';
  if (fillsHandedOver === 0) return 'Cancelled; nothing was dispensed.';
  return `Remaining refills are cancelled; dispensed before: ${fillsHandedOver}.`;
}

function linkOf(kind: MessageLink['kind'], id: Uuid): MessageLink {
  return { kind, id };
}
