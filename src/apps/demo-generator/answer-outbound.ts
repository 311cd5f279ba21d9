import { outboundEnqueued } from '../../modules/exchange/events.ts';
import { completeOutbound, type OutboundId } from '../../modules/exchange/index.ts';
import { type Subscription, subscribe } from '../../platform/events/subscription.ts';

const formats: Readonly<Record<string, 'ncpdp-telecom' | 'courier-webhook'>> = {
  'claim-billing': 'ncpdp-telecom',
  'claim-reversal': 'ncpdp-telecom',
  'ship-order': 'courier-webhook',
};

/** Claims and parcels of the told past are answered by the steps that tell it: their messages wait for nobody. */
export const answerOutbound: Subscription = subscribe(outboundEnqueued, 'demo.answer', async (tx, { payload }) => {
  const format = formats[payload.kind];
  if (format === undefined) return;
  const outboundId = payload.outboundId as OutboundId;
  await completeOutbound(tx, { outboundId, outcome: 'answered', format, sentBody: null, replyBody: null });
});
