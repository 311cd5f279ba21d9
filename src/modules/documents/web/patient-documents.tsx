import type { ReactNode } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import { DocumentList } from './document-list.tsx';

/** The documents of a patient. */
export function PatientDocuments(props: { readonly patientId: PatientId }): ReactNode {
  const { patientId } = props;
  return <DocumentList of={{ patientId }} topic={`patient:${patientId}`} />;
}
