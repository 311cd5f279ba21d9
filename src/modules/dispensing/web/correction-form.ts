import type { RequestOf } from '../../../kernel/endpoint.ts';
import type { FormDescription, FormValues } from '../../../ui/form-fields.ts';
import {
  authorizationTypeCodes,
  type CorrectionPart,
  clarificationCodes,
  reasonCodes,
  resultCodes,
  serviceCodes,
} from '../../claims/language.ts';
import type * as api from '../api.ts';

type Correction = NonNullable<RequestOf<typeof api.billAgain>['correction']>;

/** The fields by which each part of a claim is corrected. */
const fieldsOf: Readonly<Record<CorrectionPart, FormDescription>> = {
  drugUseOutcomes: {
    reasonCode: { kind: 'choice', label: 'Reason for service (439-E4)', options: reasonCodes, isRequired: true },
    serviceCode: { kind: 'choice', label: 'Professional service (440-E5)', options: serviceCodes, isRequired: true },
    resultCode: { kind: 'choice', label: 'Result of service (441-E6)', options: resultCodes, isRequired: true },
  },
  submissionClarificationCodes: {
    clarificationCode: { kind: 'choice', label: 'Submission clarification (420-DK)', options: clarificationCodes },
  },
  priorAuthorization: {
    authorizationNumber: {
      ...{ kind: 'text', isCode: true, label: 'Authorization number (462-EV)' },
      pattern: { matches: /^[0-9A-Za-z]{1,11}$/, sentence: 'Up to eleven letters and digits.' },
    },
    authorizationType: { kind: 'choice', label: 'Kind of number (461-EU)', options: authorizationTypeCodes },
  },
  daysSupply: {
    daysSupply: {
      ...{ kind: 'number', label: 'Days’ supply (405-D5)', unit: 'days', isWhole: true },
      ...{ leastThousandths: 1_000, mostThousandths: 365_000 },
    },
  },
  hasNoOtherCoverage: { hasNoOtherCoverage: { kind: 'check', label: 'No other coverage was found (308-C8 of 1)' } },
};

/** Every part that may be corrected, in the order in which it is asked. */
export const correctionParts = Object.keys(fieldsOf) as readonly CorrectionPart[];

/** Composes the form that asks for some parts of a claim. */
export function composeCorrectionForm(parts: readonly CorrectionPart[]): FormDescription {
  return Object.assign({}, ...parts.map((part) => fieldsOf[part])) as FormDescription;
}

/** Reads a filled form as what is corrected; what was left empty stays as the fill says it. */
export function readCorrection(values: FormValues<FormDescription>): Correction {
  const text = (name: string): string | null => (typeof values[name] === 'string' ? values[name] : null);
  const [reasonCode, serviceCode, resultCode] = [text('reasonCode'), text('serviceCode'), text('resultCode')];
  const [clarification, number] = [text('clarificationCode'), text('authorizationNumber')];
  const days = values['daysSupply'];
  const isAnswered = reasonCode !== null && serviceCode !== null && resultCode !== null;
  return {
    ...(isAnswered ? { drugUseOutcomes: [{ reasonCode, serviceCode, resultCode }] } : {}),
    ...(clarification === null ? {} : { submissionClarificationCodes: [clarification] }),
    ...(number === null ? {} : { priorAuthorization: { number, typeCode: text('authorizationType') ?? '1' } }),
    ...(typeof days === 'number' ? { daysSupply: days / 1000 } : {}),
    ...(values['hasNoOtherCoverage'] === true ? { hasNoOtherCoverage: true } : {}),
  };
}
