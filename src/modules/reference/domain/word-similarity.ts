/** Lists the words of a text in plain small letters; accents, digits and punctuation fall away. */
export function listPlainWords(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return [...new Set(plain.match(/[a-z]{2,}/g) ?? [])];
}

/** Computes the Dice coefficient of the letter triples of two words, from 0 (nothing alike) to 1 (the same). */
export function computeTrigramSimilarity(left: string, right: string): number {
  if (left === right) return 1;
  const [first, second] = [listTriples(left), listTriples(right)];
  const alike = [...first].filter((triple) => second.has(triple)).length;
  return (2 * alike) / (first.size + second.size);
}

function listTriples(word: string): ReadonlySet<string> {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, index) => padded.slice(index, index + 3)));
}
