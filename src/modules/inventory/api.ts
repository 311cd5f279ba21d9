import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { type StockOwner, stockOwners } from './domain/stock-owner.ts';
import { type AdjustmentReason, adjustmentReasons, type WasteReason, wasteReasons } from './domain/stock-reason.ts';
import { inventoryPermissions } from './permissions.ts';
import { inventoryRefusals } from './refusals.ts';

const Id = Type.String({ format: 'uuid' });
const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const NumberOrNull = Type.Union([Type.Integer(), Type.Null()]);
const mostThousandths = 1_000_000_000;

const Lot = Type.Object({
  lotId: Type.String(),
  siteId: Type.String(),
  ndc11: Type.String(),
  productName: Type.String(),
  strengthText: Type.String(),
  ucumUnit: Type.String(),
  gtin14: TextOrNull,
  lotNumber: Type.String(),
  expiresOn: Type.String(),
  owner: Type.String(),
  quarantinedReason: TextOrNull,
  onHandThousandths: Type.Integer(),
  reservedThousandths: Type.Integer(),
  availableThousandths: Type.Integer(),
});

/** Lists what is on the shelves. */
export const listStock = endpoint({
  module: 'inventory',
  name: 'list-stock',
  kind: 'query',
  summary: 'Lists the lots of a site with what each holds, by product and expiry date.',
  permission: inventoryPermissions.seeStock,
  request: Type.Object({ siteId: Id }),
  response: Type.Object({ today: Type.String(), lots: Type.Array(Lot) }),
  refusals: [inventoryRefusals.unknownSite],
});

/** Shows a lot with its ledger. */
export const getLot = endpoint({
  module: 'inventory',
  name: 'get-lot',
  kind: 'query',
  summary: 'Shows a lot with the entries of its ledger, the newest first, 100 at a time.',
  permission: inventoryPermissions.seeStock,
  request: Type.Object({ lotId: Id, before: NumberOrNull }),
  response: Type.Object({
    lot: Lot,
    today: Type.String(),
    entries: Type.Array(
      Type.Object({
        sequence: Type.Integer(),
        kind: Type.String(),
        onHandThousandths: Type.Integer(),
        reservedThousandths: Type.Integer(),
        onHandAfterThousandths: Type.Integer(),
        reservedAfterThousandths: Type.Integer(),
        fillId: TextOrNull,
        reasonCode: TextOrNull,
        unitCostHundredThousandths: NumberOrNull,
        actorName: TextOrNull,
        occurredAt: Type.String(),
      }),
    ),
    next: NumberOrNull,
  }),
  refusals: [inventoryRefusals.unknownLot],
});

/** Reads the barcode of a package that arrived. */
export const readPackage = endpoint({
  module: 'inventory',
  name: 'read-package',
  kind: 'query',
  summary: 'Reads the barcode of a package that arrived: its product, lot and expiry date.',
  permission: inventoryPermissions.receiveStock,
  request: Type.Object({ siteId: Id, scan: Type.String({ minLength: 1, maxLength: 400 }) }),
  response: Type.Object({
    ndc11: Type.String(),
    productName: Type.String(),
    gtin14: TextOrNull,
    lotNumber: TextOrNull,
    expiresOn: TextOrNull,
  }),
  refusals: [inventoryRefusals.unknownSite, inventoryRefusals.unreadableScan, inventoryRefusals.unknownProduct],
});

/** Takes packages in. */
export const receiveStock = endpoint({
  module: 'inventory',
  name: 'receive-stock',
  kind: 'command',
  summary: 'Takes whole packages of a lot in, at the price that is on file.',
  permission: inventoryPermissions.receiveStock,
  request: Type.Object({
    siteId: Id,
    ndc11: Type.String({ pattern: '^[0-9]{11}$' }),
    gtin14: Type.Union([Type.String({ pattern: '^[0-9]{14}$' }), Type.Null()]),
    lotNumber: Type.String({ minLength: 1, maxLength: 20 }),
    expiresOn: Type.String({ format: 'date' }),
    owner: Type.Enum(Object.keys(stockOwners) as StockOwner[]),
    packages: Type.Integer({ minimum: 1, maximum: 10_000 }),
  }),
  response: Type.Object({ lotId: Type.String() }),
  refusals: [
    inventoryRefusals.unknownSite,
    inventoryRefusals.unknownProduct,
    inventoryRefusals.gtinOfOtherProduct,
    inventoryRefusals.expiredOnReceipt,
    inventoryRefusals.lotOfOtherExpiry,
  ],
});

/** Takes stock that nobody may use off the shelf. */
export const wasteStock = endpoint({
  module: 'inventory',
  name: 'waste-stock',
  kind: 'command',
  summary: 'Takes stock that nobody may use off the shelf, with a reason.',
  permission: inventoryPermissions.adjustStock,
  request: Type.Object({
    lotId: Id,
    quantityThousandths: Type.Integer({ minimum: 1, maximum: mostThousandths }),
    reasonCode: Type.Enum(Object.keys(wasteReasons) as WasteReason[]),
  }),
  response: Type.Object({}),
  refusals: [inventoryRefusals.unknownLot, inventoryRefusals.wouldBeNegative],
});

/** Corrects a count. */
export const adjustStock = endpoint({
  module: 'inventory',
  name: 'adjust-stock',
  kind: 'command',
  summary: 'Corrects a count by adding or taking away, with a reason.',
  permission: inventoryPermissions.adjustStock,
  request: Type.Object({
    lotId: Id,
    quantityThousandths: Type.Integer({ minimum: -mostThousandths, maximum: mostThousandths }),
    reasonCode: Type.Enum(Object.keys(adjustmentReasons) as AdjustmentReason[]),
  }),
  response: Type.Object({}),
  refusals: [inventoryRefusals.unknownLot, inventoryRefusals.wouldBeNegative],
});
