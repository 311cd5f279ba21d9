import type { Id } from '../../../kernel/ids.ts';
import type { AllergyFacts, ConditionFacts, MedicationFacts, ObservationFacts } from './clinical-record.ts';
import type { CoverageMember, NewCoverage } from './coverage.ts';
import type { Demographics } from './demographics.ts';

/** A part of a record with the identifier that the other system gave it. */
export type Sourced<Facts> = Facts & { readonly sourceId: string };

/** A patient with everything that another system knows, in neutral words. The source is a code such as `fhir-import`. */
export interface PatientRecord {
  readonly source: string;
  readonly sourceId: string;
  readonly demographics: Demographics;
  readonly coverages: readonly Sourced<
    CoverageMember &
      Pick<NewCoverage, 'payerOrder' | 'relationship' | 'validFrom' | 'validTo'> & {
        readonly planId: Id<'plan'> | null;
      }
  >[];
  readonly allergies: readonly Sourced<AllergyFacts>[];
  readonly conditions: readonly Sourced<ConditionFacts>[];
  readonly medications: readonly Sourced<MedicationFacts>[];
  readonly observations: readonly Sourced<ObservationFacts>[];
}
