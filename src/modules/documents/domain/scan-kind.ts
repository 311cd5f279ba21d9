import type { DocumentKind } from './document.ts';
import { listLines, type ScannedPage } from './scan-text.ts';

/** What a scan seems to be, and the phrases that say so. */
export interface ScanClassification {
  readonly kind: DocumentKind;
  readonly phrases: readonly string[];
}

interface Phrase {
  readonly matches: RegExp;
  readonly weight: number;
}

const phrase = (matches: RegExp, weight = 1): Phrase => ({ matches, weight });

/** Phrases by which each kind of paper is known. A heading that only this kind bears weighs most. */
const phrasesByKind: Partial<Readonly<Record<DocumentKind, readonly Phrase[]>>> = {
  'denial-letter': [
    phrase(/notice of (adverse )?(denial|determination)/i, 4),
    phrase(/(has been|was|is) denied|denial/i, 2),
    phrase(/right to appeal|file an appeal/i, 3),
    phrase(/not medically necessary/i, 2),
  ],
  'authorization-letter': [
    phrase(/prior authorization (approval|approved)|approval (letter|notice)/i, 4),
    phrase(/has been approved|is approved|approved through/i, 3),
    phrase(/authorization (number|no)/i, 2),
    phrase(/prior authorization/i),
  ],
  'explanation-of-benefits': [
    phrase(/explanation of (benefits|payment)/i, 5),
    phrase(/this is not a bill/i, 4),
    phrase(/amount billed|plan paid|you may owe/i, 2),
  ],
  'enrollment-form': [
    phrase(/enrollment form|patient enrollment|referral form/i, 5),
    phrase(/prescriber (information|signature)/i),
    phrase(/insurance information/i),
  ],
  prescription: [
    phrase(/prescription/i, 2),
    phrase(/\b(sig|directions)\b/i, 2),
    phrase(/\brefills?\b/i),
    phrase(/dispense as written|substitution|dea\b/i, 2),
    phrase(/\bqty|quantity\b/i),
  ],
  lab: [
    phrase(/laborator(y|ies)|lab report|specimen|collected on/i, 3),
    phrase(/reference (range|interval)/i, 4),
    phrase(/\bg\/dl|mg\/dl|u\/l|x10\b/i),
  ],
  card: [
    phrase(/rx ?bin|bin ?#/i, 3),
    phrase(/rx ?pcn|\bpcn\b/i, 2),
    phrase(/rx ?(grp|group)|member (id|services)/i),
    phrase(/customer service|copay/i),
  ],
  consent: [
    phrase(/patient (consent|authorization)|authorization to (use|disclose|release)/i, 4),
    phrase(/i (hereby )?(consent|authorize|agree)/i, 3),
    phrase(/revoke this/i, 2),
  ],
  'chart-note': [
    phrase(/(progress|chart|office|clinic|visit) note/i, 4),
    phrase(/history of present illness|assessment (and|&|\/) plan|chief complaint/i, 3),
    phrase(/physical exam|review of systems/i, 2),
  ],
};

const leastWeight = 3;

/**
 * Computes what kind of paper a scan seems to be from the phrases that stand in it; `other` when too little speaks for any kind. A person
 * confirms it.
 */
export function classifyScan(pages: readonly ScannedPage[]): ScanClassification {
  const text = listLines(pages)
    .map((line) => line.text)
    .join('\n');
  let best: ScanClassification & { readonly weight: number } = { kind: 'other', phrases: [], weight: leastWeight - 1 };
  for (const [kind, phrases] of Object.entries(phrasesByKind) as [DocumentKind, readonly Phrase[]][]) {
    const found = phrases.flatMap(({ matches, weight }) => {
      const match = matches.exec(text);
      return match === null ? [] : [{ phrase: match[0].replace(/\s+/g, ' '), weight }];
    });
    const weight = found.reduce((sum, one) => sum + one.weight, 0);
    if (weight > best.weight) best = { kind, phrases: found.map((one) => one.phrase), weight };
  }
  return { kind: best.kind, phrases: best.phrases };
}
