const openings: readonly (readonly [RegExp, string])[] = [
  [/^MAC/, 'MCC'],
  [/^KN/, 'NN'],
  [/^K/, 'C'],
  [/^P[HF]/, 'FF'],
  [/^SCH/, 'SSS'],
];

const endings: readonly (readonly [RegExp, string])[] = [
  [/(EE|IE)$/, 'Y'],
  [/(DT|RT|RD|NT|ND)$/, 'D'],
];

/**
 * Computes how a surname sounds by the rules of the New York State Identification and Intelligence System (R. L. Taft, "Name Search
 * Techniques", 1970), without cutting the code to six letters.
 * @param name letters A to Z only, upper case
 */
export function computeNameSound(name: string): string {
  const letters = replaceFirst(replaceFirst(name, openings), endings);
  let sound = letters.slice(0, 1);
  let previous = sound;
  for (let at = 1; at < letters.length; ) {
    const step = soundAt(letters, at, previous);
    for (const letter of step.letters) if (!sound.endsWith(letter)) sound += letter;
    previous = step.letters.slice(-1);
    at += step.taken;
  }
  return trimEnding(sound);
}

function replaceFirst(text: string, rules: readonly (readonly [RegExp, string])[]): string {
  const rule = rules.find(([pattern]) => pattern.test(text));
  return rule === undefined ? text : text.replace(rule[0], rule[1]);
}

/** Gives the letters that stand for the sound at a place, and how many letters of the name they take. */
function soundAt(letters: string, at: number, previous: string): { readonly letters: string; readonly taken: number } {
  const rest = letters.slice(at);
  if (rest.startsWith('EV')) return { letters: 'AF', taken: 2 };
  if (rest.startsWith('KN')) return { letters: 'N', taken: 2 };
  if (rest.startsWith('SCH')) return { letters: 'S', taken: 3 };
  if (rest.startsWith('PH')) return { letters: 'F', taken: 2 };
  return { letters: soundOf(letters, at, previous), taken: 1 };
}

function soundOf(letters: string, at: number, previous: string): string {
  const letter = letters.charAt(at);
  if (isVowel(letter)) return 'A';
  if (letter === 'Q') return 'G';
  if (letter === 'Z') return 'S';
  if (letter === 'M') return 'N';
  if (letter === 'K') return 'C';
  if (letter === 'H' && !(isVowel(letters.charAt(at - 1)) && isVowel(letters.charAt(at + 1)))) return previous;
  if (letter === 'W' && isVowel(letters.charAt(at - 1))) return previous;
  return letter;
}

function trimEnding(sound: string): string {
  if (sound.length < 2) return sound;
  const trimmed = sound.endsWith('S') ? sound.slice(0, -1) : sound;
  if (trimmed.endsWith('AY')) return `${trimmed.slice(0, -2)}Y`;
  return trimmed.length > 1 && trimmed.endsWith('A') ? trimmed.slice(0, -1) : trimmed;
}

function isVowel(letter: string): boolean {
  return letter !== '' && 'AEIOU'.includes(letter);
}
