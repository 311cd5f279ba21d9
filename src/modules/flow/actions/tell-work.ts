import { dayIn } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { isStillToArrive } from '../../delivery/index.ts';
import { findClinicalRisk, listClinicalRisks } from '../../reference/index.ts';
import { tellTherapyFacts } from '../../work/index.ts';
import { composeOrderFacts } from '../domain/order-facts.ts';
import type { TherapyAround } from './look-around.ts';

/** Tells work by what the open items of therapies are ordered; telling again what is known changes nothing. */
export async function tellWork(tx: TenantTransaction, therapies: readonly TherapyAround[]): Promise<void> {
  const risks = await listClinicalRisks(tx);
  const told = therapies.map((around) => {
    const { standing, drug, timeZone } = around;
    const asked = { programme: drug?.programme ?? '', stage: standing.stage, on: dayIn(tx.now, timeZone) };
    const facts = composeOrderFacts({
      ...around,
      delivery: toArriving(around.delivery),
      risk: findClinicalRisk(risks, asked),
    });
    return { therapyId: standing.therapyId, facts };
  });
  await tellTherapyFacts(tx, told);
}

function toArriving(delivery: TherapyAround['delivery']) {
  return delivery === null ? null : { ...delivery, isStillToArrive: isStillToArrive(delivery.state) };
}
