import { Type } from 'typebox';
import { declareEvent } from '../../kernel/domain-event.ts';

/** A document was filed. */
export const documentFiled = declareEvent({
  type: 'documents.document-filed',
  version: 1,
  sentence: 'A document was filed about a record.',
  payload: Type.Object({
    documentId: Type.String(),
    kind: Type.String(),
    subjectKind: Type.String(),
    subjectId: Type.String(),
  }),
});
