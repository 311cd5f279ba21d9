import { parseThousandths } from '../../kernel/quantity.ts';
import { type FhirDosage, formatDirections, readDosages } from './dosage.ts';
import { checkDrug, type FhirDrug, readDrug } from './drug.ts';
import { type FhirElement, isPresent, itemsOf, memberOf, numberOf, partOf, textOf, truthOf } from './element.ts';
import { fhirProblems, type Report } from './problems.ts';
import { type FhirOrganization, type FhirPractitioner, readOrganization, readPractitioner } from './provider.ts';
import { type IndexedResource, type ResourceIndex, resolveReference } from './resource-index.ts';
import {
  type Concept,
  codeSystems,
  type FhirMoment,
  findCode,
  type Identifier,
  readConcept,
  readConcepts,
  readIdentifiers,
  readMeasure,
  readMoment,
} from './value-types.ts';

/** How much to dispense: thousandths of a unit, with the unit as it was written. */
interface OrderedQuantity {
  readonly quantityThousandths: number;
  readonly unit: string | null;
}

/** A MedicationRequest that asks a pharmacy to dispense. */
export interface MedicationOrder {
  readonly where: string;
  readonly id: string | null;
  readonly identifiers: readonly Identifier[];
  readonly status: string | null;
  readonly intent: string | null;
  readonly drug: FhirDrug;
  readonly directions: string | null;
  readonly dosages: readonly FhirDosage[];
  readonly quantity: OrderedQuantity | null;
  readonly daysSupply: number | null;
  /** Fills after the first one. */
  readonly refillsAllowed: number | null;
  readonly isSubstitutionAllowed: boolean | null;
  readonly authoredOn: FhirMoment | null;
  readonly validUntil: FhirMoment | null;
  readonly reasons: readonly Concept[];
  readonly icd10Codes: readonly string[];
  readonly notes: readonly string[];
  readonly prescriber: FhirPractitioner | null;
  readonly pharmacy: FhirOrganization | null;
}

const orderIntents = new Set(['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order']);

/** Tells whether a MedicationRequest asks to dispense now: an active order that does not forbid the drug. */
export function isActiveOrder(request: FhirElement): boolean {
  const isOrder = orderIntents.has(textOf(request, 'intent') ?? '');
  return textOf(request, 'status') === 'active' && isOrder && truthOf(request, 'doNotPerform') !== true;
}

/** Reads a MedicationRequest as an order, and reports what a prescription may not lack. */
export function readMedicationOrder(index: ResourceIndex, request: IndexedResource, report: Report): MedicationOrder {
  checkPurpose(request, report);
  const drug = readDrug(index, request, report);
  checkDrug(drug, report);
  const dispense = memberOf(request, 'dispenseRequest');
  const dosages = readDosages(request, 'dosageInstruction');
  const directions = formatDirections(dosages);
  if (directions === null) report(fhirProblems.directionsMissing, `${request.where}.dosageInstruction`);
  const authoredOn = readMoment(memberOf(request, 'authoredOn'), report);
  if (authoredOn === null) report(fhirProblems.authoredMissing, `${request.where}.authoredOn`);
  const prescriber = readPractitioner(index, request, memberOf(request, 'requester'), report);
  const reasons = readReasons(index, request);
  if (reasons.length === 0) report(fhirProblems.diagnosisMissing, `${request.where}.reasonCode`);
  return {
    where: request.where,
    id: request.id,
    identifiers: readIdentifiers(request),
    status: textOf(request, 'status'),
    intent: textOf(request, 'intent'),
    drug,
    directions,
    dosages,
    quantity: readQuantity(memberOf(dispense, 'quantity'), report),
    daysSupply: readDaysSupply(memberOf(dispense, 'expectedSupplyDuration'), report),
    refillsAllowed: readRefills(memberOf(dispense, 'numberOfRepeatsAllowed'), report),
    isSubstitutionAllowed: readSubstitution(request),
    authoredOn,
    validUntil: readMoment(partOf(dispense, 'validityPeriod', 'end'), report),
    reasons,
    icd10Codes: [...new Set(reasons.flatMap((reason) => findCode(reason, codeSystems.icd10) ?? []))],
    notes: itemsOf(request, 'note').flatMap((note) => textOf(note, 'text') ?? []),
    prescriber,
    pharmacy: readOrganization(index, request, memberOf(dispense, 'performer'), report),
  };
}

function checkPurpose(request: FhirElement, report: Report): void {
  if (textOf(request, 'status') !== 'active') report(fhirProblems.prescriptionInactive, `${request.where}.status`);
  if (!orderIntents.has(textOf(request, 'intent') ?? '')) {
    report(fhirProblems.prescriptionNotAnOrder, `${request.where}.intent`);
  }
  if (truthOf(request, 'doNotPerform') === true) {
    report(fhirProblems.prescriptionForbidden, `${request.where}.doNotPerform`);
  }
}

function readReasons(index: ResourceIndex, request: IndexedResource): readonly Concept[] {
  const referenced = itemsOf(request, 'reasonReference').flatMap((reference) => {
    const found = resolveReference(index, request, reference);
    return found === null ? [] : (readConcept(memberOf(found, 'code')) ?? []);
  });
  return [...readConcepts(request, 'reasonCode'), ...referenced];
}

function readQuantity(quantity: FhirElement, report: Report): OrderedQuantity | null {
  const measure = readMeasure(quantity);
  if (measure === null) {
    report(fhirProblems.quantityMissing, quantity.where);
    return null;
  }
  const quantityThousandths = parseThousandths(String(measure.value));
  if (quantityThousandths === null || quantityThousandths === 0 || measure.comparator !== null) {
    report(fhirProblems.quantityInvalid, quantity.where);
    return null;
  }
  return { quantityThousandths, unit: measure.code ?? measure.unit };
}

/** Days in a unit of supply, by UCUM code or the words that senders write. */
const daysByUnit: Readonly<Record<string, number>> = { d: 1, day: 1, days: 1, wk: 7, week: 7, weeks: 7 };

function readDaysSupply(duration: FhirElement, report: Report): number | null {
  const measure = readMeasure(duration);
  if (measure === null) return null;
  const unit = (measure.code ?? measure.unit ?? '').toLowerCase();
  const days = Object.hasOwn(daysByUnit, unit) ? measure.value * (daysByUnit[unit] ?? 0) : 0;
  if (Number.isSafeInteger(days) && days > 0 && measure.comparator === null) return days;
  report(fhirProblems.daysSupplyInvalid, duration.where);
  return null;
}

function readRefills(repeats: FhirElement, report: Report): number | null {
  if (!isPresent(repeats)) return null;
  const count = numberOf(repeats);
  if (count !== null && Number.isSafeInteger(count) && count >= 0) return count;
  report(fhirProblems.refillsInvalid, repeats.where);
  return null;
}

function readSubstitution(request: FhirElement): boolean | null {
  const substitution = memberOf(request, 'substitution');
  const allowed = truthOf(substitution, 'allowedBoolean');
  if (allowed !== null) return allowed;
  const codes = readConcept(memberOf(substitution, 'allowedCodeableConcept'))?.codings.map(({ code }) => code) ?? [];
  // HL7 v3 substanceAdminSubstitution: N is none, the others name kinds of allowed substitution.
  return codes.length === 0 ? null : !codes.includes('N');
}
