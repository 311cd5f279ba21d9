import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id } from '../../../kernel/ids.ts';
import type { ContractTerms } from './contract-terms.ts';

export type ContractId = Id<'contract'>;

/** For whose claims a contract is. What is null stands for any. */
interface ContractScope {
  readonly payerId: string | null;
  readonly planId: string | null;
  readonly bin: string | null;
  readonly pcn: string | null;
  readonly groupNumber: string | null;
}

/** A version of a contract that came into force, with its first day and where it comes from. */
export interface ContractVersion {
  readonly contractId: ContractId;
  readonly name: string;
  readonly scope: ContractScope;
  readonly version: number;
  readonly validFrom: CalendarDay;
  readonly terms: ContractTerms;
  readonly source: string;
  readonly isSynthetic: boolean;
}

/** Whose claim a contract is sought for. */
export interface ContractedClaim {
  readonly payerId: string | null;
  readonly planId: string | null;
  readonly bin: string;
  readonly pcn: string;
  readonly groupNumber: string;
  readonly on: CalendarDay;
}

// A group says more than a plan, a plan more than a processor, and so on: the sums never tie unless the same is named.
const weights = { groupNumber: 16, planId: 8, pcn: 4, bin: 2, payerId: 1 } as const;
const named = Object.keys(weights) as readonly (keyof typeof weights)[];

/** Chooses the version for a claim: the closest contract, and of it the version that began last. Null where none stands. */
export function chooseContract(known: readonly ContractVersion[], claim: ContractedClaim): ContractVersion | null {
  const closeness = ({ scope }: ContractVersion): number =>
    named.reduce((sum, key) => sum + (scope[key] === null ? 0 : weights[key]), 0);
  const fitting = known.filter(
    ({ scope, validFrom }) =>
      validFrom <= claim.on && named.every((key) => scope[key] === null || scope[key] === claim[key]),
  );
  const [chosen] = fitting.toSorted(
    (left, right) =>
      closeness(right) - closeness(left) ||
      right.validFrom.localeCompare(left.validFrom) ||
      right.version - left.version,
  );
  return chosen ?? null;
}
