import type { Json } from '../../../kernel/json.ts';
import type { ValidityRule } from './acceptance-facts.ts';

/** The topic under which states' rules are kept among the reference tables. */
export const validityTopic = 'prescription-validity';

/** What counts where no rule of a state is on record. One year is the customary limit; no single source covers all states. */
export const customaryValidity: ValidityRule = {
  state: '*',
  validDays: 365,
  source: 'Customary limit of one year; enter the rule of the state to replace it.',
  isVerified: false,
};

/** Reads a state's rule `{ "validDays": n }`; null when it says no number of days. */
export function toValidityRule(policy: {
  readonly state: string;
  readonly rule: Json;
  readonly source: string;
  readonly isVerified: boolean;
}): ValidityRule | null {
  const { state, rule, source, isVerified } = policy;
  const validDays = rule !== null && typeof rule === 'object' && 'validDays' in rule ? rule['validDays'] : null;
  if (typeof validDays !== 'number' || !Number.isSafeInteger(validDays) || validDays <= 0) return null;
  return { state, validDays, source, isVerified };
}
