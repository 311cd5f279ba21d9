import type { ShownPrescription } from './intake-words.ts';

/** What a command says of the prescription that the person saw. */
export function seenOf({ prescriptionId, version }: ShownPrescription) {
  return { prescriptionId, expectedVersion: version };
}

/** Lists the rules that stand against a prescription and may be let pass. */
export function failedRules({ findings }: ShownPrescription): ShownPrescription['findings'] {
  return findings.filter(({ outcome, mayBeOverridden }) => outcome === 'fail' && mayBeOverridden);
}

/** Refuses accepting a prescription while a rule that nobody may let pass is open, in the sentence of the first one. */
export function refuseAcceptance({ findings, statusReasons }: ShownPrescription): { readonly sentence: string } | null {
  const fixed = findings.filter(
    ({ outcome, mayBeOverridden }) => outcome === 'indeterminate' || (outcome === 'fail' && !mayBeOverridden),
  );
  return fixed.find(({ rule }) => statusReasons.includes(rule)) ?? fixed[0] ?? null;
}
