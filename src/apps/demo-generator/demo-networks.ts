import type { CalendarDay } from '../../kernel/calendar-day.ts';
import {
  listPlans,
  listSpecialtyDrugs,
  type NetworkPharmacy,
  saveNetwork,
  savePlanPharmacies,
} from '../../modules/reference/index.ts';
import type { DemoStage } from './demo-stage.ts';

const source = 'Made up for demonstration; no manufacturer or plan published it';
const validFrom = '2024-01-01' as CalendarDay;

/** Invented pharmacies of others. */
const others = [
  { pharmacyNpi: '1999002011', pharmacyName: 'Lanternfield Specialty', phone: '6145550141', fax: '6145550142' },
  { pharmacyNpi: '1999002029', pharmacyName: 'Quillbrook Specialty Pharmacy', phone: '6025550151', fax: '6025550152' },
  { pharmacyNpi: '1999002037', pharmacyName: 'Stillwater Home Delivery', phone: '4125550161', fax: '4125550162' },
] as const;

/** The NDC-11 of the drug whose network leaves the demonstration's pharmacies out. */
const closedNdc = '51167020001';
const mandatingPlan = 'TRICARE Pharmacy';

/** Records the invented networks of the drugs of limited distribution, and the one plan that mandates a pharmacy. */
export async function recordNetworks(stage: DemoStage): Promise<void> {
  await stage.act('', async (tx) => {
    const drugs = (await listSpecialtyDrugs(tx)).filter(({ limitedDistribution }) => limitedDistribution);
    const ours = [...stage.sites.values()].map(({ npi, name, phone }) => ({
      ...{ pharmacyNpi: npi as string, pharmacyName: name, phone, fax: null },
    }));
    const dated = { validFrom, validTo: null, source, isVerified: false };
    const networks = drugs.flatMap(({ ingredientRxcui, ndc11 }): readonly NetworkPharmacy[] => {
      if (ingredientRxcui === null) return [];
      const pharmacies = ndc11 === closedNdc ? others.slice(0, 2) : [...ours, ...others];
      return pharmacies.map((pharmacy) => ({ ...pharmacy, ...dated, ingredientRxcui }));
    });
    await saveNetwork(tx, networks);
    const plan = (await listPlans(tx)).find(({ name }) => name === mandatingPlan);
    if (plan !== undefined) await savePlanPharmacies(tx, [{ ...others[2], ...dated, planId: plan.planId }]);
  });
}
