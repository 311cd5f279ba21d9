import type { ReactNode } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import { Transfers } from './transfer-panel.tsx';

/** Where the present prescription of a therapy may or does go. */
export function TherapyTransfer(props: { readonly therapyId: TherapyId }): ReactNode {
  return <Transfers of={{ therapyId: props.therapyId }} />;
}
