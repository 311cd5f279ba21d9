import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { DrugProfile } from '../domain/drug-facts.ts';
import type { PackageSize } from '../domain/package-description.ts';
import type { DemoIngredient } from './demo-ingredients.ts';

/**
 * A real package, its codes typed in as facts. NDCs are those of the FDA National Drug Code Directory and of the labels,
 * RxNorm codes those of the National Library of Medicine (release of October 2025). Hazard follows the NIOSH list of
 * hazardous drugs; storage, Medication Guide and REMS follow the labels [K: not checked against the labels of today].
 */
export interface DemoDrug {
  /** The first ingredient names the therapy. */
  readonly codes: {
    readonly ndc: string;
    readonly rxcui: string;
    readonly equivalentRxcuis: readonly string[];
    readonly ingredients: readonly DemoIngredient[];
  };
  readonly product: {
    readonly name: string;
    readonly genericName: string;
    readonly labeler: string;
    readonly strengthText: string;
    readonly doseForm: string;
  };
  readonly size: PackageSize;
  readonly care: Pick<DrugProfile, 'storage' | 'programme'> & Partial<DrugProfile>;
  /** A made-up wholesale price per billing unit, in dollars. */
  readonly syntheticWac: string;
}

/** The day from which the demonstration's facts count. */
export const demoValidFrom = '2024-01-01' as CalendarDay;

/** Where the facts about drugs come from. */
export const demoDrugSource = 'FDA NDC Directory and labels; RxNorm, U.S. National Library of Medicine, 2025-10';

/** Twenty specialty drugs: injectables that are kept cold, oral oncology, and others of every programme. */
export const demoDrugs: readonly DemoDrug[] = [
  {
    codes: { ndc: '00074055402', rxcui: '1872980', equivalentRxcuis: [], ingredients: ['adalimumab'] },
    product: {
      name: 'Humira(CF) Pen',
      genericName: 'adalimumab',
      labeler: 'AbbVie',
      strengthText: '40 mg/0.4 mL',
      doseForm: 'Auto-injector',
    },
    size: pens(2),
    care: { storage: 'refrigerated', programme: 'rheumatology', medicationGuide: true },
    syntheticWac: '3461.00',
  },
  {
    codes: { ndc: '58406043504', rxcui: '802652', equivalentRxcuis: [], ingredients: ['etanercept'] },
    product: {
      name: 'Enbrel',
      genericName: 'etanercept',
      labeler: 'Immunex',
      strengthText: '50 mg/mL',
      doseForm: 'Prefilled syringe',
    },
    size: milliliters(4_000),
    care: { storage: 'refrigerated', programme: 'rheumatology', medicationGuide: true },
    syntheticWac: '1850.00',
  },
  {
    codes: { ndc: '57894006103', rxcui: '853356', equivalentRxcuis: [], ingredients: ['ustekinumab'] },
    product: {
      name: 'Stelara',
      genericName: 'ustekinumab',
      labeler: 'Janssen Biotech',
      strengthText: '90 mg/mL',
      doseForm: 'Prefilled syringe',
    },
    size: milliliters(1_000),
    care: { storage: 'refrigerated', programme: 'gastroenterology', medicationGuide: true },
    syntheticWac: '25497.00',
  },
  {
    codes: { ndc: '00078063941', rxcui: '1653243', equivalentRxcuis: [], ingredients: ['secukinumab'] },
    product: {
      name: 'Cosentyx Sensoready Pen',
      genericName: 'secukinumab',
      labeler: 'Novartis',
      strengthText: '150 mg/mL',
      doseForm: 'Auto-injector',
    },
    size: milliliters(2_000),
    care: { storage: 'refrigerated', programme: 'dermatology', medicationGuide: true },
    syntheticWac: '3910.00',
  },
  {
    codes: { ndc: '00024591801', rxcui: '2099302', equivalentRxcuis: [], ingredients: ['dupilumab'] },
    product: {
      name: 'Dupixent',
      genericName: 'dupilumab',
      labeler: 'Sanofi and Regeneron',
      strengthText: '200 mg/1.14 mL',
      doseForm: 'Prefilled syringe',
    },
    size: milliliters(2_280),
    care: { storage: 'refrigerated', programme: 'dermatology' },
    syntheticWac: '1713.00',
  },
  {
    codes: { ndc: '00074210001', rxcui: '2540695', equivalentRxcuis: [], ingredients: ['risankizumab'] },
    product: {
      name: 'Skyrizi Pen',
      genericName: 'risankizumab-rzaa',
      labeler: 'AbbVie',
      strengthText: '150 mg/mL',
      doseForm: 'Auto-injector',
    },
    size: milliliters(1_000),
    care: { storage: 'refrigerated', programme: 'dermatology', medicationGuide: true },
    syntheticWac: '21017.00',
  },
  {
    codes: { ndc: '50242021501', rxcui: '2058946', equivalentRxcuis: [], ingredients: ['omalizumab'] },
    product: {
      name: 'Xolair',
      genericName: 'omalizumab',
      labeler: 'Genentech',
      strengthText: '150 mg/mL',
      doseForm: 'Prefilled syringe',
    },
    size: milliliters(1_000),
    care: { storage: 'refrigerated', programme: 'asthma-allergy', medicationGuide: true },
    syntheticWac: '1480.00',
  },
  {
    codes: { ndc: '00078100768', rxcui: '2390954', equivalentRxcuis: [], ingredients: ['ofatumumab'] },
    product: {
      name: 'Kesimpta',
      genericName: 'ofatumumab',
      labeler: 'Novartis',
      strengthText: '20 mg/0.4 mL',
      doseForm: 'Pen injector',
    },
    size: milliliters(400),
    care: { storage: 'refrigerated', programme: 'neurology', limitedDistribution: true, medicationGuide: true },
    syntheticWac: '21790.00',
  },
  {
    codes: { ndc: '64406000602', rxcui: '1373493', equivalentRxcuis: [], ingredients: ['dimethyl fumarate'] },
    product: {
      name: 'Tecfidera',
      genericName: 'dimethyl fumarate',
      labeler: 'Biogen',
      strengthText: '240 mg',
      doseForm: 'Delayed-release capsule',
    },
    size: capsules(60),
    care: { storage: 'room', programme: 'neurology' },
    syntheticWac: '143.00',
  },
  {
    codes: { ndc: '55513013760', rxcui: '1492746', equivalentRxcuis: [], ingredients: ['apremilast'] },
    product: { name: 'Otezla', genericName: 'apremilast', labeler: 'Amgen', strengthText: '30 mg', doseForm: 'Tablet' },
    size: tablets(60),
    care: { storage: 'room', programme: 'dermatology' },
    syntheticWac: '93.00',
  },
  {
    codes: { ndc: '57962042028', rxcui: '2000027', equivalentRxcuis: ['2000025'], ingredients: ['ibrutinib'] },
    product: {
      name: 'Imbruvica',
      genericName: 'ibrutinib',
      labeler: 'Pharmacyclics',
      strengthText: '420 mg',
      doseForm: 'Tablet',
    },
    size: tablets(28),
    care: { storage: 'room', programme: 'oncology', limitedDistribution: true, isHazardous: true },
    syntheticWac: '609.00',
  },
  {
    codes: { ndc: '00069018921', rxcui: '1601390', equivalentRxcuis: [], ingredients: ['palbociclib'] },
    product: {
      name: 'Ibrance',
      genericName: 'palbociclib',
      labeler: 'Pfizer',
      strengthText: '125 mg',
      doseForm: 'Capsule',
    },
    size: capsules(21),
    care: { storage: 'room', programme: 'oncology', isHazardous: true },
    syntheticWac: '742.00',
  },
  {
    codes: { ndc: '00004110150', rxcui: '213293', equivalentRxcuis: [], ingredients: ['capecitabine'] },
    product: {
      name: 'Xeloda',
      genericName: 'capecitabine',
      labeler: 'Genentech',
      strengthText: '500 mg',
      doseForm: 'Tablet',
    },
    size: tablets(120),
    care: { storage: 'room', programme: 'oncology', isHazardous: true },
    syntheticWac: '37.00',
  },
  {
    codes: { ndc: '00310135030', rxcui: '1721583', equivalentRxcuis: [], ingredients: ['osimertinib'] },
    product: {
      name: 'Tagrisso',
      genericName: 'osimertinib',
      labeler: 'AstraZeneca',
      strengthText: '80 mg',
      doseForm: 'Tablet',
    },
    size: tablets(30),
    care: { storage: 'room', programme: 'oncology', limitedDistribution: true, isHazardous: true },
    syntheticWac: '588.00',
  },
  {
    codes: { ndc: '00310067912', rxcui: '1942489', equivalentRxcuis: [], ingredients: ['olaparib'] },
    product: {
      name: 'Lynparza',
      genericName: 'olaparib',
      labeler: 'AstraZeneca',
      strengthText: '150 mg',
      doseForm: 'Tablet',
    },
    size: tablets(120),
    care: { storage: 'room', programme: 'oncology', medicationGuide: true, isHazardous: true },
    syntheticWac: '138.00',
  },
  {
    codes: { ndc: '59572042521', rxcui: '643722', equivalentRxcuis: [], ingredients: ['lenalidomide'] },
    product: {
      name: 'Revlimid',
      genericName: 'lenalidomide',
      labeler: 'Celgene',
      strengthText: '25 mg',
      doseForm: 'Capsule',
    },
    size: capsules(21),
    care: {
      storage: 'room',
      programme: 'oncology',
      limitedDistribution: true,
      medicationGuide: true,
      isHazardous: true,
      remsProgram: 'Lenalidomide REMS',
    },
    syntheticWac: '902.00',
  },
  {
    codes: { ndc: '61958220101', rxcui: '1799218', equivalentRxcuis: [], ingredients: ['velpatasvir', 'sofosbuvir'] },
    product: {
      name: 'Epclusa',
      genericName: 'sofosbuvir and velpatasvir',
      labeler: 'Gilead Sciences',
      strengthText: '400-100 mg',
      doseForm: 'Tablet',
    },
    size: tablets(28),
    care: { storage: 'room', programme: 'hepatitis' },
    syntheticWac: '890.00',
  },
  {
    codes: {
      ndc: '61958250101',
      rxcui: '1999673',
      equivalentRxcuis: [],
      ingredients: ['bictegravir', 'emtricitabine', 'tenofovir alafenamide'],
    },
    product: {
      name: 'Biktarvy',
      genericName: 'bictegravir, emtricitabine and tenofovir alafenamide',
      labeler: 'Gilead Sciences',
      strengthText: '50-200-25 mg',
      doseForm: 'Tablet',
    },
    size: tablets(30),
    care: { storage: 'room', programme: 'hiv' },
    syntheticWac: '139.00',
  },
  {
    codes: { ndc: '00469061773', rxcui: '108513', equivalentRxcuis: ['198377'], ingredients: ['tacrolimus'] },
    product: {
      name: 'Prograf',
      genericName: 'tacrolimus',
      labeler: 'Astellas',
      strengthText: '1 mg',
      doseForm: 'Capsule',
    },
    size: capsules(100),
    care: { storage: 'room', programme: 'transplant', isHazardous: true },
    syntheticWac: '6.40',
  },
  {
    codes: { ndc: '66215050130', rxcui: '1442143', equivalentRxcuis: [], ingredients: ['macitentan'] },
    product: {
      name: 'Opsumit',
      genericName: 'macitentan',
      labeler: 'Actelion',
      strengthText: '10 mg',
      doseForm: 'Tablet',
    },
    size: tablets(30),
    care: {
      storage: 'room',
      programme: 'pulmonary-hypertension',
      limitedDistribution: true,
      medicationGuide: true,
      isHazardous: true,
    },
    syntheticWac: '402.00',
  },
];

function milliliters(packageSizeThousandths: number): PackageSize {
  return { packageSizeThousandths, billingUnit: 'ML', ucumUnit: 'mL' };
}

function pens(count: number): PackageSize {
  return { packageSizeThousandths: count * 1_000, billingUnit: 'EA', ucumUnit: '{pen}' };
}

function tablets(count: number): PackageSize {
  return { packageSizeThousandths: count * 1_000, billingUnit: 'EA', ucumUnit: '{tablet}' };
}

function capsules(count: number): PackageSize {
  return { packageSizeThousandths: count * 1_000, billingUnit: 'EA', ucumUnit: '{capsule}' };
}
