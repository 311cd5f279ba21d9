import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Cents } from '../../../kernel/money.ts';
import type { Ndc11 } from '../../../kernel/ndc.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import {
  type Drug,
  type DrugPrice,
  isSoldAsGeneric,
  listDrugsByNdc,
  listPlans,
  listPricesOfAllDays,
  type PlanId,
} from '../../reference/index.ts';
import {
  type ConcessionRule,
  insertExpectations,
  type KeptExpectation,
  type ListPrice,
  listConcessionRules,
  listContractVersions,
  listListPrices,
} from '../contract-store.ts';
import { type ContractVersion, chooseContract } from '../domain/contract.ts';
import { computeExpectedPayment, type KnownPrice, nothingExpected } from '../domain/expected-payment.ts';

/** What of a claim decides what it should be paid. */
export interface ExpectedClaim {
  readonly claimId: string;
  readonly patientId: string;
  readonly siteId: string;
  readonly planId: string | null;
  readonly bin: string;
  readonly pcn: string;
  readonly group: string;
  readonly ndc11: Ndc11;
  readonly quantityThousandths: number;
  readonly daysSupply: number;
  readonly dateOfService: CalendarDay;
  readonly usualAndCustomaryCents: Cents;
}

interface PriceBook {
  readonly versions: readonly ContractVersion[];
  readonly concessions: readonly ConcessionRule[];
  readonly prices: ReadonlyMap<string, readonly DrugPrice[]>;
  readonly lists: ReadonlyMap<string, readonly ListPrice[]>;
  readonly drugs: ReadonlyMap<string, Drug>;
  readonly payers: ReadonlyMap<string, string>;
}

/** Computes what claims should be paid by contract and prices of their day, and keeps it beside the claims before they are sent. */
export async function keepExpectedPayments(tx: TenantTransaction, claims: readonly ExpectedClaim[]): Promise<void> {
  if (claims.length === 0) return;
  const book = await openPriceBook(tx, claims);
  await insertExpectations(
    tx,
    claims.map((claim) => expect(book, claim)),
  );
}

async function openPriceBook(tx: TenantTransaction, claims: readonly ExpectedClaim[]): Promise<PriceBook> {
  const ndcs = [...new Set(claims.map(({ ndc11 }) => ndc11))];
  const planIds = [...new Set(claims.flatMap(({ planId }) => planId ?? []))] as PlanId[];
  return {
    versions: await listContractVersions(tx),
    concessions: await listConcessionRules(tx),
    prices: Map.groupBy(await listPricesOfAllDays(tx, ndcs), ({ ndc11 }) => ndc11 as string),
    lists: Map.groupBy(await listListPrices(tx, ndcs), ({ ndc11 }) => ndc11),
    drugs: new Map((await listDrugsByNdc(tx, ndcs)).map((drug) => [drug.ndc11 as string, drug])),
    payers: new Map((await listPlans(tx, planIds)).map(({ planId, payerId }) => [planId as string, payerId])),
  };
}

function expect(book: PriceBook, claim: ExpectedClaim): KeptExpectation {
  const { claimId, patientId, siteId, planId, bin, pcn, group, dateOfService: on } = claim;
  const payerId = book.payers.get(planId ?? '') ?? null;
  const chosen = chooseContract(book.versions, { payerId, planId, bin, pcn, groupNumber: group, on });
  const subject = { claimId, patientId, siteId };
  if (chosen === null) return { ...subject, contractId: null, version: null, expectation: nothingExpected };
  const drug = book.drugs.get(claim.ndc11);
  const { quantityThousandths, daysSupply, usualAndCustomaryCents } = claim;
  const expectation = computeExpectedPayment(chosen.terms, listPricesOn(book, claim), {
    ...{ quantityThousandths, daysSupply },
    usualAndCustomaryCents: usualAndCustomaryCents > 0 ? usualAndCustomaryCents : null,
    isSpecialty: drug?.isSpecialty ?? false,
    isGeneric: drug !== undefined && isSoldAsGeneric(drug),
    concessionTiming: book.concessions.find(({ validFrom }) => validFrom <= on)?.timing ?? null,
  });
  return { ...subject, contractId: chosen.contractId, version: chosen.version, expectation };
}

/** Lists the prices that count for a claim on its day, of each basis and list the one that began last. */
function listPricesOn(book: PriceBook, { ndc11, dateOfService: on }: ExpectedClaim): readonly KnownPrice[] {
  const begun = <Price extends DrugPrice | ListPrice>(prices: readonly Price[] | undefined) =>
    (prices ?? [])
      .filter(({ validFrom }) => validFrom <= on)
      .toSorted((a, b) => b.validFrom.localeCompare(a.validFrom));
  const ofDrug = (['awp', 'wac', 'nadac'] as const).flatMap((basis) => {
    const newest = begun(book.prices.get(ndc11)).find(({ kind }) => kind === basis);
    return newest === undefined ? [] : [{ newest, basis, listCode: null }];
  });
  const listed = [...Map.groupBy(begun(book.lists.get(ndc11)), ({ listCode }) => listCode)].flatMap(
    ([code, [newest]]) =>
      newest === undefined
        ? []
        : [
            code === 'MFP'
              ? { newest, basis: 'mfp' as const, listCode: null }
              : { newest, basis: 'mac' as const, listCode: code },
          ],
  );
  return [...ofDrug, ...listed]
    .filter(({ newest }) => newest.validTo === null || newest.validTo >= on)
    .map(({ newest: { unitPrice, validFrom, source, isSynthetic }, basis, listCode }) => ({
      ...{ basis, listCode, unitPrice, validFrom, source, isSynthetic },
    }));
}
