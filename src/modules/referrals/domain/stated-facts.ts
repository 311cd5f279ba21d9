import type { Prescription } from '../../prescriptions/index.ts';
import type { ReferralFact } from './completeness.ts';

/** LOINC codes of body weight and body height. */
export const weightCode = '29463-7';
export const heightCode = '8302-2';

/** Lists what a prescription itself says of its patient and prescriber. */
export function listStatedFacts({ incoming, prescriptionId }: Prescription): readonly ReferralFact[] {
  const { patient, prescriber, writtenOn } = incoming;
  const origin = { kind: 'prescription', id: prescriptionId } as const;
  const said = (kind: ReferralFact['kind'], text: string | null, rest: Partial<ReferralFact> = {}): ReferralFact[] =>
    text === null || text.trim() === '' ? [] : [{ kind, text, code: null, on: null, origin, ...rest }];
  return [
    ...incoming.diagnoses
      .filter(({ system }) => system === 'ICD-10-CM')
      .flatMap(({ code, text }) => said('diagnosis', code === null ? null : `${code} ${text ?? ''}`.trim(), { code })),
    ...patient.addresses
      .filter(({ state, postalCode }) => state !== '' && postalCode !== '')
      .flatMap(({ city, state }) => said('address', `${city}, ${state}`)),
    ...patient.phones.flatMap(({ number }) => said('phone', number)),
    ...said('prescriber-npi', prescriber.npi),
    ...said('prescriber-phone', prescriber.phone),
    ...incoming.coverages.flatMap(({ payerName, memberId }) =>
      said('insurance', memberId === null ? null : (payerName ?? 'A payer without a name')),
    ),
    ...said('allergies', incoming.noKnownAllergies ? 'No known allergies' : null),
    ...incoming.allergies.flatMap(({ text }) => said('allergies', text)),
    ...incoming.medications.flatMap(({ text }) => said('medications', text)),
    ...incoming.observations.flatMap(({ loincCode, value, unit, observedOn }) => {
      const kind = loincCode === weightCode ? 'weight' : loincCode === heightCode ? 'height' : 'laboratory';
      const code = kind === 'laboratory' ? loincCode : null;
      return said(kind, `${value} ${unit ?? ''}`.trim(), { code, on: observedOn ?? writtenOn });
    }),
  ];
}
