import type { ReactNode } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import { PrescriberPanel } from './prescriber-panel.tsx';

/** What the prescriber of a therapy was told and asked. */
export function TherapyPrescriber({ therapyId }: { readonly therapyId: TherapyId }): ReactNode {
  return <PrescriberPanel of={{ therapyId }} topic={`therapy:${therapyId}`} />;
}
