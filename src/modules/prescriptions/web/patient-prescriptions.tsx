import type { ReactNode } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import { PrescriptionList } from './prescription-list.tsx';

/** The prescriptions of a patient. */
export function PatientPrescriptions(props: { readonly patientId: PatientId }): ReactNode {
  const { patientId } = props;
  return <PrescriptionList of={{ patientId }} topic={`patient:${patientId}`} />;
}
