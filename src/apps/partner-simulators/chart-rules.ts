/** A resource of the chart. */
export interface ChartResource {
  readonly resourceType: string;
  readonly id: string;
  readonly [member: string]: unknown;
}

const loinc = 'http://loinc.org';
const days = 86_400_000;

/** What the chart has for each LOINC code: the value, and how many days ago it was measured. */
const results: Readonly<Record<string, { readonly value: object; readonly name: string; readonly daysAgo: number }>> = {
  '29463-7': { name: 'Body weight', value: quantity(71, 'kg'), daysAgo: 12 },
  '8302-2': { name: 'Body height', value: quantity(172, 'cm'), daysAgo: 40 },
  '71773-6': { name: 'Tuberculosis screen', value: concept('260385009', 'Negative'), daysAgo: 60 },
  '5195-3': { name: 'Hepatitis B surface antigen', value: concept('260385009', 'Negative'), daysAgo: 60 },
  '2160-0': { name: 'Creatinine', value: quantity(0.9, 'mg/dL'), daysAgo: 20 },
  '6690-2': { name: 'Leukocytes', value: quantity(6.1, '10*3/uL'), daysAgo: 9 },
  '1742-6': { name: 'Alanine aminotransferase', value: quantity(22, 'U/L'), daysAgo: 9 },
};

/**
 * Finds what the chart of a patient has of a type. By the last digit of the record number: 8 has no results, 9 nothing at all, so that
 * something is left for a letter.
 */
export function findResources(
  token: string,
  wanted: { readonly type: string; readonly codes: readonly string[] },
): readonly ChartResource[] {
  const id = toChartPatientId(token);
  const digit = token.at(-1);
  if (digit === '9') return [];
  const subject = { reference: `Patient/${id}` };
  switch (wanted.type) {
    case 'Observation':
      return digit === '8' ? [] : wanted.codes.flatMap((code) => describeResult(code, id, subject));
    case 'AllergyIntolerance':
      return [
        {
          resourceType: 'AllergyIntolerance',
          id: `${id}-none`,
          patient: subject,
          clinicalStatus: coded('http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', 'active'),
          code: coded('http://snomed.info/sct', '716186003', 'No known allergy'),
        },
      ];
    case 'MedicationRequest':
      return [
        {
          resourceType: 'MedicationRequest',
          id: `${id}-medicine`,
          subject,
          status: 'active',
          intent: 'order',
          medicationCodeableConcept: coded('http://www.nlm.nih.gov/research/umls/rxnorm', '6851', 'Methotrexate'),
        },
      ];
    default:
      return [];
  }
}

/** Describes the patient who was asked for. */
export function describePatient(asked: {
  readonly token: string;
  readonly family: string;
  readonly birthDate: string;
}): ChartResource {
  const [system = '', value = ''] = asked.token.split('|');
  const { family, birthDate } = asked;
  return {
    resourceType: 'Patient',
    id: toChartPatientId(asked.token),
    identifier: [{ system, value }],
    name: [{ family }],
    birthDate,
  };
}

/** Names a patient by the record number, as the chart does. */
export function toChartPatientId(token: string): string {
  return `p${token.replace(/[^A-Za-z0-9]/g, '')}`.slice(0, 40);
}

function describeResult(code: string, id: string, subject: object): readonly ChartResource[] {
  const result = results[code];
  if (result === undefined) return [];
  const effectiveDateTime = new Date(Date.now() - result.daysAgo * days).toISOString().slice(0, 10);
  return [
    {
      resourceType: 'Observation',
      id: `${id}-${code}`,
      status: 'final',
      subject,
      code: coded(loinc, code, result.name),
      effectiveDateTime,
      ...result.value,
    },
  ];
}

function quantity(value: number, unit: string): object {
  return { valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit } };
}

function concept(code: string, display: string): object {
  return { valueCodeableConcept: coded('http://snomed.info/sct', code, display) };
}

function coded(system: string, code: string, display?: string): object {
  return { coding: [{ system, code, ...(display === undefined ? {} : { display }) }] };
}
