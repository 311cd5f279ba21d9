import type { ExportedRecord } from '../../modules/portability/index.ts';
import { type FhirResource, systems, toConcept, toDerivedId, toPeriod, toReference } from './record-elements.ts';

type Subject = ReturnType<typeof toReference>;

/** Composes what was prescribed and dispensed, how each therapy went, and where the parts of the record came from. */
export function composeTreatment(record: ExportedRecord, subject: Subject): readonly FhirResource[] {
  return [
    ...record.prescriptions.map((prescription) => composeRequest(record, prescription, subject)),
    ...record.fills.map((fill) => composeDispense(record, fill, subject)),
    ...record.therapies.map((therapy) => composePlan(record, therapy, subject)),
    ...composeProvenances(record),
  ];
}

const requestStatuses: Readonly<Record<string, string>> = {
  accepted: 'active',
  cancelled: 'cancelled',
  refused: 'stopped',
  parked: 'on-hold',
  'needs-person': 'draft',
};

function composeRequest(
  record: ExportedRecord,
  prescription: ExportedRecord['prescriptions'][number],
  subject: Subject,
): FhirResource {
  const { incoming, prescriberId, quantityThousandths, quantityUnit, daysSupply, refillsAuthorized } = prescription;
  const prescriber = prescriberId === null ? undefined : record.prescribers.get(prescriberId);
  return {
    resourceType: 'MedicationRequest',
    id: prescription.prescriptionId,
    status: requestStatuses[prescription.status] ?? 'unknown',
    intent: 'order',
    medicationCodeableConcept: composeDrug(record, prescription.drugId),
    subject,
    authoredOn: prescription.writtenOn ?? prescription.receivedAt,
    ...(prescriber === undefined
      ? {}
      : {
          requester: {
            identifier: { system: systems.npi, value: prescriber.npi },
            display: `${prescriber.givenName} ${prescriber.familyName}`,
          },
        }),
    ...(prescription.indicationCode === null
      ? {}
      : { reasonCode: [toConcept(null, [{ system: systems.icd10, code: prescription.indicationCode }])] }),
    ...(incoming.directions === null ? {} : { dosageInstruction: [{ text: incoming.directions }] }),
    dispenseRequest: {
      ...(refillsAuthorized === null ? {} : { numberOfRepeatsAllowed: refillsAuthorized }),
      ...(quantityThousandths === null ? {} : { quantity: toQuantity(quantityThousandths, quantityUnit) }),
      ...(daysSupply === null ? {} : { expectedSupplyDuration: toDays(daysSupply) }),
      validityPeriod: toPeriod(prescription.writtenOn, prescription.expiresOn),
    },
    ...(prescription.substitutionAllowed === null
      ? {}
      : { substitution: { allowedBoolean: prescription.substitutionAllowed } }),
  };
}

const dispenseStatuses: Readonly<Record<string, string>> = {
  'handed-over': 'completed',
  cancelled: 'cancelled',
  returned: 'stopped',
  filled: 'in-progress',
  verified: 'in-progress',
};

function composeDispense(
  record: ExportedRecord,
  fill: ExportedRecord['fills'][number],
  subject: Subject,
): FhirResource {
  const isKnown = record.prescriptions.some(({ prescriptionId }) => prescriptionId === fill.prescriptionId);
  return {
    resourceType: 'MedicationDispense',
    id: fill.fillId,
    status: dispenseStatuses[fill.state] ?? 'preparation',
    medicationCodeableConcept: composeDrug(record, fill.drugId, fill.ndc11),
    subject,
    ...(isKnown ? { authorizingPrescription: [toReference(fill.prescriptionId)] } : {}),
    quantity: toQuantity(fill.quantityThousandths, record.drugs.get(fill.drugId)?.ucumUnit ?? null),
    daysSupply: toDays(fill.daysSupply),
    ...(fill.filledAt === null ? {} : { whenPrepared: fill.filledAt }),
    ...(fill.handedOverAt === null ? {} : { whenHandedOver: fill.handedOverAt }),
    note: [
      { text: `Fill ${fill.fillNumber + 1}, ${fill.state}${fill.lotNumber === null ? '' : `, lot ${fill.lotNumber}`}` },
    ],
  };
}

const activityStatuses: Readonly<Record<string, string>> = {
  done: 'completed',
  current: 'in-progress',
  waiting: 'on-hold',
  blocked: 'on-hold',
  'not-yet': 'not-started',
  'not-needed': 'cancelled',
};

/** A therapy is a plan of care whose activities are the stages of the present cycle. */
function composePlan(
  record: ExportedRecord,
  { summary, rail }: ExportedRecord['therapies'][number],
  subject: Subject,
): FhirResource {
  return {
    resourceType: 'CarePlan',
    id: summary.therapyId,
    status: summary.ended === null ? 'active' : 'completed',
    intent: 'plan',
    title: `${summary.number} ${record.drugs.get(summary.drugId)?.name ?? ''}`.trim(),
    subject,
    period: toPeriod(summary.receivedAt, summary.ended?.at ?? null),
    activity: rail.map(({ stage, label, state }) => ({
      detail: { code: toConcept(label), status: activityStatuses[state] ?? 'unknown', description: stage },
    })),
  };
}

/** One provenance for each message, import or prescription with which parts of the record came. */
function composeProvenances(record: ExportedRecord): readonly FhirResource[] {
  const targets = new Map<string, { readonly what: string; readonly recordedAt: string; readonly ids: string[] }>();
  const add = (what: string, recordedAt: string, id: string): void => {
    const known = targets.get(what);
    if (known === undefined) targets.set(what, { what, recordedAt, ids: [id] });
    else known.ids.push(id);
  };
  for (const { prescriptionId, rawMessageId, receivedAt } of record.prescriptions)
    if (rawMessageId !== null) add(`message ${rawMessageId}`, receivedAt, prescriptionId);
  for (const [id, { origin, recordedAt }] of listOrigins(record))
    if (origin.id !== null) add(`${origin.kind} ${origin.id}`, recordedAt, id);
  return [...targets.values()].map(({ what, recordedAt, ids }) => ({
    resourceType: 'Provenance',
    id: toDerivedId(what),
    target: ids.map(toReference),
    recorded: recordedAt,
    agent: [{ who: { display: 'Theriac' } }],
    entity: [{ role: 'source', what: { display: what } }],
  }));
}

type Recorded = Pick<ExportedRecord['coverages'][number], 'origin' | 'recordedAt'>;

function listOrigins(record: ExportedRecord): readonly (readonly [string, Recorded])[] {
  return [
    ...record.coverages.map((one) => [one.coverageId, one] as const),
    ...record.allergies.map((one) => [one.allergyId, one] as const),
    ...record.conditions.map((one) => [one.conditionId, one] as const),
    ...record.medications.map((one) => [one.medicationId, one] as const),
    ...record.observations.map((one) => [one.observationId, one] as const),
  ];
}

function composeDrug(record: ExportedRecord, drugId: string | null, ndc11?: string) {
  const drug = drugId === null ? undefined : record.drugs.get(drugId);
  return toConcept(drug === undefined ? 'not recorded' : `${drug.name} ${drug.strengthText}`, [
    { system: systems.ndc, code: ndc11 ?? drug?.ndc11 },
    { system: systems.rxNorm, code: drug?.rxcui },
  ]);
}

function toQuantity(thousandths: number, unit: string | null) {
  return { value: thousandths / 1000, ...(unit === null ? {} : { unit }) };
}

function toDays(days: number) {
  return { value: days, unit: 'days', system: systems.ucum, code: 'd' };
}
