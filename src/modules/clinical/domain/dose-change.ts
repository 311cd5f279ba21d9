import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { clinicalRefusals } from '../refusals.ts';
import type { DosePhase } from './dose-ledger.ts';

/** Why the dose of a patient changes. */
export const doseChangeReasons = {
  titration: 'Titration',
  'prescriber-changed': 'Changed by the prescriber',
  'side-effect': 'Side effect',
  procedure: 'Procedure or operation',
  infection: 'Infection',
  laboratory: 'Laboratory result',
  resumed: 'Resumed',
} as const;

/** Decides whether a change of the dose may be kept: an amount belongs to a dose, and to nothing else. */
export function decideDoseChange({ kind, amountThousandths }: DosePhase): Result<null> {
  return kind === 'dose' && amountThousandths === 0 ? refuse(clinicalRefusals.doseMissing) : ok(null);
}
