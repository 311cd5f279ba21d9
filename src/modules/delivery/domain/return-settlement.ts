import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { deliveryRefusals } from '../refusals.ts';
import type { Delivery } from './delivery.ts';
import { decideDeliveryStep } from './delivery-lifecycle.ts';

/** What becomes of goods that came back. */
export type ReturnOutcome = 'returned-to-stock' | 'wasted';

/**
 * Decides what becomes of goods that came back. Refuses to put back what was in the patient's hands, and cold goods, whose
 * temperature on the way nobody knows.
 */
export function decideReturn(
  delivery: Pick<Delivery, 'state' | 'storage' | 'deliveredAt' | 'returnOutcome'>,
  outcome: ReturnOutcome,
): Result<null> {
  const next = decideDeliveryStep(delivery.state, 'settle-return');
  if (!next.ok) return next;
  if (delivery.returnOutcome !== null)
    return refuse(deliveryRefusals.stepNotAllowed, { state: delivery.returnOutcome, step: 'settle-return' });
  const mayGoBack = delivery.storage === 'room' && delivery.deliveredAt === null;
  return outcome === 'returned-to-stock' && !mayGoBack
    ? refuse(deliveryRefusals.notReturnable, { storage: delivery.storage })
    : ok(null);
}
