import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { saveClinicalRisks } from '../clinical-risk-store.ts';
import { saveDoseLimits, saveDuplicateTherapyClasses, saveInteractions } from '../clinical-store.ts';
import {
  listDemoClasses,
  listDemoDoseLimits,
  listDemoDrugFacts,
  listDemoInteractions,
  listDemoPrices,
} from '../demo/demo-content.ts';
import { demoDrugSource, demoValidFrom, nameDrugSource, nameIngredientSource } from '../demo/demo-drug.ts';
import { ingredientCodes } from '../demo/demo-ingredients.ts';
import { demoPlans } from '../demo/demo-plans.ts';
import { federalHolidays, startRisks, startThresholds } from '../demo/demo-policies.ts';
import { demoPrescribers } from '../demo/demo-prescribers.ts';
import { startClocks, startRequirements } from '../demo/demo-referral-policies.ts';
import { savePlan, savePrescriber } from '../directory-store.ts';
import {
  findDrugIds,
  insertDrugs,
  saveDrugConcepts,
  saveDrugFacts,
  saveDrugProfiles,
  saveIngredients,
} from '../drug-store.ts';
import { saveHolidays, saveMatchThresholds } from '../policy-store.ts';
import { savePrescriberStatuses } from '../prescriber-status-store.ts';
import { saveDrugPrices } from '../price-store.ts';
import { saveReferralClocks, saveReferralRequirements } from '../referral-policy-store.ts';
import { completeReferenceImport } from './import-reference.ts';

/** Installs what every health system starts with: match thresholds, the federal calendar, what referrals must bring, and clinical risk. */
async function installStartingReference(tx: TenantTransaction): Promise<void> {
  await saveMatchThresholds(tx, startThresholds);
  await saveHolidays(tx, federalHolidays);
  await saveReferralRequirements(tx, startRequirements);
  await saveReferralClocks(tx, startClocks);
  saveClinicalRisks(tx, startRisks);
}

/** Installs the demonstration's drugs, prices, plans, prescribers and clinical limits; installing them again changes nothing. */
export async function installDemoReference(tx: TenantTransaction): Promise<void> {
  await installStartingReference(tx);
  await installDrugs(tx);
  await saveDrugPrices(tx, listDemoPrices());
  await saveInteractions(tx, { from: demoValidFrom, interactions: listDemoInteractions() });
  await saveDuplicateTherapyClasses(tx, listDemoClasses());
  await saveDoseLimits(tx, { from: demoValidFrom, limits: listDemoDoseLimits() });
  for (const plan of demoPlans) await savePlan(tx, plan);
  for (const prescriber of demoPrescribers) await savePrescriber(tx, prescriber);
  const standing = { status: 'active', from: demoValidFrom } as const;
  await savePrescriberStatuses(
    tx,
    demoPrescribers.map(({ npi, source }) => ({ ...standing, npi, source })),
  );
  const report = { added: listDemoDrugFacts().length, changed: 0, unchanged: 0, refused: [] };
  await completeReferenceImport(tx, { kind: 'demo', source: demoDrugSource, report });
}

async function installDrugs(tx: TenantTransaction): Promise<void> {
  const drugs = listDemoDrugFacts();
  const ingredients = Object.entries(ingredientCodes).map(([name, rxcui]) => ({
    ...{ name, rxcui },
    source: nameIngredientSource(name),
  }));
  await saveIngredients(tx, ingredients);
  const ndcs = drugs.map(({ ndc11 }) => ndc11);
  const known = await findDrugIds(tx, ndcs);
  const added = await insertDrugs(
    tx,
    ndcs.filter((ndc) => !known.has(ndc)),
  );
  const ids = new Map([...known, ...added]);
  const dated = drugs.flatMap((drug) => {
    const drugId = ids.get(drug.ndc11);
    return drugId === undefined ? [] : [{ drugId, drug }];
  });
  const from = demoValidFrom;
  for (const [source, of] of Map.groupBy(dated, ({ drug }) => nameDrugSource(drug.ndc11))) {
    await saveDrugFacts(tx, { from, source, facts: of.map(({ drugId, drug }) => ({ drugId, fact: drug.facts })) });
    await saveDrugConcepts(tx, { source, concepts: of.map(({ drugId, drug }) => ({ drugId, fact: drug.concepts })) });
    await saveDrugProfiles(tx, {
      from,
      source,
      profiles: of.map(({ drugId, drug }) => ({ drugId, fact: drug.profile })),
    });
  }
}
