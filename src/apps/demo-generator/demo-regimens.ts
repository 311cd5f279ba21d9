/** How a drug of the demonstration is used: for what, by whom, how much of it and for how long. */
export interface DemoRegimen {
  readonly diagnosis: { readonly code: string; readonly text: string };
  /** Units of the package that one fill takes, in thousandths, and the days they last. */
  readonly quantityThousandths: number;
  readonly daysSupply: number;
  readonly directions: string;
  readonly ages: readonly [from: number, to: number];
  readonly sex: 'female' | 'male' | null;
  /** How many fills make the whole course; null for therapy without an end. */
  readonly courseFills: number | null;
}

type Diagnosis = readonly [code: string, text: string];

const rheumatoid: Diagnosis = ['M05.79', 'Rheumatoid arthritis with rheumatoid factor, multiple sites'];
const psoriasis: Diagnosis = ['L40.0', 'Psoriasis vulgaris'];
const sclerosis: Diagnosis = ['G35', 'Multiple sclerosis'];
const asthma: Diagnosis = ['J45.50', 'Severe persistent asthma, uncomplicated'];
const breast: Diagnosis = ['C50.919', 'Malignant neoplasm of unspecified site of unspecified female breast'];
const arterial: Diagnosis = ['I27.0', 'Primary pulmonary hypertension'];
const hiv: Diagnosis = ['B20', 'Human immunodeficiency virus disease'];
const kidney: Diagnosis = ['Z94.0', 'Kidney transplant status'];
const growth: Diagnosis = ['E23.0', 'Hypopituitarism'];

/** The regimen of each drug by NDC-11 [K: told after the labels' dosing sections, not checked against the labels of today]. */
const regimens: Readonly<Record<string, DemoRegimen>> = {
  '00074055402': use(rheumatoid, [2, 28], 'Inject 40 mg under the skin every other week.'),
  '58406043504': use(rheumatoid, [4, 28], 'Inject 50 mg under the skin once a week.'),
  '57894006103': use(['K50.90', 'Crohn disease'], [1, 56], 'Inject 90 mg under the skin every 8 weeks.'),
  '00078063941': use(psoriasis, [2, 28], 'Inject 300 mg under the skin every 4 weeks.'),
  '00024591801': use(['L20.9', 'Atopic dermatitis'], [2.28, 28], 'Inject 200 mg under the skin every other week.', {
    ages: [12, 17],
  }),
  '00074210001': use(psoriasis, [1, 84], 'Inject 150 mg under the skin every 12 weeks.'),
  '50242021501': use(asthma, [2, 28], 'Inject 300 mg under the skin every 4 weeks.'),
  '00078100768': use(sclerosis, [0.4, 28], 'Inject 20 mg under the skin once a month.'),
  '64406000602': use(sclerosis, [60, 30], 'Take 240 mg by mouth twice a day.'),
  '55513013760': use(psoriasis, [60, 30], 'Take 30 mg by mouth twice a day.'),
  '57962042028': use(['C91.10', 'Chronic lymphocytic leukemia'], [28, 28], 'Take 420 mg by mouth once a day.'),
  '00069018921': use(breast, [21, 28], 'Take 125 mg by mouth once a day for 21 days, then 7 days off.', {
    sex: 'female',
  }),
  '00004110150': use(
    ['C18.9', 'Malignant neoplasm of colon'],
    [84, 21],
    'Take 1500 mg by mouth twice a day for 14 days, then 7 days off.',
    {
      courseFills: 8,
    },
  ),
  '00310135030': use(['C34.90', 'Malignant neoplasm of bronchus or lung'], [30, 30], 'Take 80 mg by mouth once a day.'),
  '00310067912': use(['C56.9', 'Malignant neoplasm of ovary'], [120, 30], 'Take 300 mg by mouth twice a day.', {
    sex: 'female',
  }),
  '59572042521': use(
    ['C90.00', 'Multiple myeloma'],
    [21, 28],
    'Take 25 mg by mouth once a day for 21 days, then 7 days off.',
  ),
  '61958220101': use(['B18.2', 'Chronic viral hepatitis C'], [28, 28], 'Take 1 tablet by mouth once a day.', {
    courseFills: 3,
  }),
  '61958250101': use(hiv, [30, 30], 'Take 1 tablet by mouth once a day.'),
  '00469061773': use(kidney, [180, 30], 'Take 3 mg by mouth twice a day.'),
  '66215050130': use(arterial, [30, 30], 'Take 10 mg by mouth once a day.'),
  '00003085722': use(['C91.00', 'Acute lymphoblastic leukemia'], [30, 30], 'Take 140 mg by mouth once a day.'),
  '00078056651': use(['D3A.8', 'Other benign neuroendocrine tumors'], [56, 28], 'Take 10 mg by mouth once a day.'),
  '50881002060': use(['D47.4', 'Osteomyelofibrosis'], [60, 30], 'Take 20 mg by mouth twice a day.'),
  '57894015012': use(
    ['C61', 'Malignant neoplasm of prostate'],
    [120, 30],
    'Take 1000 mg by mouth once a day on an empty stomach.',
    {
      sex: 'male',
      ages: [55, 85],
    },
  ),
  '61958080102': use(arterial, [30, 30], 'Take 5 mg by mouth once a day.'),
  '13668018574': use(arterial, [90, 30], 'Take 20 mg by mouth three times a day.'),
  '61958070101': use(hiv, [30, 30], 'Take 1 tablet by mouth once a day.'),
  '00008104105': use(kidney, [60, 30], 'Take 2 mg by mouth once a day.'),
  '68382013101': use(kidney, [120, 30], 'Take 1000 mg by mouth twice a day.'),
  '00013262681': use(growth, [5, 28], 'Inject 0.8 mg under the skin once a day.', { ages: [5, 13] }),
  '50242007601': use(growth, [2, 28], 'Inject 0.7 mg under the skin once a day.', { ages: [5, 13] }),
  '55513071001': use(['M81.0', 'Age-related osteoporosis'], [1, 180], 'Inject 60 mg under the skin every 6 months.', {
    sex: 'female',
    ages: [58, 88],
  }),
  '00173088101': use(asthma, [1, 28], 'Inject 100 mg under the skin every 4 weeks.'),
  '50474071079': use(rheumatoid, [2, 28], 'Inject 200 mg under the skin every other week.'),
  '57894007002': use(rheumatoid, [0.5, 30], 'Inject 50 mg under the skin once a month.'),
  '00069100101': use(rheumatoid, [60, 30], 'Take 5 mg by mouth twice a day.'),
  '00078060715': use(sclerosis, [30, 30], 'Take 0.5 mg by mouth once a day.'),
  '55513084101': use(
    ['G43.709', 'Chronic migraine without aura'],
    [1, 30],
    'Inject 70 mg under the skin once a month.',
  ),
  '51167020001': use(
    ['E84.0', 'Cystic fibrosis with pulmonary manifestations'],
    [56, 28],
    'Take 150 mg by mouth every 12 hours with fat-containing food.',
    {
      ages: [8, 34],
    },
  ),
  '55513076002': use(
    ['E78.01', 'Familial hypercholesterolemia'],
    [2, 28],
    'Inject 140 mg under the skin every 2 weeks.',
  ),
};

/** Gets how a drug is used; every drug of the demonstration has a regimen. */
export function getRegimen(ndc11: string): DemoRegimen {
  const regimen = regimens[ndc11];
  if (regimen === undefined) throw new Error(`the demonstration has no regimen for ${ndc11}`);
  return regimen;
}

function use(
  [code, text]: Diagnosis,
  [units, daysSupply]: readonly [units: number, daysSupply: number],
  directions: string,
  bounds: {
    readonly ages?: readonly [number, number];
    readonly sex?: 'female' | 'male';
    readonly courseFills?: number;
  } = {},
): DemoRegimen {
  const { ages = [24, 79], sex = null, courseFills = null } = bounds;
  const quantityThousandths = Math.round(units * 1_000);
  return { diagnosis: { code, text }, quantityThousandths, daysSupply, directions, ages, sex, courseFills };
}
