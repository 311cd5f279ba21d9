import type { PatientId } from '../../../kernel/ids.ts';
import { readLanguageTag } from '../../../kernel/language-tag.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listContactPreferences } from '../consent-store.ts';
import { findShipToAddress } from '../domain/demographics.ts';
import { listPatients } from '../patient-queries.ts';

/** In which language a patient is spoken with, and to which state medicines go: codes only. */
export interface PatientReach {
  /** The primary tag of a language. */
  readonly language: string | null;
  readonly needsInterpreter: boolean;
  readonly shipToState: string | null;
}

/** Lists how patients are reached; what a patient said about calls stands before the demographics. One that is not known is left out. */
export async function listReaches(
  tx: TenantTransaction,
  patientIds: readonly PatientId[],
): Promise<ReadonlyMap<PatientId, PatientReach>> {
  const asked = [...new Set(patientIds)];
  if (asked.length === 0) return new Map();
  const preferences = await listContactPreferences(tx, asked);
  return new Map(
    (await listPatients(tx, asked)).map(({ patientId, demographics }) => {
      const preference = preferences.get(patientId);
      const shipTo = findShipToAddress(demographics.addresses);
      return [
        patientId,
        {
          language: readLanguageTag(preference?.language ?? demographics.language ?? null),
          needsInterpreter: preference?.needsInterpreter ?? false,
          shipToState: shipTo === null ? null : readState(shipTo.state),
        },
      ];
    }),
  );
}

function readState(state: string): string | null {
  return /^[A-Z]{2}$/.test(state) ? state : null;
}
