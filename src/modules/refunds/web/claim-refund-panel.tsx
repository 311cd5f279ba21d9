import type { ReactNode } from 'react';
import { RefundRecord } from './refund-record.tsx';

/** The refund of a claim on the page of its money. */
export function ClaimRefundPanel(props: { readonly claimId: string }): ReactNode {
  return <RefundRecord claimId={props.claimId} isOnClaim />;
}
