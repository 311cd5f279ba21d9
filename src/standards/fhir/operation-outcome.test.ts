import { describe, expect, it } from 'vitest';
import { declareRefusals, type RefusalStatus } from '../../kernel/refusal.ts';
import { getR4Validator } from './fixtures/r4-validator.ts';
import { toOperationOutcome, toRefusalOutcome } from './operation-outcome.ts';
import { fhirProblems, problemAt } from './problems.ts';

describe('an operation outcome', () => {
  it('has an issue for each problem, with its severity, type and place', () => {
    const outcome = toOperationOutcome([
      problemAt(fhirProblems.birthDateMissing, 'Bundle.entry[2].resource.birthDate'),
      problemAt(fhirProblems.binInvalid, 'Coverage'),
      problemAt(fhirProblems.jsonSyntax, 'line 3 column 7'),
      { code: 'drug.unknown', where: 'MedicationRequest.medication[x]', severity: 'note', text: 'No such drug.' },
    ]);
    expect(outcome['issue']).toMatchObject([
      { severity: 'error', code: 'required', expression: ['Bundle.entry[2].resource.birthDate'] },
      { severity: 'warning', code: 'value', expression: ['Coverage'] },
      { severity: 'error', code: 'structure', diagnostics: 'line 3 column 7' },
      { severity: 'information', code: 'processing', details: { coding: [{ code: 'drug.unknown' }] } },
    ]);
  });

  it('is valid FHIR for every declared problem, every refusal and for none', () => {
    const statuses: readonly RefusalStatus[] = [401, 403, 404, 409, 422, 428, 429];
    const refusals = statuses.map((status) => declareRefusals('access', { notNow: { status, sentence: 'Not now.' } }));
    const outcomes = [
      toOperationOutcome([]),
      toOperationOutcome(Object.values(fhirProblems).map((kind) => problemAt(kind, 'Patient.name[0]'))),
      ...refusals.map(({ notNow }) => toRefusalOutcome({ ...notNow, facts: { attempts: 3 } })),
    ];
    expect(outcomes.flatMap((outcome) => getR4Validator().validate(outcome))).toEqual([]);
  });

  it('of a refusal gives its sentence, code and facts', () => {
    const refusals = declareRefusals('intake', { licenseMissing: { status: 422, sentence: 'No licence there.' } });
    expect(toRefusalOutcome({ ...refusals.licenseMissing, facts: { state: 'MN', licenses: 0 } })['issue']).toEqual([
      {
        severity: 'error',
        code: 'business-rule',
        details: { coding: [{ code: 'intake.license-missing' }], text: 'No licence there.' },
        diagnostics: 'state=MN licenses=0',
      },
    ]);
  });
});
