import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { UnitPrice } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ContractVersion } from './domain/contract.ts';
import type { ContractTerms } from './domain/contract-terms.ts';
import type { ExpectedPayment } from './domain/expected-payment.ts';

/** A price on a list of a payer, or of the maximum fair prices (list `MFP`), from a day on. */
export interface ListPrice {
  readonly listCode: string;
  readonly ndc11: string;
  readonly validFrom: CalendarDay;
  readonly validTo: CalendarDay | null;
  readonly unitPrice: UnitPrice;
  readonly source: string;
  readonly isSynthetic: boolean;
}

/** When concessions are taken from a day on. */
export interface ConcessionRule {
  readonly validFrom: CalendarDay;
  readonly timing: 'point-of-sale' | 'later';
  readonly source: string;
}

/** What was expected of a claim when it was billed, with the version that said so. */
export interface KeptExpectation {
  readonly claimId: string;
  readonly patientId: string;
  readonly siteId: string;
  readonly contractId: string | null;
  readonly version: number | null;
  readonly expectation: ExpectedPayment;
}

interface VersionRow {
  readonly contractId: ContractVersion['contractId'];
  readonly name: string;
  readonly payerId: string | null;
  readonly planId: string | null;
  readonly bin: string | null;
  readonly pcn: string | null;
  readonly groupNumber: string | null;
  readonly version: number;
  readonly validFrom: CalendarDay;
  readonly terms: ContractTerms;
  readonly source: string;
  readonly isSynthetic: boolean;
}

/** Lists all versions of contracts that were put into force. */
export async function listContractVersions(tx: TenantTransaction): Promise<readonly ContractVersion[]> {
  const { rows } = await sql<VersionRow>`
    select contract_id as "contractId", name, payer_id as "payerId", plan_id as "planId", bin, pcn, group_number as "groupNumber", version,
      valid_from as "validFrom", terms, source, is_synthetic as "isSynthetic"
    from contracts.contract_version join contracts.contract using (tenant_id, contract_id)
    where tenant_id = ${tx.tenantId} and activated_at is not null order by name, version`.execute(tx.database);
  return rows.map(({ payerId, planId, bin, pcn, groupNumber, ...row }) => ({
    ...row,
    scope: { payerId, planId, bin, pcn, groupNumber },
  }));
}

/** Inserts a contract with its first version, in force at once. */
export async function insertContract(tx: TenantTransaction, contract: Omit<ContractVersion, 'version'>): Promise<void> {
  const { contractId, name, scope, validFrom, terms, source, isSynthetic } = contract;
  await tx.database
    .insertInto('contracts.contract')
    .values({
      ...{ tenant_id: tx.tenantId, contract_id: contractId, name, payer_id: scope.payerId, plan_id: scope.planId },
      ...{ bin: scope.bin, pcn: scope.pcn, group_number: scope.groupNumber },
    })
    .execute();
  await tx.database
    .insertInto('contracts.contract_version')
    .values({
      ...{ tenant_id: tx.tenantId, contract_id: contractId, version: 1, valid_from: validFrom },
      ...{ terms: JSON.stringify(terms), source, is_synthetic: isSynthetic, proposed_at: tx.now, activated_at: tx.now },
    })
    .execute();
}

/** Lists the prices of these products on all lists and days. */
export async function listListPrices(tx: TenantTransaction, ndcs: readonly string[]): Promise<readonly ListPrice[]> {
  const { rows } = await sql<ListPrice>`
    select list_code as "listCode", ndc11, valid_from as "validFrom", valid_to as "validTo",
      unit_price_hundred_thousandths as "unitPrice", source, is_synthetic as "isSynthetic"
    from contracts.list_price where tenant_id = ${tx.tenantId} and ndc11 = any(${sql.val([...ndcs])}::text[])
    order by valid_from desc`.execute(tx.database);
  return rows;
}

/** Adds prices to lists; one of the same list, product and day stays as it was first said. */
export async function insertListPrices(tx: TenantTransaction, prices: readonly ListPrice[]): Promise<void> {
  if (prices.length === 0) return;
  await tx.database
    .insertInto('contracts.list_price')
    .values(
      prices.map((price) => ({
        ...{ tenant_id: tx.tenantId, list_code: price.listCode, ndc11: price.ndc11, valid_from: price.validFrom },
        ...{ valid_to: price.validTo, unit_price_hundred_thousandths: price.unitPrice, source: price.source },
        is_synthetic: price.isSynthetic,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Lists when concessions are taken, the newest rule first. */
export async function listConcessionRules(tx: TenantTransaction): Promise<readonly ConcessionRule[]> {
  const { rows } = await sql<ConcessionRule>`
    select valid_from as "validFrom", timing, source from contracts.concession_rule
    where tenant_id = ${tx.tenantId} order by valid_from desc`.execute(tx.database);
  return rows;
}

/** Adds rules of concessions; one of the same day stays as it was first said. */
export async function insertConcessionRules(tx: TenantTransaction, rules: readonly ConcessionRule[]): Promise<void> {
  await tx.database
    .insertInto('contracts.concession_rule')
    .values(
      rules.map(({ validFrom, timing, source }) => ({ tenant_id: tx.tenantId, valid_from: validFrom, timing, source })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const keptAtOnce = 1_000;

/** Keeps what is expected of claims; what was expected of a claim once stays. */
export async function insertExpectations(tx: TenantTransaction, kept: readonly KeptExpectation[]): Promise<void> {
  for (let start = 0; start < kept.length; start += keptAtOnce) {
    const given = JSON.stringify(kept.slice(start, start + keptAtOnce));
    await sql`
      insert into contracts.expected_payment (tenant_id, claim_id, patient_id, site_id, contract_id, version, amount_cents, expectation, computed_at)
      select ${tx.tenantId}, "claimId", "patientId", "siteId", "contractId", version, (expectation ->> 'amountCents')::bigint, expectation, ${tx.now}
      from jsonb_to_recordset(${given}::jsonb) as one ("claimId" uuid, "patientId" uuid, "siteId" uuid, "contractId" uuid, version int, expectation jsonb)
      on conflict do nothing`.execute(tx.database);
  }
}

/** A kept expectation with the contract that it follows from. */
export interface ListedExpectation extends KeptExpectation {
  readonly contractName: string | null;
  readonly validFrom: CalendarDay | null;
  readonly source: string | null;
  readonly isSynthetic: boolean | null;
  readonly macAppealDays: number | null;
}

/** Lists what was expected of claims when they were billed; claims billed before contracts were kept are left out. */
export async function listExpectedPayments(
  tx: TenantTransaction,
  claimIds: readonly string[],
): Promise<readonly ListedExpectation[]> {
  const { rows } = await sql<ListedExpectation>`
    select e.claim_id as "claimId", e.patient_id as "patientId", e.site_id as "siteId", e.contract_id as "contractId", e.version, e.expectation,
      c.name as "contractName", v.valid_from as "validFrom", v.source, v.is_synthetic as "isSynthetic",
      (v.terms ->> 'macAppealDays')::int as "macAppealDays"
    from contracts.expected_payment e
    left join contracts.contract c using (tenant_id, contract_id)
    left join contracts.contract_version v using (tenant_id, contract_id, version)
    where e.tenant_id = ${tx.tenantId} and e.claim_id = any(${sql.val([...claimIds])}::uuid[])`.execute(tx.database);
  return rows;
}
