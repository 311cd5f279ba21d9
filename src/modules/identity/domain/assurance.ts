import type { Instant } from '../../../kernel/instant.ts';
import type { Assurance } from '../../../kernel/permission.ts';
import type { RefusalKind } from '../../../kernel/refusal.ts';
import { identityRefusals } from '../refusals.ts';
import { isFreshlyProven } from './session-policy.ts';

/** How and when a person last proved identity. */
export interface LastProof {
  readonly provenAt: Instant;
  readonly isDeviceBound: boolean;
}

/** Finds what a proof lacks of the assurance that is asked for; null when it is enough. */
export function findFreshnessGap(demanded: Assurance, proof: LastProof, now: Instant): RefusalKind | null {
  if (demanded === 'session') return null;
  if (demanded === 'fresh-device-bound' && !proof.isDeviceBound) return identityRefusals.deviceBoundProofNeeded;
  return isFreshlyProven(proof.provenAt, now) ? null : identityRefusals.freshProofNeeded;
}
