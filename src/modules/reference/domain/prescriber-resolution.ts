import { parseNpi } from '../../../kernel/npi.ts';
import { decideMatch, type MatchDecision, type MatchThresholds } from './match-threshold.ts';
import type { Prescriber } from './prescriber.ts';
import { computeTrigramSimilarity, listPlainWords } from './word-similarity.ts';

/** What a prescription says of who wrote it; everything may be missing. The name is written in any order. */
export interface PrescriberQuery {
  readonly npi?: string | undefined;
  readonly dea?: string | undefined;
  readonly name?: string | undefined;
  readonly state?: string | undefined;
  readonly phone?: string | undefined;
}

/** Who wrote the prescription, how sure that is (of 100), why, and who else it may be. */
export interface PrescriberResolution {
  readonly decision: MatchDecision;
  readonly prescriber: Prescriber | null;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly candidates: readonly Prescriber[];
}

interface Judged {
  readonly prescriber: Prescriber;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly isDoubtful: boolean;
}

/** Resolves who prescribed. A number that belongs to somebody of another name is a question for a person. */
export function resolvePrescriberFrom(
  query: PrescriberQuery,
  pool: readonly Prescriber[],
  thresholds: MatchThresholds,
): PrescriberResolution {
  const judged = pool
    .map((prescriber) => judge(prescriber, query))
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score || (left.prescriber.npi < right.prescriber.npi ? -1 : 1));
  const [best, second] = judged;
  const candidates = judged.slice(0, 8).map(({ prescriber }) => prescriber);
  const general = listNpiReasons(query, pool);
  if (best === undefined) return { decision: 'none', prescriber: null, score: 0, reasons: general, candidates };
  const rivals = second !== undefined && second.score === best.score;
  const isDoubtful = best.isDoubtful || rivals || general.length > 0;
  const decision = decideMatch({ score: best.score, isDoubtful }, thresholds);
  return {
    decision,
    prescriber: decision === 'matched' ? best.prescriber : null,
    score: best.score,
    reasons: [...best.reasons, ...general, ...(rivals ? ['Somebody else fits just as well.'] : [])],
    candidates,
  };
}

function judge(prescriber: Prescriber, query: PrescriberQuery): Judged {
  const name = query.name === undefined ? 'unknown' : compareName(query.name, prescriber);
  const sameNpi = query.npi !== undefined && query.npi.trim() === prescriber.npi;
  const sameDea = query.dea !== undefined && isSameDea(query.dea, prescriber.deaNumber);
  if (sameNpi || sameDea) return judgeNumber(prescriber, { by: sameNpi ? 'NPI' : 'DEA number', name });
  if (name !== 'same') return { prescriber, score: 0, reasons: [], isDoubtful: true };
  const sameState = query.state !== undefined && query.state.toUpperCase() === prescriber.state;
  const samePhone = query.phone !== undefined && lastTenDigits(query.phone) === lastTenDigits(prescriber.phone ?? '');
  const reasons = [
    'The name fits.',
    ...(sameState ? ['The state fits.'] : []),
    ...(samePhone ? ['The phone number fits.'] : []),
  ];
  return { prescriber, score: 50 + (sameState ? 15 : 0) + (samePhone ? 25 : 0), reasons, isDoubtful: false };
}

function judgeNumber(
  prescriber: Prescriber,
  found: { readonly by: 'NPI' | 'DEA number'; readonly name: NameAgreement },
): Judged {
  const full = found.by === 'NPI' ? 100 : 95;
  const reason = `The ${found.by} is that of this prescriber.`;
  if (found.name === 'same') return { prescriber, score: full, reasons: [reason, 'The name fits.'], isDoubtful: false };
  if (found.name === 'unknown') return { prescriber, score: full - 5, reasons: [reason], isDoubtful: false };
  return {
    prescriber,
    score: 60,
    reasons: [reason, 'The name that is written is another one.'],
    isDoubtful: true,
  };
}

type NameAgreement = 'same' | 'different' | 'unknown';

/** Compares by the family name, and by the given name where one is written: a first letter is enough. */
function compareName(written: string, prescriber: Prescriber): NameAgreement {
  const words = listPlainWords(written).filter((word) => !titles.has(word));
  if (words.length === 0) return 'unknown';
  const family = listPlainWords(prescriber.familyName).join('');
  const given = listPlainWords(prescriber.givenName).join('');
  const joined = words.join('');
  const hasFamily = words.some((word) => computeTrigramSimilarity(word, family) >= 0.6) || joined.includes(family);
  const others = words.filter((word) => computeTrigramSimilarity(word, family) < 0.6);
  const hasGiven =
    others.length === 0 ||
    others.some((word) => given.startsWith(word[0] ?? '') || computeTrigramSimilarity(word, given) >= 0.5);
  return hasFamily && hasGiven ? 'same' : 'different';
}

const titles = new Set([
  'dr',
  'md',
  'do',
  'np',
  'pa',
  'rn',
  'dnp',
  'aprn',
  'phd',
  'dpm',
  'od',
  'dds',
  'jr',
  'sr',
  'iii',
]);

function isSameDea(written: string, known: string | null): boolean {
  return known !== null && written.trim().toUpperCase().split('-')[0] === known.split('-')[0];
}

function lastTenDigits(text: string): string | null {
  const digits = text.replace(/\D/g, '');
  return digits.length < 10 ? null : digits.slice(-10);
}

function listNpiReasons(query: PrescriberQuery, pool: readonly Prescriber[]): readonly string[] {
  if (query.npi === undefined || query.npi.trim() === '') return [];
  if (parseNpi(query.npi) === null) return ['The NPI has a wrong form or check digit.'];
  return pool.some(({ npi }) => npi === query.npi?.trim()) ? [] : ['The NPI is not known here.'];
}
