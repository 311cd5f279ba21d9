import { Type } from 'typebox';
import { declareEvent } from '../../kernel/domain-event.ts';

/** A message waits to be sent; the gateway of its partner takes it. */
export const outboundEnqueued = declareEvent({
  type: 'exchange.outbound-enqueued',
  version: 1,
  sentence: 'A message waits to be sent to an outside partner.',
  payload: Type.Object({ outboundId: Type.String(), partnerKind: Type.String(), kind: Type.String() }),
});

/** Somebody wants a stored message to be applied again. */
export const replayAsked = declareEvent({
  type: 'exchange.replay-asked',
  version: 1,
  sentence: 'A person asked that a stored message that broke on our side be applied again.',
  payload: Type.Object({ rawMessageId: Type.String(), format: Type.String() }),
});

/** A message came under a name that its connection does not prove, or with a number that was taken. */
export const messageQuarantined = declareEvent({
  type: 'exchange.message-quarantined',
  version: 1,
  sentence: 'A message was set aside because its sender or its number cannot be right.',
  payload: Type.Object({ rawMessageId: Type.String(), partnerId: Type.String(), reasonCode: Type.String() }),
});
