import type { InteractionSeverity } from '../domain/clinical-limit.ts';
import type { DemoIngredient } from './demo-ingredients.ts';

/** An interaction: the two ingredients, how bad it is, what happens, what to do. */
export type DemoInteraction = readonly [
  first: DemoIngredient,
  second: DemoIngredient,
  severity: InteractionSeverity,
  effect: string,
  advice: string,
];

/**
 * Pairs of the high-priority list made under contract to the Office of the National Coordinator
 * (Phansalkar and others, J Am Med Inform Assoc 2012;19:735-743). Only the pairs are facts of the list; the words are ours.
 */
export const highPriorityInteractions: readonly DemoInteraction[] = [
  ...pairs(['azathioprine', 'mercaptopurine'], ['febuxostat'], 'contraindicated', {
    effect: 'Febuxostat blocks the enzyme that clears the thiopurine, so the marrow may fail.',
    advice: 'Do not give together.',
  }),
  ...pairs(['clarithromycin', 'ketoconazole', 'itraconazole', 'voriconazole'], ['simvastatin'], 'contraindicated', {
    effect: 'The statin rises many times over and may destroy muscle.',
    advice: 'Pause the statin, or choose one that CYP3A4 does not clear.',
  }),
  ...pairs(['amiodarone', 'diltiazem', 'verapamil', 'fluconazole'], ['simvastatin'], 'major', {
    effect: 'The statin rises and may harm muscle.',
    advice: 'Keep the statin low or choose another; ask about muscle pain.',
  }),
  ...pairs(['bosentan', 'carbamazepine', 'rifampin'], ['ritonavir'], 'major', {
    effect: 'The protease inhibitor falls, and the virus may become resistant.',
    advice: 'Avoid, or change the antiviral regimen with the prescriber.',
  }),
];

/** Where the high-priority pairs come from. */
export const highPrioritySource = 'ONC high-priority drug-drug interactions (Phansalkar et al., JAMIA 2012)';

/**
 * Interactions that the labels of the specialty drugs name, in our own words
 * [K: told from the labels' sections on drug interactions, not checked against the labels of today].
 */
export const labelInteractions: readonly DemoInteraction[] = [
  ...pairs(['ibrutinib'], ['ketoconazole', 'itraconazole', 'clarithromycin', 'voriconazole', 'ritonavir'], 'major', {
    effect: 'Ibrutinib rises many times over; bleeding and arrhythmia become more likely.',
    advice: 'Avoid, or pause or lower ibrutinib as its label says.',
  }),
  ...pairs(['ibrutinib'], ['diltiazem', 'verapamil', 'fluconazole'], 'moderate', {
    effect: 'Ibrutinib rises.',
    advice: 'Lower ibrutinib as its label says and watch for bleeding.',
  }),
  ...pairs(
    ['ibrutinib', 'palbociclib', 'osimertinib', 'olaparib'],
    ['rifampin', 'carbamazepine', 'phenytoin'],
    'major',
    {
      effect: 'The cancer drug falls so far that it may stop working.',
      advice: 'Avoid; choose a medicine that does not speed up CYP3A4.',
    },
  ),
  ...pairs(['ibrutinib'], ['warfarin'], 'major', {
    effect: 'Both make bleeding more likely.',
    advice: 'Prefer another anticoagulant plan; watch for bleeding.',
  }),
  ...pairs(['palbociclib', 'olaparib'], ['ketoconazole', 'itraconazole', 'clarithromycin', 'voriconazole'], 'major', {
    effect: 'The cancer drug rises; blood counts may fall further.',
    advice: 'Avoid, or lower the dose as the label says.',
  }),
  ...pairs(['capecitabine'], ['warfarin'], 'major', {
    effect: 'Warfarin rises within days to months; serious bleeding has occurred.',
    advice: 'Check the INR often and adjust warfarin.',
  }),
  ...pairs(['capecitabine'], ['phenytoin'], 'major', {
    effect: 'Phenytoin rises to toxic levels.',
    advice: 'Measure phenytoin and lower it where needed.',
  }),
  ...pairs(['capecitabine'], ['allopurinol'], 'major', {
    effect: 'Capecitabine may work less well.',
    advice: 'Avoid allopurinol during treatment.',
  }),
  ...pairs(['lenalidomide'], ['digoxin'], 'moderate', {
    effect: 'Digoxin may rise.',
    advice: 'Measure digoxin from time to time.',
  }),
  ...pairs(['sofosbuvir'], ['amiodarone'], 'contraindicated', {
    effect: 'The heart may slow dangerously, with need for a pacemaker; deaths have occurred.',
    advice: 'Do not give together; where nothing else is possible, monitor the heart in hospital first.',
  }),
  ...pairs(['sofosbuvir'], ['rifampin', 'carbamazepine', 'phenytoin'], 'contraindicated', {
    effect: 'The antiviral falls and the cure may fail.',
    advice: 'Do not give together.',
  }),
  ...pairs(['velpatasvir'], ['omeprazole'], 'major', {
    effect: 'Less acid in the stomach lets less velpatasvir in; the cure may fail.',
    advice: 'Avoid; where needed, take with food four hours before omeprazole 20 mg.',
  }),
  ...pairs(['velpatasvir'], ['atorvastatin', 'digoxin'], 'moderate', {
    effect: 'The other medicine rises.',
    advice: 'Watch for muscle pain, or measure digoxin.',
  }),
  ...pairs(['bictegravir'], ['dofetilide'], 'contraindicated', {
    effect: 'Dofetilide rises and may cause a fatal arrhythmia.',
    advice: 'Do not give together.',
  }),
  ...pairs(['bictegravir'], ['rifampin'], 'contraindicated', {
    effect: 'The antiviral falls, and the virus may become resistant.',
    advice: 'Do not give together.',
  }),
  ...pairs(['bictegravir'], ['carbamazepine', 'phenytoin'], 'major', {
    effect: 'The antiviral falls, and the virus may become resistant.',
    advice: 'Choose another anticonvulsant.',
  }),
  ...pairs(['bictegravir'], ['metformin'], 'moderate', {
    effect: 'Metformin rises.',
    advice: 'Weigh the dose of metformin and watch the sugar.',
  }),
  ...pairs(['tacrolimus'], ['ketoconazole', 'itraconazole', 'voriconazole', 'clarithromycin', 'ritonavir'], 'major', {
    effect: 'Tacrolimus rises several times over; kidneys and nerves may be harmed.',
    advice: 'Lower tacrolimus beforehand and measure its trough within days.',
  }),
  ...pairs(['tacrolimus'], ['fluconazole', 'diltiazem', 'verapamil', 'amiodarone'], 'moderate', {
    effect: 'Tacrolimus rises.',
    advice: 'Measure the trough and adjust.',
  }),
  ...pairs(['tacrolimus'], ['rifampin', 'carbamazepine', 'phenytoin'], 'major', {
    effect: 'Tacrolimus falls, and the graft may be rejected.',
    advice: 'Avoid, or raise tacrolimus by its trough.',
  }),
  ...pairs(['tacrolimus'], ['cyclosporine'], 'contraindicated', {
    effect: 'Both harm the kidneys in the same way.',
    advice: 'Stop one at least 24 hours before the other begins.',
  }),
  ...pairs(['macitentan'], ['ketoconazole', 'itraconazole', 'ritonavir', 'clarithromycin'], 'major', {
    effect: 'Macitentan rises; liver harm and swelling become more likely.',
    advice: 'Avoid together.',
  }),
  ...pairs(['macitentan'], ['rifampin', 'carbamazepine', 'phenytoin'], 'major', {
    effect: 'Macitentan falls and may stop working.',
    advice: 'Avoid together.',
  }),
  ...pairs(['apremilast'], ['rifampin', 'carbamazepine', 'phenytoin'], 'major', {
    effect: 'Apremilast falls and may stop working.',
    advice: 'Avoid together.',
  }),
  ...pairs(['adalimumab', 'etanercept'], ['abatacept'], 'major', {
    effect: 'Serious infections become more likely without more benefit.',
    advice: 'Do not give two biologics together.',
  }),
  ...pairs(['azathioprine', 'mercaptopurine'], ['allopurinol'], 'major', {
    effect: 'The thiopurine is cleared more slowly, so the marrow may fail.',
    advice: 'Lower the thiopurine to a third or a quarter and check blood counts, or avoid.',
  }),
  ...pairs(['methotrexate'], ['ibuprofen', 'omeprazole'], 'moderate', {
    effect: 'Methotrexate may be cleared more slowly.',
    advice: 'At high doses avoid; at weekly doses watch blood counts and kidneys.',
  }),
  ...pairs(['warfarin'], ['fluconazole', 'amiodarone', 'allopurinol'], 'major', {
    effect: 'Warfarin rises, and bleeding becomes more likely.',
    advice: 'Check the INR soon and adjust warfarin.',
  }),
  ...pairs(['riociguat'], ['sildenafil'], 'contraindicated', {
    effect: 'Blood pressure may fall dangerously.',
    advice: 'Do not give together.',
  }),
];

/** Where the interactions of labels come from. */
export const labelSource = 'Prescribing information, section on drug interactions (told in our own words; unverified)';

function pairs(
  firsts: readonly DemoIngredient[],
  seconds: readonly DemoIngredient[],
  severity: InteractionSeverity,
  words: { readonly effect: string; readonly advice: string },
): readonly DemoInteraction[] {
  return firsts.flatMap((first) =>
    seconds.map((second): DemoInteraction => [first, second, severity, words.effect, words.advice]),
  );
}
