import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { insertContract } from '../contract-store.ts';
import { checkTerms } from '../domain/contract-terms.ts';

/** Enters a contract with its first version, in force at once. Terms that cannot price a claim are a fault of whoever enters them. */
export async function enterContract(
  tx: TenantTransaction,
  contract: Parameters<typeof insertContract>[1],
): Promise<void> {
  const [problem] = checkTerms(contract.terms);
  if (problem !== undefined) throw new Error(`terms of a contract cannot count: ${problem.place}: ${problem.problem}`);
  await insertContract(tx, contract);
}
