import { parseUnitPrice, type UnitPrice } from '../../../kernel/money.ts';
import type { Ndc11 } from '../../../kernel/ndc.ts';
import { type DoseLimit, type DuplicateTherapyClass, type Interaction, orderPair } from '../domain/clinical-limit.ts';
import { isSoldAsGeneric } from '../domain/drug.ts';
import type { DrugConcepts, DrugFacts, DrugProfile } from '../domain/drug-facts.ts';
import type { DrugPrice } from '../domain/price.ts';
import { classSource, demoClasses } from './demo-classes.ts';
import { type DemoDoseLimit, demoDoseLimits, doseSource } from './demo-doses.ts';
import { type DemoDrug, demoValidFrom } from './demo-drug.ts';
import { demoDrugs } from './demo-drugs.ts';
import { ingredientCodes } from './demo-ingredients.ts';
import {
  type DemoInteraction,
  highPriorityInteractions,
  highPrioritySource,
  labelInteractions,
  labelSource,
} from './demo-interactions.ts';

const syntheticSource = 'Made up for demonstration; no published or contracted price';
const hundredthsOfWac = { wac: 100, awp: 120, contract: 97, nadac: 96 } as const;
const brandKinds = ['wac', 'awp', 'contract'] as const;
const allKinds = [...brandKinds, 'nadac'] as const;

/** A demonstration drug in the form in which it is kept. */
export interface DemoDrugFacts {
  readonly ndc11: Ndc11;
  readonly facts: DrugFacts;
  readonly concepts: DrugConcepts;
  readonly profile: DrugProfile;
}

/** Lists the demonstration drugs in the form in which they are kept. */
export function listDemoDrugFacts(): readonly DemoDrugFacts[] {
  return demoDrugs.map(({ codes, product, size, care }) => {
    const ingredientRxcuis = codes.ingredients.map((name) => ingredientCodes[name]);
    return {
      ndc11: codes.ndc as Ndc11,
      facts: {
        ...product,
        ...size,
        route: size.billingUnit === 'ML' || size.ucumUnit === '{pen}' ? 'Subcutaneous' : 'Oral',
        deaSchedule: null,
        validTo: null,
      },
      concepts: {
        rxcui: codes.rxcui,
        equivalentRxcuis: codes.equivalentRxcuis,
        ingredientRxcui: ingredientRxcuis[0] ?? '',
        ingredientRxcuis,
      },
      profile: {
        isSpecialty: true,
        limitedDistribution: false,
        medicationGuide: false,
        remsProgram: null,
        isHazardous: false,
        benefit: 'pharmacy',
        startsElsewhere: false,
        ...care,
      },
    };
  });
}

/** Lists the made-up prices: wholesale, average wholesale at 120 %, contract at 97 % and, of generics, NADAC at 96 % of it. */
export function listDemoPrices(): readonly DrugPrice[] {
  return demoDrugs.flatMap((drug) =>
    (isSoldAsGeneric(drug.product) ? allKinds : brandKinds).map((kind) => ({
      ndc11: drug.codes.ndc as Ndc11,
      kind,
      unitPrice: computeShare(drug, hundredthsOfWac[kind]),
      billingUnit: drug.size.billingUnit,
      validFrom: demoValidFrom,
      validTo: null,
      source: syntheticSource,
      isSynthetic: true,
    })),
  );
}

/** Lists the interactions with their sources. */
export function listDemoInteractions(): readonly Interaction[] {
  return [
    ...highPriorityInteractions.map((pair) => toInteraction(pair, highPrioritySource)),
    ...labelInteractions.map((pair) => toInteraction(pair, labelSource)),
  ];
}

/** Lists the dose limits with their source. */
export function listDemoDoseLimits(): readonly DoseLimit[] {
  return demoDoseLimits.map(toDoseLimit);
}

/** Lists the classes of duplicate therapy with their source. */
export function listDemoClasses(): readonly DuplicateTherapyClass[] {
  return demoClasses.map(({ classCode, className, ingredients }) => ({
    classCode,
    className,
    ingredientRxcuis: ingredients.map((name) => ingredientCodes[name]),
    source: classSource,
  }));
}

function computeShare(drug: DemoDrug, hundredths: number): UnitPrice {
  const wac = parseUnitPrice(drug.syntheticWac) ?? 0;
  return Math.round((wac * hundredths) / 100) as UnitPrice;
}

function toInteraction(pair: DemoInteraction, source: string): Interaction {
  const [first, second, severity, effect, advice] = pair;
  return {
    ingredientRxcuis: orderPair(ingredientCodes[first], ingredientCodes[second]),
    severity,
    effect,
    advice,
    source,
  };
}

function toDoseLimit(limit: DemoDoseLimit): DoseLimit {
  return {
    ingredientRxcui: ingredientCodes[limit.ingredient],
    basis: limit.basis,
    maximumThousandths: limit.maximum * 1_000,
    ucumUnit: limit.ucumUnit,
    ageYearsMinimum: limit.ageFrom ?? 0,
    ageYearsMaximum: limit.ageTo ?? 150,
    weightGramsMinimum: (limit.weightFrom ?? 0) * 1_000,
    weightGramsMaximum: (limit.weightTo ?? 1_000) * 1_000,
    note: limit.note,
    source: doseSource,
  };
}
