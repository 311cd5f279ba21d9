import type { ReactNode } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import { Completeness } from './completeness-panel.tsx';

/** What the present prescription of a therapy lacks. */
export function TherapyCompleteness(props: { readonly therapyId: TherapyId }): ReactNode {
  return <Completeness of={{ therapyId: props.therapyId }} />;
}
