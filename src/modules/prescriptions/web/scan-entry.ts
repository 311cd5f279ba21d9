import type { FormTexts } from '../../../ui/form-fields.ts';
import type { ShownScan } from '../../documents/web/index.tsx';

type FieldOfScan = ShownScan['fields'][number];

/** Below this the reading is so unsure that a person types the value anew rather than overlook a wrong one. */
const leastConfidence = 60;

/** The field of the scan that each field of the entry form is filled from. */
const sources: Readonly<Record<string, FieldOfScan['name']>> = {
  familyName: 'patientName',
  givenName: 'patientName',
  birthDate: 'birthDate',
  street: 'street',
  city: 'city',
  state: 'state',
  postalCode: 'postalCode',
  phone: 'phone',
  diagnosisCode: 'diagnosisCode',
  npi: 'npi',
  prescriberName: 'prescriberName',
  description: 'drug',
  ndc: 'ndc',
  writtenOn: 'writtenOn',
  daysSupply: 'daysSupply',
  quantity: 'quantity',
  refills: 'refills',
  directions: 'directions',
};

/** Names the field of a scan that a field of the entry form comes from; null when it comes from none. */
export function fieldOfEntry(name: string): string | null {
  return sources[name] ?? null;
}

/** Fills the entry form with what was read surely enough; a person confirms each value beside the original. */
export function toEntryTexts(fields: readonly FieldOfScan[]): FormTexts {
  const texts: Record<string, string> = { channel: 'fax', substitutionAllowed: 'yes' };
  for (const [entry, source] of Object.entries(sources)) {
    const field = fields.find(({ name }) => name === source);
    if (field !== undefined && field.confidence >= leastConfidence) texts[entry] = partFor(entry, field.value);
  }
  return texts;
}

function partFor(entry: string, value: string): string {
  const [family = '', given = ''] = value.split(',').map((part) => part.trim());
  if (entry === 'familyName') return family;
  return entry === 'givenName' ? given : value;
}
