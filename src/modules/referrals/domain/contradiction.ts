import type { Id, PatientId, PrescriptionId, RawMessageId, SiteId, StaffId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { FactOrigin } from './completeness.ts';
import type { RequestId } from './information-request.ts';
import type { ReadSection } from './request-form.ts';

export type ContradictionId = Id<'contradiction'>;

/** What becomes of an answer against what is known, and what each is called on screen. */
export const settlements = { recorded: 'Recorded beside it', kept: 'Not taken over' } as const;

/** What was answered against what is known: two texts, and where the known one comes from. */
export interface Disagreement {
  readonly known: string;
  readonly said: string;
  readonly origin: FactOrigin;
}

/** An answer that contradicts what is known; it stands in no chart until a person says so. */
export interface Contradiction extends Disagreement {
  readonly contradictionId: ContradictionId;
  readonly siteId: SiteId;
  readonly requestId: RequestId;
  readonly prescriptionId: PrescriptionId;
  readonly patientId: PatientId;
  readonly itemCode: string;
  readonly facts: ReadSection['facts'];
  readonly messageId: RawMessageId;
  readonly foundAt: Instant;
  readonly settledAt: Instant | null;
  readonly settledBy: StaffId | null;
  readonly settledAs: keyof typeof settlements | null;
}

/** What is known of a patient against which an answer is held. */
export interface KnownFacts {
  readonly diagnoses: readonly { readonly code: string; readonly origin: FactOrigin }[];
  readonly allergies: readonly {
    readonly kind: 'substance' | 'no-known-allergies';
    readonly substance: string;
    readonly origin: FactOrigin;
  }[];
  readonly observations: readonly {
    readonly loincCode: string;
    readonly value: string;
    readonly ucumUnit: string | null;
    readonly observedOn: string;
    readonly origin: FactOrigin;
  }[];
  /** Insurance in force. */
  readonly coverages: readonly { readonly name: string; readonly memberId: string; readonly origin: FactOrigin }[];
}

/** Finds what an answered section says against what is known; null where both can be true. */
export function findDisagreement({ facts }: Pick<ReadSection, 'facts'>, known: KnownFacts): Disagreement | null {
  return (
    disagreeOnAllergies(facts, known) ??
    disagreeOnValues(facts, known) ??
    disagreeOnDiagnosis(facts, known) ??
    disagreeOnInsurance(facts, known)
  );
}

function disagreeOnAllergies(facts: ReadSection['facts'], { allergies }: KnownFacts): Disagreement | null {
  const substances = allergies.filter(({ kind }) => kind === 'substance');
  const [known] = facts.noKnownAllergies ? substances : [];
  if (known !== undefined) {
    const names = substances.map(({ substance }) => substance).join(', ');
    return { known: names, said: 'No known allergies', origin: known.origin };
  }
  const none = allergies.find(({ kind }) => kind === 'no-known-allergies');
  if (facts.allergies.length === 0 || none === undefined || substances.length > 0) return null;
  const said = facts.allergies.map(({ text }) => text).join(', ');
  return { known: 'No known allergies', said, origin: none.origin };
}

/** The same test of the same day has one value; in another unit both may be true. */
function disagreeOnValues(facts: ReadSection['facts'], { observations }: KnownFacts): Disagreement | null {
  for (const { loincCode, value, unit, observedOn } of facts.observations) {
    const other = observations.find(
      (each) =>
        each.loincCode === loincCode &&
        each.observedOn === observedOn &&
        each.ucumUnit === unit &&
        each.value !== value,
    );
    if (other === undefined) continue;
    return {
      known: `${withUnit(other.value, other.ucumUnit)} on ${other.observedOn}`,
      said: `${withUnit(value, unit)} on ${other.observedOn}`,
      origin: other.origin,
    };
  }
  return null;
}

/** A diagnosis of another category of ICD-10-CM than all that the order names. */
function disagreeOnDiagnosis(facts: ReadSection['facts'], { diagnoses }: KnownFacts): Disagreement | null {
  const [said] = facts.conditions;
  const [known] = diagnoses;
  if (said === undefined || said.code === null || known === undefined) return null;
  const category = said.code.slice(0, 3);
  if (diagnoses.some(({ code }) => code.startsWith(category))) return null;
  return { known: diagnoses.map(({ code }) => code).join(', '), said: said.code, origin: known.origin };
}

function disagreeOnInsurance(facts: ReadSection['facts'], { coverages }: KnownFacts): Disagreement | null {
  const [said] = facts.coverages;
  const [known] = coverages;
  if (said === undefined || said.memberId === null || known === undefined) return null;
  if (coverages.some(({ memberId }) => memberId === said.memberId)) return null;
  return {
    known: `${known.name}, member ${known.memberId}`,
    said: `${said.payerName ?? 'A payer without a name'}, member ${said.memberId}`,
    origin: known.origin,
  };
}

function withUnit(value: string, unit: string | null): string {
  return unit === null ? value : `${value} ${unit}`;
}
