import { Type } from 'typebox';
import { declareEvent } from '../../kernel/domain-event.ts';

/** A reference file was read to its end. */
export const referenceImported = declareEvent({
  type: 'reference.reference-imported',
  version: 1,
  sentence: 'A reference file was imported.',
  payload: Type.Object({
    importId: Type.String(),
    kind: Type.String(),
    rowsAdded: Type.Integer(),
    rowsChanged: Type.Integer(),
  }),
});
