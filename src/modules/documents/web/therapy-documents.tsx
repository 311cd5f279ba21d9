import type { ReactNode } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import { DocumentList } from './document-list.tsx';

/** The documents of a therapy. */
export function TherapyDocuments(props: { readonly therapyId: TherapyId }): ReactNode {
  const { therapyId } = props;
  return <DocumentList of={{ therapyId }} topic={`therapy:${therapyId}`} />;
}
