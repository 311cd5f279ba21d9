import { findAnswer, recordInboundFault } from '../../modules/exchange/index.ts';
import type { Log } from '../../platform/log/log.ts';
import type { TenantScope, Transactor } from '../../platform/transaction/transactor.ts';
import type { StoredMessage } from './inbound-format.ts';

/**
 * Settles what is left when applying a message threw. Another process may have settled it meanwhile: then its recorded answer is
 * returned (null when there is none). Otherwise the fault is recorded, and undefined says that the message is still to be applied.
 */
export async function settleAfterFault(
  parts: { readonly transactor: Transactor; readonly log: Log; readonly part: string },
  scope: TenantScope,
  broken: { readonly message: StoredMessage; readonly error: unknown },
): Promise<Uint8Array | null | undefined> {
  const { rawMessageId } = broken.message;
  if (isAlreadySettled(broken.error)) return parts.transactor.transact(scope, (tx) => findAnswer(tx, rawMessageId));
  const logFaultId = parts.log.fault(parts.part, broken.error, { tenantId: scope.tenantId });
  await parts.transactor.transact(scope, (tx) => recordInboundFault(tx, { rawMessageId, logFaultId }));
  return undefined;
}

function isAlreadySettled(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'message_outcome_pkey';
}
