import type { ReactNode } from 'react';
import type { PrescriptionId } from '../../../kernel/ids.ts';
import { PrescriberPanel } from './prescriber-panel.tsx';

/** What the prescriber of a prescription was told and asked about it. */
export function PrescriptionPrescriber({ prescriptionId }: { readonly prescriptionId: PrescriptionId }): ReactNode {
  return <PrescriberPanel of={{ prescriptionId }} topic={`prescription:${prescriptionId}`} />;
}
