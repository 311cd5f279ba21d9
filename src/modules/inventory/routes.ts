import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { listNdcsOfGtin, parseGtin } from '../../kernel/gtin.ts';
import type { SiteId } from '../../kernel/ids.ts';
import { dayIn } from '../../kernel/instant.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../identity/index.ts';
import { type Drug, dayOf, listDrugPrices, listDrugsByNdc } from '../reference/index.ts';
import { adjustStock } from './actions/adjust-stock.ts';
import { receiveStock } from './actions/receive-stock.ts';
import { wasteStock } from './actions/waste-stock.ts';
import * as api from './api.ts';
import { describeLedger, describeLots } from './describe-stock.ts';
import type { LotId } from './domain/lot-choice.ts';
import { listLots } from './lot-store.ts';
import { inventoryRefusals } from './refusals.ts';
import { listLedger } from './stock-queries.ts';

/** What a barcode gave of a package that arrived. */
interface ArrivedPackage {
  readonly gtin14: string | null;
  readonly ndcCandidates: readonly Ndc11[];
  readonly lotNumber: string | null;
  readonly expiresOn: CalendarDay | null;
}

/** Reads what a scanner typed; null when it is no package barcode. Given by the gateway that knows the format. */
export type ReadArrivedPackage = (typed: string, today: CalendarDay) => ArrivedPackage | null;

const pageSize = 100;

/** Creates what answers the endpoints of inventory. */
export function createInventoryRoutes(parts: { readonly readScan: ReadArrivedPackage }): readonly Route[] {
  return [
    route(api.listStock, async (tx, call) => {
      const siteId = findOwnSite(call.principal, call.request.siteId);
      if (siteId === null) return refuse(inventoryRefusals.unknownSite);
      const lots = await describeLots(tx, await listLots(tx, { siteId }));
      return ok({ body: { today: await todayAt(tx, siteId), lots: [...lots] }, patientIds: [] });
    }),
    route(api.getLot, async (tx, call) => {
      const lotId = call.request.lotId as LotId;
      const [lot] = await describeLots(tx, await listLots(tx, { lotId }));
      if (lot === undefined) return refuse(inventoryRefusals.unknownLot);
      const entries = await listLedger(tx, { lotId, before: call.request.before, most: pageSize });
      const next = entries.length < pageSize ? null : (entries.at(-1)?.sequence ?? null);
      const today = await todayAt(tx, lot.siteId as SiteId);
      return ok({ body: { lot, today, entries: [...(await describeLedger(tx, entries))], next }, patientIds: [] });
    }),
    route(api.readPackage, async (tx, call) => {
      const siteId = findOwnSite(call.principal, call.request.siteId);
      if (siteId === null) return refuse(inventoryRefusals.unknownSite);
      const read = parts.readScan(call.request.scan, await todayAt(tx, siteId));
      if (read === null) return refuse(inventoryRefusals.unreadableScan);
      const [drug] = await listDrugsByNdc(tx, read.ndcCandidates);
      if (drug === undefined) return refuse(inventoryRefusals.unknownProduct);
      const { gtin14, lotNumber, expiresOn } = read;
      const body = { ndc11: drug.ndc11, productName: drug.name, gtin14, lotNumber, expiresOn };
      return ok({ body, patientIds: [] });
    }),
    route(api.receiveStock, async (tx, call) => {
      const siteId = findOwnSite(call.principal, call.request.siteId);
      if (siteId === null) return refuse(inventoryRefusals.unknownSite);
      const { ndc11, gtin14, lotNumber, expiresOn, owner, packages } = call.request;
      const product = await findProduct(tx, ndc11 as Ndc11, gtin14);
      if (!product.ok) return product;
      const received = await receiveStock(tx, {
        siteId,
        ndc11: product.value.ndc11,
        gtin14,
        lotNumber: lotNumber.trim().toUpperCase(),
        expiresOn: expiresOn as CalendarDay,
        owner,
        quantityThousandths: product.value.packageSizeThousandths * packages,
        unitCostHundredThousandths: await findUnitCost(tx, product.value.ndc11),
      });
      return received.ok ? ok({ body: { lotId: received.value }, ...about(received.value) }) : received;
    }),
    route(api.wasteStock, async (tx, call) => {
      const { lotId, quantityThousandths, reasonCode } = call.request;
      const wasted = await wasteStock(tx, { lotId: lotId as LotId, quantityThousandths, reasonCode });
      return wasted.ok ? ok({ body: {}, ...about(lotId, reasonCode) }) : wasted;
    }),
    route(api.adjustStock, async (tx, call) => {
      const { lotId, quantityThousandths, reasonCode } = call.request;
      const adjusted = await adjustStock(tx, { lotId: lotId as LotId, quantityThousandths, reasonCode });
      return adjusted.ok ? ok({ body: {}, ...about(lotId, reasonCode) }) : adjusted;
    }),
  ];
}

function findOwnSite(principal: Principal | null, siteId: string): SiteId | null {
  return principal?.siteIds.find((own) => own === siteId) ?? null;
}

async function todayAt(tx: TenantTransaction, siteId: SiteId): Promise<CalendarDay> {
  return dayIn(tx.now, (await getSite(tx, siteId)).timeZone);
}

/** Finds the drug of an NDC; a GTIN that came with it names the same product. */
async function findProduct(tx: TenantTransaction, ndc11: Ndc11, gtin14: string | null): Promise<Result<Drug>> {
  const gtin = gtin14 === null ? null : parseGtin(gtin14);
  if (gtin14 !== null && (gtin === null || !listNdcsOfGtin(gtin).includes(ndc11)))
    return refuse(inventoryRefusals.gtinOfOtherProduct);
  const [drug] = await listDrugsByNdc(tx, [ndc11]);
  return drug === undefined ? refuse(inventoryRefusals.unknownProduct) : ok(drug);
}

/** Finds what a unit costs today: the price of our contract, or else the wholesale acquisition cost. */
async function findUnitCost(tx: TenantTransaction, ndc11: Ndc11): Promise<number | null> {
  const prices = await listDrugPrices(tx, ndc11, dayOf(tx));
  const price = prices.find(({ kind }) => kind === 'contract') ?? prices.find(({ kind }) => kind === 'wac');
  return price?.unitPrice ?? null;
}

function about(lotId: string, reason?: string) {
  const note = { object: { kind: 'lot', id: lotId }, ...(reason === undefined ? {} : { reason }) };
  return { patientIds: [], about: note };
}
