import { Type } from 'typebox';
import { declareEvent } from '../../kernel/domain-event.ts';

/** Announced when stock was added to a shelf. */
export const stockReceived = declareEvent({
  type: 'inventory.stock-received',
  version: 1,
  sentence: 'Stock of a lot was taken in.',
  payload: Type.Object({
    lotId: Type.String(),
    siteId: Type.String(),
    ndc11: Type.String(),
    quantityThousandths: Type.Integer(),
  }),
});

/** Announced when a fill found nothing to be picked. */
export const stockOut = declareEvent({
  type: 'inventory.stock-out',
  version: 1,
  sentence: 'A fill found no usable lot.',
  payload: Type.Object({
    siteId: Type.String(),
    ndc11: Type.String(),
    fillId: Type.String(),
    quantityThousandths: Type.Integer(),
  }),
});
