import type { ReactNode } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import { DocumentList } from './document-list.tsx';

/** The documents of a patient. */
export function PatientDocuments(props: { readonly patientId: PatientId }): ReactNode {
  const { patientId } = props;
  const filing = { subjectKind: 'patient', subjectId: patientId, patientId };
  return <DocumentList of={{ patientId }} topic={`patient:${patientId}`} filing={filing} />;
}
