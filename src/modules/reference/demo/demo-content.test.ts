import { expect, test } from 'vitest';
import { readNdc } from '../../../kernel/ndc.ts';
import {
  listDemoClasses,
  listDemoDoseLimits,
  listDemoDrugFacts,
  listDemoInteractions,
  listDemoPrices,
} from './demo-content.ts';
import { ingredientCodes } from './demo-ingredients.ts';
import { demoPlans } from './demo-plans.ts';

const ingredients = new Set<string>(Object.values(ingredientCodes));

test('there are forty drugs, each with an NDC of its own and known ingredients', () => {
  const drugs = listDemoDrugFacts();
  expect(new Set(drugs.map(({ ndc11 }) => ndc11)).size).toBe(40);
  for (const { ndc11, concepts } of drugs) {
    expect(readNdc(ndc11).ok).toBe(true);
    expect(concepts.ingredientRxcuis.every((code) => ingredients.has(code))).toBe(true);
  }
});

test('every price is marked as made up and says so in its source', () => {
  for (const price of listDemoPrices()) {
    expect(price.isSynthetic).toBe(true);
    expect(price.source).toMatch(/made up/i);
    expect(price.unitPrice).toBeGreaterThan(0);
  }
});

test('every interaction, dose limit and class names its source, and no pair stands twice', () => {
  const interactions = listDemoInteractions();
  const pairs = interactions.map(({ ingredientRxcuis }) => ingredientRxcuis.join(' '));
  expect(new Set(pairs).size).toBe(pairs.length);
  for (const { ingredientRxcuis } of interactions) expect(ingredientRxcuis[0] < ingredientRxcuis[1]).toBe(true);
  for (const { source } of [...interactions, ...listDemoDoseLimits(), ...listDemoClasses()])
    expect(source.length).toBeGreaterThan(20);
});

test('there is a plan of each kind, and all are marked as made up', () => {
  expect(new Set(demoPlans.map(({ kind }) => kind)).size).toBe(10);
  expect(demoPlans.every(({ isSynthetic, bin }) => isSynthetic && bin.startsWith('99'))).toBe(true);
});
