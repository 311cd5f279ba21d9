import { computeTrigramSimilarity, listPlainWords } from './word-similarity.ts';

const unitsAndForms = new Set(
  `mg mcg ug g gm ml l unit units iu hr tablet tablets tab tabs capsule capsules cap caps oral injection injectable inj
  solution soln suspension susp subcutaneous intravenous pen pens injector auto autoinjector prefilled syringe syringes
  pfs kit kits vial vials carton pack delayed release extended dr er xr film coated for in and with of the single dose
  use sensoready sureclick pushtronex flexpro sandoz usp po sq sc iv im daily`.split(/\s+/),
);

/** Lists the words of a description that can name a drug: no units, dose forms, ways of giving or mere letters. */
export function listNameWords(description: string): readonly string[] {
  return listPlainWords(description).filter((word) => word.length > 2 && !unitsAndForms.has(word));
}

/** Lists the words under which a drug is to be found, by its brand and its generic name. */
export function listSearchWords(names: { readonly name: string; readonly genericName: string }): readonly string[] {
  return listPlainWords(`${names.name} ${names.genericName}`);
}

/**
 * Computes how well the words of a description name a drug, from 0 to 1: how much of the brand or of the generic name
 * it holds, less for words that name something else, so that a biosimilar's own name keeps it from being taken for the originator.
 */
export function computeNameAgreement(
  description: string,
  names: { readonly name: string; readonly genericName: string },
): number {
  const wanted = listNameWords(description);
  if (wanted.length === 0) return 0;
  const [brand, generic] = [listNameWords(names.name), listNameWords(names.genericName)];
  const held = Math.max(computeHeldShare(brand, wanted), computeHeldShare(generic, wanted));
  const explained = computeHeldShare(wanted, [...brand, ...generic]);
  return held * (0.7 + 0.3 * explained);
}

/** Computes the share of words, weighted by their length, that stand in other words; spelling slips count partly. */
function computeHeldShare(words: readonly string[], others: readonly string[]): number {
  const letters = words.reduce((total, word) => total + word.length, 0);
  if (letters === 0) return 0;
  const held = words.reduce((total, word) => total + word.length * findBestSimilarity(word, others), 0);
  return held / letters;
}

function findBestSimilarity(word: string, others: readonly string[]): number {
  const best = Math.max(0, ...others.map((other) => computeTrigramSimilarity(word, other)));
  return best >= 0.6 ? best : 0;
}
