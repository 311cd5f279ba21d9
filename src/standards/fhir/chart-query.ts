/** What is searched for in a patient's chart. */
export interface ChartSearch {
  readonly type: 'Observation' | 'Condition' | 'AllergyIntolerance' | 'Coverage' | 'MedicationRequest';
  /** LOINC codes of the wanted observations; empty for all. */
  readonly loincCodes: readonly string[];
}

const loinc = 'http://loinc.org';
const mostOfAType = '50';

const filters: Readonly<Record<ChartSearch['type'], readonly (readonly [string, string])[]>> = {
  Observation: [
    ['_sort', '-date'],
    ['_count', mostOfAType],
  ],
  Condition: [['clinical-status', 'active']],
  AllergyIntolerance: [['clinical-status', 'active']],
  Coverage: [['status', 'active']],
  MedicationRequest: [['status', 'active']],
};

/**
 * Composes one batch bundle that asks an EHR for a patient by record number, family name and birth date, and for parts of the chart (FHIR R4, batch and search).
 * Numbers and names stand in the body of the request, never in its address.
 */
export function composeChartQuery(asked: {
  readonly recordNumber: { readonly assigner: string; readonly value: string };
  readonly familyName: string;
  readonly birthDate: string;
  readonly searches: readonly ChartSearch[];
}): Uint8Array {
  const { assigner, value } = asked.recordNumber;
  const token = `${assigner}|${value}`;
  const urls = [
    composeUrl('Patient', [
      ['identifier', token],
      ['family', asked.familyName],
      ['birthdate', asked.birthDate],
    ]),
    ...asked.searches.map(({ type, loincCodes }) => {
      const codes = loincCodes.map((code) => `${loinc}|${code}`).join(',');
      const wanted: readonly (readonly [string, string])[] = codes === '' ? [] : [['code', codes]];
      return composeUrl(type, [['patient.identifier', token], ...wanted, ...filters[type]]);
    }),
  ];
  const bundle = {
    resourceType: 'Bundle',
    type: 'batch',
    entry: urls.map((url) => ({ request: { method: 'GET', url } })),
  };
  return new TextEncoder().encode(JSON.stringify(bundle));
}

function composeUrl(type: string, parameters: readonly (readonly [string, string])[]): string {
  return `${type}?${parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}
