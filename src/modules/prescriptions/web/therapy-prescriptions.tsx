import type { ReactNode } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import { PrescriptionList } from './prescription-list.tsx';

/** The prescriptions of a therapy. */
export function TherapyPrescriptions(props: { readonly therapyId: TherapyId }): ReactNode {
  const { therapyId } = props;
  return <PrescriptionList of={{ therapyId }} topic={`therapy:${therapyId}`} />;
}
