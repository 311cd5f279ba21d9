import { remittanceFileArrived } from '../../modules/remittance/events.ts';
import type { RemittanceFileId } from '../../modules/remittance/index.ts';
import { findFile, settleRemittanceFile } from '../../modules/remittance/index.ts';
import { type Subscription, subscribe } from '../../platform/events/subscription.ts';
import { readX12 } from '../../standards/x12/x12.ts';
import { toPayment } from './to-payments.ts';

/** Reads remittance files that arrived: what they hold is posted or held within the transaction that hears of them. */
export const x12Subscriptions: readonly Subscription[] = [
  subscribe(remittanceFileArrived, 'x12-files.read-remittance', async (tx, { payload }) => {
    const remittanceFileId = payload.remittanceFileId as RemittanceFileId;
    const file = await findFile(tx, remittanceFileId);
    const stored = file === null || file.outcome !== null ? null : await tx.files.read(file.fileId);
    if (stored === null) return;
    const { message, problems } = readX12(stored.bytes);
    const payments = (message?.remittances ?? []).map(toPayment);
    await settleRemittanceFile(tx, { remittanceFileId, payments, problems });
  }),
];
