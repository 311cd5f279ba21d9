import { capsules, type DemoDrug, milliliters, pens, tablets } from './demo-drug.ts';

/**
 * Twenty further drugs, for the disease states that the first twenty leave out. The product's own RxNorm code is left out where only
 * that of its ingredient could be looked up.
 */
export const furtherDemoDrugs: readonly DemoDrug[] = [
  further(['00003085722', '580.00'], ['dasatinib'], {
    product: {
      name: 'Sprycel',
      genericName: 'dasatinib',
      labeler: 'Bristol-Myers Squibb',
      strengthText: '140 mg',
      doseForm: 'Tablet',
    },
    size: tablets(30),
    care: { storage: 'room', programme: 'oncology', isHazardous: true },
  }),
  further(['00078056651', '612.00'], ['everolimus'], {
    product: {
      name: 'Afinitor',
      genericName: 'everolimus',
      labeler: 'Novartis',
      strengthText: '5 mg',
      doseForm: 'Tablet',
    },
    size: tablets(28),
    care: { storage: 'room', programme: 'oncology', isHazardous: true },
  }),
  further(['50881002060', '268.00'], ['ruxolitinib'], {
    product: {
      name: 'Jakafi',
      genericName: 'ruxolitinib',
      labeler: 'Incyte',
      strengthText: '20 mg',
      doseForm: 'Tablet',
    },
    size: tablets(60),
    care: { storage: 'room', programme: 'oncology' },
  }),
  further(['57894015012', '92.00'], ['abiraterone'], {
    product: {
      name: 'Zytiga',
      genericName: 'abiraterone acetate',
      labeler: 'Janssen Biotech',
      strengthText: '250 mg',
      doseForm: 'Tablet',
    },
    size: tablets(120),
    care: { storage: 'room', programme: 'oncology', isHazardous: true },
  }),
  further(['61958080102', '351.00'], ['ambrisentan'], {
    product: {
      name: 'Letairis',
      genericName: 'ambrisentan',
      labeler: 'Gilead Sciences',
      strengthText: '5 mg',
      doseForm: 'Tablet',
    },
    size: tablets(30),
    care: { storage: 'room', programme: 'pulmonary-hypertension', medicationGuide: true, isHazardous: true },
  }),
  further(['13668018574', '0.42'], ['sildenafil'], {
    product: {
      name: 'Sildenafil citrate',
      genericName: 'sildenafil',
      labeler: 'Torrent',
      strengthText: '20 mg',
      doseForm: 'Tablet',
    },
    size: tablets(100),
    care: { storage: 'room', programme: 'pulmonary-hypertension' },
  }),
  further(['61958070101', '61.00'], ['emtricitabine', 'tenofovir disoproxil'], {
    product: {
      name: 'Truvada',
      genericName: 'emtricitabine and tenofovir disoproxil fumarate',
      labeler: 'Gilead Sciences',
      strengthText: '200-300 mg',
      doseForm: 'Tablet',
    },
    size: tablets(30),
    care: { storage: 'room', programme: 'hiv', medicationGuide: true },
  }),
  further(['00008104105', '19.00'], ['sirolimus'], {
    product: {
      name: 'Rapamune',
      genericName: 'sirolimus',
      labeler: 'Wyeth Pharmaceuticals',
      strengthText: '1 mg',
      doseForm: 'Tablet',
    },
    size: tablets(100),
    care: { storage: 'room', programme: 'transplant', isHazardous: true },
  }),
  further(['68382013101', '0.71'], ['mycophenolate mofetil'], {
    product: {
      name: 'Mycophenolate mofetil',
      genericName: 'mycophenolate mofetil',
      labeler: 'Zydus',
      strengthText: '500 mg',
      doseForm: 'Tablet',
    },
    size: tablets(100),
    care: {
      storage: 'room',
      programme: 'transplant',
      medicationGuide: true,
      isHazardous: true,
      remsProgram: 'Mycophenolate REMS',
    },
  }),
  further(['00013262681', '612.00'], ['somatropin'], {
    product: {
      name: 'Genotropin',
      genericName: 'somatropin',
      labeler: 'Pharmacia and Upjohn',
      strengthText: '5 mg',
      doseForm: 'Cartridge',
    },
    size: pens(1),
    care: { storage: 'refrigerated', programme: 'endocrinology' },
  }),
  further(['50242007601', '1104.00'], ['somatropin'], {
    product: {
      name: 'Nutropin AQ NuSpin 20',
      genericName: 'somatropin',
      labeler: 'Genentech',
      strengthText: '20 mg/2 mL',
      doseForm: 'Cartridge',
    },
    size: milliliters(2_000),
    care: { storage: 'refrigerated', programme: 'endocrinology' },
  }),
  further(['55513071001', '1690.00'], ['denosumab'], {
    product: {
      name: 'Prolia',
      genericName: 'denosumab',
      labeler: 'Amgen',
      strengthText: '60 mg/mL',
      doseForm: 'Prefilled syringe',
    },
    size: milliliters(1_000),
    care: { storage: 'refrigerated', programme: 'osteoporosis', medicationGuide: true, benefit: 'medical' },
  }),
  further(['00173088101', '3580.00'], ['mepolizumab'], {
    product: {
      name: 'Nucala',
      genericName: 'mepolizumab',
      labeler: 'GlaxoSmithKline',
      strengthText: '100 mg',
      doseForm: 'Vial',
    },
    size: pens(1),
    care: { storage: 'refrigerated', programme: 'asthma-allergy' },
  }),
  further(['50474071079', '2905.00'], ['certolizumab'], {
    product: {
      name: 'Cimzia',
      genericName: 'certolizumab pegol',
      labeler: 'UCB',
      strengthText: '200 mg/mL',
      doseForm: 'Prefilled syringe',
    },
    size: pens(2),
    care: { storage: 'refrigerated', programme: 'rheumatology', medicationGuide: true },
  }),
  further(['57894007002', '12910.00'], ['golimumab'], {
    product: {
      name: 'Simponi SmartJect',
      genericName: 'golimumab',
      labeler: 'Janssen Biotech',
      strengthText: '50 mg/0.5 mL',
      doseForm: 'Auto-injector',
    },
    size: milliliters(500),
    care: { storage: 'refrigerated', programme: 'rheumatology', medicationGuide: true },
  }),
  further(['00069100101', '98.00'], ['tofacitinib'], {
    product: {
      name: 'Xeljanz',
      genericName: 'tofacitinib',
      labeler: 'Pfizer',
      strengthText: '5 mg',
      doseForm: 'Tablet',
    },
    size: tablets(60),
    care: { storage: 'room', programme: 'rheumatology', medicationGuide: true },
  }),
  further(['00078060715', '330.00'], ['fingolimod'], {
    product: {
      name: 'Gilenya',
      genericName: 'fingolimod',
      labeler: 'Novartis',
      strengthText: '0.5 mg',
      doseForm: 'Capsule',
    },
    size: capsules(30),
    care: { storage: 'room', programme: 'neurology', medicationGuide: true, isHazardous: true },
  }),
  further(['55513084101', '748.00'], ['erenumab'], {
    product: {
      name: 'Aimovig',
      genericName: 'erenumab-aooe',
      labeler: 'Amgen',
      strengthText: '70 mg/mL',
      doseForm: 'Auto-injector',
    },
    size: milliliters(1_000),
    care: { storage: 'refrigerated', programme: 'neurology' },
  }),
  further(['51167020001', '428.00'], ['ivacaftor'], {
    product: {
      name: 'Kalydeco',
      genericName: 'ivacaftor',
      labeler: 'Vertex',
      strengthText: '150 mg',
      doseForm: 'Tablet',
    },
    size: tablets(56),
    care: { storage: 'room', programme: 'cystic-fibrosis', limitedDistribution: true },
  }),
  further(['55513076002', '281.00'], ['evolocumab'], {
    product: {
      name: 'Repatha SureClick',
      genericName: 'evolocumab',
      labeler: 'Amgen',
      strengthText: '140 mg/mL',
      doseForm: 'Auto-injector',
    },
    size: milliliters(2_000),
    care: { storage: 'refrigerated', programme: 'cardiology' },
  }),
];

function further(
  [ndc, syntheticWac]: readonly [ndc: string, syntheticWac: string],
  ingredients: DemoDrug['codes']['ingredients'],
  rest: Pick<DemoDrug, 'product' | 'size' | 'care'>,
): DemoDrug {
  return { codes: { ndc, rxcui: null, equivalentRxcuis: [], ingredients }, ...rest, syntheticWac };
}
