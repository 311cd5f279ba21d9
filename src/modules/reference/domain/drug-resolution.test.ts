import { describe, expect, test } from 'vitest';
import { readNdc } from '../../../kernel/ndc.ts';
import { listDemoDrugFacts } from '../demo/demo-content.ts';
import type { Drug, DrugId } from './drug.ts';
import { type DrugEvidence, type DrugQuery, resolveDrugFrom } from './drug-resolution.ts';

const directory: readonly Drug[] = listDemoDrugFacts().map(({ ndc11, facts, concepts, profile }) => ({
  drugId: ndc11 as unknown as DrugId,
  ndc11,
  ...facts,
  ...concepts,
  ...profile,
}));
const thresholds = { matchAt: 90, reviewAt: 40 };

function resolve(query: DrugQuery, drugs: readonly Drug[] = directory) {
  const ndc = query.ndc === undefined ? null : readNdc(query.ndc);
  const ndcs: readonly string[] = ndc === null ? [] : ndc.ok ? [ndc.ndc] : ndc.candidates;
  const evidence: DrugEvidence = {
    ndc,
    byNdc: drugs.filter(({ ndc11 }) => ndcs.includes(ndc11)),
    byRxcui: drugs.filter(
      ({ rxcui, equivalentRxcuis, ingredientRxcui }) =>
        query.rxcui !== undefined &&
        (rxcui === query.rxcui || equivalentRxcuis.includes(query.rxcui) || ingredientRxcui === query.rxcui),
    ),
    byText: query.description === undefined ? [] : drugs,
  };
  return resolveDrugFrom(query, evidence, thresholds);
}

describe('which drug is meant', () => {
  test('an NDC of eleven digits, with or without hyphens, is a match', () => {
    expect(resolve({ ndc: '00074055402' })).toMatchObject({ decision: 'matched', score: 100 });
    expect(resolve({ ndc: '0074-0554-02' }).drug?.name).toBe('Humira(CF) Pen');
  });

  test('ten digits without hyphens ask a person, unless other evidence names the same drug', () => {
    expect(resolve({ ndc: '0074055402' })).toMatchObject({ decision: 'review', drug: null, score: 75 });
    expect(resolve({ ndc: '0074055402', rxcui: '1872980' })).toMatchObject({ decision: 'matched', score: 95 });
    expect(resolve({ ndc: '0074055402', description: 'Humira Pen 40 mg/0.4 mL' }).decision).toBe('matched');
    expect(resolve({ ndc: '0074055402', description: 'Stelara 90 mg/mL' }).decision).toBe('review');
  });

  test('an RxNorm code of the brand or of the same generic product is a match', () => {
    expect(resolve({ rxcui: '2000027' }).drug?.name).toBe('Imbruvica');
    expect(resolve({ rxcui: '2000025' }).drug?.name).toBe('Imbruvica');
  });

  test('an RxNorm code of the ingredient needs name and strength beside it', () => {
    expect(resolve({ rxcui: '1442981' })).toMatchObject({ decision: 'review', score: 70 });
    expect(resolve({ rxcui: '1442981', description: 'ibrutinib 420 mg tablet' }).drug?.name).toBe('Imbruvica');
    expect(resolve({ rxcui: '1442981', description: 'ibrutinib 140 mg tablet' }).decision).toBe('review');
  });

  test('an NDC and an RxNorm code that disagree go to a person with the reason', () => {
    const resolution = resolve({ ndc: '00074055402', rxcui: '853356' });
    expect(resolution).toMatchObject({ decision: 'review', drug: null });
    expect(resolution.reasons).toContain('The RxNorm code names another drug.');
    expect(resolution.candidates.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Humira(CF) Pen', 'Stelara']),
    );
  });

  test('an NDC with a written name of another drug goes to a person', () => {
    expect(resolve({ ndc: '00074055402', description: 'Enbrel 50 mg/mL' }).decision).toBe('review');
  });

  test('an NDC with another written strength goes to a person', () => {
    const resolution = resolve({ ndc: '00069018921', description: 'palbociclib', strength: '75 mg' });
    expect(resolution).toMatchObject({ decision: 'review', score: 70 });
  });

  test('a name with its strength is a match, a name alone is not', () => {
    expect(resolve({ description: 'ustekinumab 90 mg/mL syringe' }).drug?.name).toBe('Stelara');
    expect(resolve({ description: 'Imbruvica tablet', strength: '420 mg' }).drug?.name).toBe('Imbruvica');
    expect(resolve({ description: 'Stelara' }).decision).toBe('review');
  });

  test('every drug of the demonstration is found by brand and strength, and by generic name and strength', () => {
    for (const drug of directory) {
      expect(resolve({ description: `${drug.name} ${drug.strengthText}` }).drug?.ndc11).toBe(drug.ndc11);
      expect(resolve({ description: `${drug.genericName} ${drug.strengthText}` }).drug?.ndc11).toBe(drug.ndc11);
    }
  });

  test('a name that fits no drug finds none', () => {
    expect(resolve({ description: 'acetaminophen 325 mg tablet' })).toMatchObject({ decision: 'none', drug: null });
  });

  test('what is not in the directory is said', () => {
    expect(resolve({ ndc: '99999999999', rxcui: '1' }).reasons).toEqual([
      'The NDC is not in the drug directory.',
      'The RxNorm code is not in the drug directory.',
    ]);
    expect(resolve({ ndc: '12-34' }).reasons).toEqual(['The NDC is not written as an NDC can be.']);
  });

  test('packages of one product are one answer, products that fit equally are a question', () => {
    const [humira] = directory;
    if (humira === undefined) throw new Error('no drug');
    const package2: Drug = { ...humira, drugId: 'second' as DrugId, ndc11: '00074055499' as Drug['ndc11'] };
    const other: Drug = { ...package2, rxcui: '999' };
    expect(resolve({ rxcui: '1872980' }, [humira, package2])).toMatchObject({ decision: 'matched', drug: humira });
    const text = { description: 'Humira Pen 40 mg/0.4 mL' };
    expect(resolve(text, [humira, other])).toMatchObject({ decision: 'review', drug: null });
  });
});
