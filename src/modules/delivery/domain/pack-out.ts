import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { deliveryRefusals } from '../refusals.ts';
import type { DeliveryMethod, Storage } from './delivery.ts';

/** A way to pack: for which goods and for how long it keeps their temperature. */
export interface PackOut {
  readonly code: string;
  readonly label: string;
  readonly storages: readonly Storage[];
  /** How long the temperature is kept; null where none is to be kept. Qualified by the pharmacy for its own shippers. [K, unverified] */
  readonly hours: number | null;
}

/** The pack-outs in the order in which they are offered. */
export const packOuts: readonly PackOut[] = [
  { code: 'carton', label: 'Carton', storages: ['room'], hours: null },
  { code: 'mailer', label: 'Padded mailer', storages: ['room'], hours: null },
  { code: 'cool-box-48', label: 'Cool box with gel packs, 48 hours', storages: ['refrigerated'], hours: 48 },
  { code: 'cool-box-72', label: 'Cool box with gel packs, 72 hours', storages: ['refrigerated'], hours: 72 },
  { code: 'dry-ice-box', label: 'Insulated box with dry ice, 72 hours', storages: ['frozen'], hours: 72 },
  { code: 'pick-up-bag', label: 'Pick-up bag', storages: ['room', 'refrigerated', 'frozen'], hours: null },
];

/** Lists the pack-outs that keep goods at their temperature; a bag is enough for what is handed over at the counter. */
export function listPackOuts(goods: {
  readonly method: DeliveryMethod;
  readonly storage: Storage;
}): readonly PackOut[] {
  return packOuts.filter(
    (packOut) =>
      packOut.storages.includes(goods.storage) && (packOut.code !== 'pick-up-bag' || goods.method !== 'courier'),
  );
}

/** Decides a pack-out. Refuses one that does not keep the goods at their temperature, or not for as long as they travel. */
export function decidePackOut(
  code: string,
  goods: { readonly method: DeliveryMethod; readonly storage: Storage; readonly transitDays: number },
): Result<PackOut> {
  const packOut = listPackOuts(goods).find((candidate) => candidate.code === code);
  const lasts = packOut?.hours === null || (packOut?.hours ?? 0) >= goods.transitDays * 24;
  return packOut === undefined || !lasts
    ? refuse(deliveryRefusals.packOutMismatch, { packOut: code, storage: goods.storage })
    : ok(packOut);
}
