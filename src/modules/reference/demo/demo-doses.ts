import type { DemoIngredient } from './demo-ingredients.ts';

/** A largest labeled dose. Ages in years, weights in kilograms; where they are left out the limit is for all. */
export interface DemoDoseLimit {
  readonly ingredient: DemoIngredient;
  readonly basis: 'per-dose' | 'per-day';
  readonly maximum: number;
  readonly ucumUnit: string;
  readonly ageFrom?: number;
  readonly ageTo?: number;
  readonly weightFrom?: number;
  readonly weightTo?: number;
  readonly note: string;
}

/** Where the limits come from. */
export const doseSource = 'Prescribing information, section on dosage (told in our own words; unverified)';

/** Largest labeled doses of the specialty drugs [K: from the labels' dosing sections, not checked against the labels of today]. */
export const demoDoseLimits: readonly DemoDoseLimit[] = [
  perDose('adalimumab', 160, 'The first loading dose of bowel disease; later doses are 80 mg at most.'),
  perDose('etanercept', 50, 'Twice a week at most, once a week as maintenance.', { ageFrom: 18 }),
  perDose('etanercept', 50, 'Children of 63 kg and more: 50 mg a week.', { ageTo: 17, weightFrom: 63 }),
  perDose('ustekinumab', 90, 'Under the skin; the intravenous start dose is another product.'),
  perDose('secukinumab', 300, 'Two pens at one time.'),
  perDose('dupilumab', 600, 'The loading dose; later doses are 300 mg at most.', { ageFrom: 18 }),
  perDose('dupilumab', 400, 'Children of 15 kg to less than 60 kg: the loading dose.', {
    ageTo: 17,
    weightFrom: 15,
    weightTo: 60,
  }),
  perDose('risankizumab', 150, 'Skin and joints; bowel disease has products of its own.'),
  perDose('omalizumab', 600, 'By weight and IgE, every two or four weeks.'),
  perDose('ofatumumab', 20, 'Weekly at the start, then every month.'),
  perDay('dimethyl fumarate', 480, '240 mg twice a day.'),
  perDay('apremilast', 60, '30 mg twice a day after titration.'),
  perDay('ibrutinib', 560, 'By indication: 420 mg or 560 mg once a day.'),
  perDay('palbociclib', 125, 'On 21 of 28 days.'),
  perDay('capecitabine', 2_500, 'Per square meter of body surface, in two doses, on 14 of 21 days.', {
    ucumUnit: 'mg/m2',
  }),
  perDay('osimertinib', 80, 'Once a day; 160 mg only beside a strong inducer.'),
  perDay('olaparib', 600, '300 mg twice a day.'),
  perDay('lenalidomide', 25, 'By indication and kidney function.'),
  perDay('sofosbuvir', 400, 'One tablet a day.'),
  perDay('velpatasvir', 100, 'One tablet a day.'),
  perDay('bictegravir', 50, 'One tablet a day.'),
  perDay('macitentan', 10, 'One tablet a day.'),
  perDay('dasatinib', 180, 'By phase of the disease: 100 mg or 140 mg once a day, 180 mg at most.'),
  perDay('everolimus', 10, 'Once a day for solid tumors.'),
  perDay('ruxolitinib', 50, '25 mg twice a day at most, by platelet count.'),
  perDay('abiraterone', 1_000, 'Once a day on an empty stomach, with prednisone.'),
  perDay('ambrisentan', 10, 'Once a day.'),
  perDay('sildenafil', 240, '80 mg three times a day at most.', { ageFrom: 18 }),
  perDay('tenofovir disoproxil', 300, 'One tablet a day.'),
  perDay('mycophenolate mofetil', 3_000, '1.5 g twice a day at most.'),
  perDose('denosumab', 60, 'Once in six months.'),
  perDose('mepolizumab', 300, '100 mg every four weeks for asthma.'),
  perDose('certolizumab', 400, 'At the start and every four weeks; 200 mg every two weeks otherwise.'),
  perDose('golimumab', 50, 'Once a month for arthritis.'),
  perDay('tofacitinib', 20, '10 mg twice a day at most.'),
  perDay('fingolimod', 1, '0.5 mg once a day.'),
  perDose('erenumab', 140, 'Once a month.'),
  perDay('ivacaftor', 300, '150 mg every twelve hours with fat-containing food.', { ageFrom: 6 }),
  perDose('evolocumab', 420, '140 mg every two weeks or 420 mg once a month.'),
];

type Bounds = Pick<DemoDoseLimit, 'ageFrom' | 'ageTo' | 'weightFrom' | 'weightTo'>;

function perDose(ingredient: DemoIngredient, maximum: number, note: string, bounds: Bounds = {}): DemoDoseLimit {
  return { ingredient, basis: 'per-dose', maximum, ucumUnit: 'mg', note, ...bounds };
}

function perDay(
  ingredient: DemoIngredient,
  maximum: number,
  note: string,
  bounds: Bounds & { readonly ucumUnit?: string } = {},
): DemoDoseLimit {
  return { ingredient, basis: 'per-day', maximum, ucumUnit: 'mg', note, ...bounds };
}
