import { describe, expect, test } from 'vitest';
import { screen } from './screen-prescription.ts';
import type { LabeledLimit, ScreeningFacts } from './screening.ts';

const limit: LabeledLimit = {
  basis: 'per-day',
  maximumThousandths: 480_000,
  ucumUnit: 'mg',
  ageYearsMinimum: 18,
  ageYearsMaximum: 150,
  weightGramsMinimum: 0,
  weightGramsMaximum: 1_000_000,
  note: '',
  source: 'label',
};

const clean: ScreeningFacts = {
  drug: { ingredientRxcuis: ['A'], strengthText: '240 mg', billingUnit: 'EA', isHazardous: false },
  prescription: { quantityThousandths: 60_000, daysSupply: 30, directions: 'Take 240 mg twice a day' },
  patient: { ageYears: 40, sex: 'female', weightGrams: null, heightMillimeters: null, pregnancy: 'not-known' },
  otherIngredientRxcuis: [],
  medicationsWithoutCode: 0,
  allergies: { isRecorded: true, ingredientRxcuis: [], withoutCode: 0 },
  interactions: [],
  duplicateClasses: [],
  doseLimits: [limit],
};

const pair = (severity: ScreeningFacts['interactions'][number]['severity']) => ({
  ingredientRxcuis: ['A', 'B'] as const,
  severity,
  effect: 'harm',
  advice: 'avoid',
  source: 'list',
});

describe('a screening', () => {
  test('of clean facts finds nothing and leaves nothing unchecked', () => {
    expect(screen(clean)).toEqual({ alerts: [], failed: [] });
  });

  test('without a known ingredient says that nothing could be checked', () => {
    const outcome = screen({ ...clean, drug: { ...clean.drug, ingredientRxcuis: [] } });
    expect(outcome).toEqual({ alerts: [], failed: ['drug-not-known'] });
  });

  test('is the same for the same facts, in whatever order the medicines stand', () => {
    const interactions = [pair('major'), { ...pair('contraindicated'), ingredientRxcuis: ['A', 'C'] as const }];
    const forward = screen({ ...clean, otherIngredientRxcuis: ['B', 'C'], interactions });
    const backward = screen({ ...clean, otherIngredientRxcuis: ['C', 'B'], interactions: [...interactions].reverse() });
    expect(backward).toEqual(forward);
    expect(forward.alerts.map(({ tier }) => tier)).toEqual(['interruptive', 'prominent']);
  });
});

describe('interactions', () => {
  test.each([
    ['contraindicated', 'interruptive'],
    ['major', 'prominent'],
    ['moderate', 'passive'],
    ['minor', 'passive'],
  ] as const)('a %s one is %s and names its source', (severity, tier) => {
    const { alerts } = screen({ ...clean, otherIngredientRxcuis: ['B'], interactions: [pair(severity)] });
    expect(alerts).toMatchObject([
      { kind: 'interaction', tier, source: 'list', alertKey: `interaction:A+B:${severity}` },
    ]);
  });

  test('between two other medicines is not this prescription’s', () => {
    const interactions = [{ ...pair('major'), ingredientRxcuis: ['B', 'C'] as const }];
    expect(screen({ ...clean, otherIngredientRxcuis: ['B', 'C'], interactions }).alerts).toEqual([]);
  });

  test('a medicine without a code is a check that failed', () => {
    expect(screen({ ...clean, medicationsWithoutCode: 1 }).failed).toEqual(['medication-without-code']);
  });
});

describe('allergies and duplicates', () => {
  const duplicateClasses = [{ classCode: 'k', className: 'K', ingredientRxcuis: ['A', 'B'], source: 'classes' }];

  test('an allergy to the ingredient stops the work, one within the class is to be considered', () => {
    const allergies = { isRecorded: true, ingredientRxcuis: ['A', 'B'], withoutCode: 0 };
    const { alerts } = screen({ ...clean, allergies, duplicateClasses });
    expect(alerts.map(({ alertKey, tier }) => [alertKey, tier])).toEqual([
      ['allergy:A', 'interruptive'],
      ['allergy-class:k:B', 'prominent'],
    ]);
  });

  test('allergies that nobody recorded and one without a code are checks that failed', () => {
    const nobody = { isRecorded: false, ingredientRxcuis: [], withoutCode: 0 };
    expect(screen({ ...clean, allergies: nobody }).failed).toEqual(['allergies-not-recorded']);
    const uncoded = { isRecorded: true, ingredientRxcuis: [], withoutCode: 1 };
    expect(screen({ ...clean, allergies: uncoded }).failed).toEqual(['allergy-without-code']);
  });

  test('the same ingredient or class elsewhere is a duplicate therapy', () => {
    const { alerts } = screen({ ...clean, otherIngredientRxcuis: ['A', 'B'], duplicateClasses });
    expect(alerts.map(({ alertKey }) => alertKey)).toEqual(['duplicate-class:k:B', 'duplicate:A']);
  });
});

describe('dose', () => {
  const prescription = { quantityThousandths: 90_000, daysSupply: 30, directions: null };

  test('above the daily maximum stops the work', () => {
    const { alerts } = screen({ ...clean, prescription });
    expect(alerts).toMatchObject([{ kind: 'dose', tier: 'interruptive', source: 'label' }]);
    expect(alerts[0]?.effect).toContain('720 mg');
  });

  test('that cannot be computed is said', () => {
    const drug = { ...clean.drug, strengthText: '400-100 mg' };
    expect(screen({ ...clean, drug }).failed).toEqual(['daily-dose-not-known']);
    expect(screen({ ...clean, doseLimits: [] }).failed).toEqual(['dose-limit-not-known']);
    const perDose = { ...limit, basis: 'per-dose' as const };
    expect(screen({ ...clean, doseLimits: [perDose], prescription }).failed).toEqual(['single-dose-not-known']);
    const perSurface = { ...limit, ucumUnit: 'mg/m2' };
    expect(screen({ ...clean, doseLimits: [perSurface] }).failed).toEqual(['body-surface-not-known']);
    const perWeight = { ...limit, ucumUnit: 'mg/kg' };
    expect(screen({ ...clean, doseLimits: [perWeight] }).failed).toContain('weight-not-known');
    expect(screen({ ...clean, patient: { ...clean.patient, ageYears: null } }).failed).toEqual(['age-not-known']);
  });

  test('by weight chooses the limit of the patient’s weight', () => {
    const limits = [
      { ...limit, maximumThousandths: 100_000, weightGramsMaximum: 50_000 },
      { ...limit, weightGramsMinimum: 50_001 },
    ];
    const at = (weightGrams: number) =>
      screen({ ...clean, doseLimits: limits, patient: { ...clean.patient, weightGrams } }).alerts.length;
    expect([at(40_000), at(70_000)]).toEqual([1, 0]);
  });

  test('for an age that the label does not name is to be considered', () => {
    const { alerts } = screen({ ...clean, patient: { ...clean.patient, ageYears: 9 } });
    expect(alerts).toMatchObject([{ kind: 'age', tier: 'prominent' }]);
  });
});

describe('pregnancy', () => {
  const drug = { ...clean.drug, isHazardous: true };
  const of = (patient: Partial<ScreeningFacts['patient']>) =>
    screen({ ...clean, drug, patient: { ...clean.patient, ...patient } });

  test('and a hazardous drug stop the work; not knowing is a check that failed', () => {
    expect(of({ pregnancy: 'pregnant' }).alerts).toMatchObject([{ kind: 'pregnancy', tier: 'interruptive' }]);
    expect(of({}).failed).toEqual(['pregnancy-not-known']);
    expect(of({ pregnancy: 'not-pregnant' })).toEqual({ alerts: [], failed: [] });
    expect(of({ sex: 'male' })).toEqual({ alerts: [], failed: [] });
    expect(of({ ageYears: 70 })).toEqual({ alerts: [], failed: [] });
  });
});
