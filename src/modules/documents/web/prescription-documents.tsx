import type { ReactNode } from 'react';
import type { PatientId, PrescriptionId } from '../../../kernel/ids.ts';
import { DocumentList } from './document-list.tsx';

/** The documents of a prescription; once its patient is known they are found with the patient too. */
export function PrescriptionDocuments(props: {
  readonly prescriptionId: PrescriptionId;
  readonly patientId: PatientId | null;
}): ReactNode {
  const { prescriptionId, patientId } = props;
  const filing = {
    ...{ subjectKind: 'prescription', subjectId: prescriptionId },
    ...(patientId === null ? {} : { patientId }),
  };
  const topic = `documents:${prescriptionId}`;
  return <DocumentList of={{ subjectId: prescriptionId }} topic={topic} filing={filing} />;
}
