import type { ReactNode } from 'react';
import type { PrescriptionId, RawMessageId } from '../../../kernel/ids.ts';
import { PageLink } from '../../../ui/page-link.tsx';

/** Leads from a message to the prescription that came of it, or to the form on which a person types what it says. */
export function EntryLink(props: {
  readonly rawMessageId: RawMessageId;
  readonly prescriptionId: PrescriptionId | null;
}): ReactNode {
  const { rawMessageId, prescriptionId } = props;
  return prescriptionId === null ? (
    <PageLink to={`/intake/new?message=${rawMessageId}`}>Enter by hand what it says</PageLink>
  ) : (
    <PageLink to={`/intake/${prescriptionId}`}>Open the prescription</PageLink>
  );
}
