import type { TherapyId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findClinicalRisk, listClinicalRisks } from '../../reference/index.ts';
import { tellTherapyFacts } from '../../work/index.ts';
import { composeOrderFacts } from '../domain/order-facts.ts';
import { lookAround, type TherapyAround } from './look-around.ts';

const therapiesPerStep = 1_000;

/** Tells work by what the open items of therapies are ordered; telling again what is known changes nothing. */
export async function tellWork(tx: TenantTransaction, therapies: readonly TherapyAround[]): Promise<void> {
  const risks = await listClinicalRisks(tx);
  const told = therapies.map((around) => {
    const { standing, drug, timeZone } = around;
    const asked = { programme: drug?.programme ?? '', stage: standing.stage, on: dayIn(tx.now, timeZone) };
    const facts = composeOrderFacts({ ...around, risk: findClinicalRisk(risks, asked) });
    return { therapyId: standing.therapyId, facts };
  });
  await tellTherapyFacts(tx, told);
}

/** Tells work of many therapies after their past was imported, with their prescriptions, claims and deliveries. */
export async function importOrderFacts(tx: TenantTransaction, therapyIds: readonly TherapyId[]): Promise<void> {
  for (let from = 0; from < therapyIds.length; from += therapiesPerStep) {
    await tellWork(tx, await lookAround(tx, therapyIds.slice(from, from + therapiesPerStep)));
  }
}
