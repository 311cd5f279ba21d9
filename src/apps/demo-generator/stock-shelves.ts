import { addDays, type CalendarDay } from '../../kernel/calendar-day.ts';
import { composeGtinOfNdc } from '../../kernel/gtin.ts';
import { receiveStock } from '../../modules/inventory/index.ts';
import { type Drug, listDrugPrices } from '../../modules/reference/index.ts';
import type { DemoStage } from './demo-stage.ts';

const packagesPerLot = 12;

/** Fills the shelves of every site with two lots of each specialty drug, at the made-up prices of the demonstration. */
export async function stockShelves(
  stage: DemoStage,
  shelves: { readonly drugs: readonly Drug[]; readonly endsOn: CalendarDay },
): Promise<void> {
  for (const site of stage.sites.values()) {
    await stage.act('', async (tx) => {
      for (const [index, drug] of shelves.drugs.entries()) {
        const prices = await listDrugPrices(tx, drug.ndc11, shelves.endsOn);
        const cost = prices.find((price) => price.kind === 'contract') ?? prices.find((price) => price.kind === 'wac');
        for (const [lot, days] of [
          ['A', 150],
          ['B', 420],
        ] as const) {
          const received = await receiveStock(tx, {
            siteId: site.siteId,
            ndc11: drug.ndc11,
            gtin14: composeGtinOfNdc({ tenDigits: toTenDigits(drug.ndc11), indicator: 0 }),
            lotNumber: `D${lot}${String(index + 1).padStart(3, '0')}`,
            expiresOn: addDays(shelves.endsOn, days + index),
            owner: 'wac',
            quantityThousandths: drug.packageSizeThousandths * packagesPerLot,
            unitCostHundredThousandths: cost?.unitPrice ?? 0,
          });
          if (!received.ok) throw new Error(received.refusal.code);
        }
      }
    });
  }
}

/** Takes the padding zero out of an 11-digit NDC; the demonstration's labels are 5-4-2 with a zero in one part. */
export function toTenDigits(ndc11: string): string {
  if (ndc11.startsWith('0')) return ndc11.slice(1);
  return ndc11[5] === '0' ? `${ndc11.slice(0, 5)}${ndc11.slice(6)}` : `${ndc11.slice(0, 9)}${ndc11.slice(10)}`;
}
