import type { ReactNode } from 'react';
import { PageLink } from '../../../ui/page-link.tsx';

/** The way from a claim to its money. */
export function ClaimMoneyLink(props: { readonly claimId: string }): ReactNode {
  return <PageLink to={`/claims/${props.claimId}`}>Money of this claim</PageLink>;
}
