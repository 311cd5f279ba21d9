import type { ReactNode } from 'react';
import type { PatientId, TherapyId } from '../../../kernel/ids.ts';
import { DocumentList } from './document-list.tsx';

/** The documents of a therapy. */
export function TherapyDocuments(props: { readonly therapyId: TherapyId; readonly patientId: PatientId }): ReactNode {
  const { therapyId, patientId } = props;
  const filing = { subjectKind: 'therapy', subjectId: therapyId, therapyId, patientId };
  return <DocumentList of={{ therapyId }} topic={`therapy:${therapyId}`} filing={filing} />;
}
