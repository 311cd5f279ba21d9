import { toFullGivenName } from './nickname.ts';

/** How two names stand to each other. `missing`: one of them was not said. */
export type NameLevel = 'same' | 'everyday' | 'similar' | 'initial' | 'different' | 'missing';

const similarAt = 0.88;

/** Compares family names; of a double name one part is enough to be similar. */
export function compareFamilyNames(left: string, right: string): NameLevel {
  const [first, second] = [toParts(left), toParts(right)];
  if (first.length === 0 || second.length === 0) return 'missing';
  if (first.join('') === second.join('')) return 'same';
  const sharesPart = first.some((part) => part.length > 2 && second.includes(part));
  return sharesPart || areSimilar(first.join(''), second.join('')) ? 'similar' : 'different';
}

/** Compares given names; short forms count as everyday names of each other, a single letter as an initial. */
export function compareGivenNames(left: string, right: string): NameLevel {
  const [first, second] = [toParts(left), toParts(right)];
  const [leftName = '', rightName = ''] = [first[0], second[0]];
  if (leftName === '' || rightName === '') return 'missing';
  if (first.join('') === second.join('')) return 'same';
  if (leftName.length === 1 || rightName.length === 1) return leftName[0] === rightName[0] ? 'initial' : 'different';
  if (leftName === rightName || toFullGivenName(leftName) === toFullGivenName(rightName)) return 'everyday';
  return areSimilar(first.join(''), second.join('')) || areSimilar(leftName, rightName) ? 'similar' : 'different';
}

/** Writes a name in plain small letters, cut at spaces and hyphens; apostrophes and accents fall away. */
export function toParts(name: string): readonly string[] {
  const plain = name
    .normalize('NFKD')
    .replace(/[\p{M}'’.]/gu, '')
    .toLowerCase();
  return plain.match(/\p{L}+/gu) ?? [];
}

function areSimilar(left: string, right: string): boolean {
  const shorter = Math.min(left.length, right.length);
  return shorter > 2 && (computeJaroWinkler(left, right) >= similarAt || isOneSlipApart(left, right));
}

/** Tells whether one letter added, left out, replaced, or swapped with its neighbor turns one word into the other. */
export function isOneSlipApart(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  const [leftRest, rightRest] = [left.slice(start), right.slice(start)];
  if (leftRest === rightRest) return false;
  const isSwapped =
    leftRest.slice(0, 2) === `${rightRest[1] ?? ''}${rightRest[0] ?? ''}` && leftRest.slice(2) === rightRest.slice(2);
  return (
    isSwapped ||
    leftRest.slice(1) === rightRest.slice(1) ||
    leftRest.slice(1) === rightRest ||
    leftRest === rightRest.slice(1)
  );
}

/** Computes the Jaro-Winkler similarity of two words, from 0 to 1 (Winkler, 1990; prefix of at most four letters, scale 0.1). */
export function computeJaroWinkler(left: string, right: string): number {
  // Letters are paired greedily, so the words are put in one order first: the result is the same both ways.
  const jaro = left < right ? computeJaro(left, right) : computeJaro(right, left);
  let prefix = 0;
  while (prefix < 4 && prefix < left.length && left[prefix] === right[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function computeJaro(left: string, right: string): number {
  if (left === right) return 1;
  const reach = Math.max(0, Math.floor(Math.max(left.length, right.length) / 2) - 1);
  const taken = new Set<number>();
  const leftMatches: string[] = [];
  for (let index = 0; index < left.length; index += 1) {
    for (let other = Math.max(0, index - reach); other <= Math.min(right.length - 1, index + reach); other += 1) {
      if (taken.has(other) || left[index] !== right[other]) continue;
      taken.add(other);
      leftMatches.push(left[index] ?? '');
      break;
    }
  }
  const count = leftMatches.length;
  if (count === 0) return 0;
  const rightMatches = [...taken].sort((first, second) => first - second).map((index) => right[index]);
  const moved = leftMatches.filter((letter, index) => letter !== rightMatches[index]).length / 2;
  return (count / left.length + count / right.length + (count - moved) / count) / 3;
}
