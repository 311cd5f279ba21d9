import type { NdcReading } from '../../../kernel/ndc.ts';
import type { Drug } from './drug.ts';
import { computeNameAgreement } from './drug-name.ts';
import { compareWrittenStrengths } from './drug-strength.ts';
import { decideMatch, type MatchDecision, type MatchThresholds } from './match-threshold.ts';

/** What a prescription says of the drug; everything may be missing. */
export interface DrugQuery {
  readonly ndc?: string | undefined;
  readonly rxcui?: string | undefined;
  readonly description?: string | undefined;
  readonly strength?: string | undefined;
}

/** What the directory holds that the query may mean. */
export interface DrugEvidence {
  /** How the NDC reads; null when there is none. */
  readonly ndc: NdcReading | null;
  readonly byNdc: readonly Drug[];
  readonly byRxcui: readonly Drug[];
  readonly byText: readonly Drug[];
}

/** Which drug is meant, how sure that is (of 100), why, and what else it may be. */
export interface DrugResolution {
  readonly decision: MatchDecision;
  readonly drug: Drug | null;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly candidates: readonly Drug[];
}

interface Judged {
  readonly drug: Drug;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly isDoubtful: boolean;
}

const mostCandidates = 8;

/** A drug that the NDC does not name is shown beside the one that it names, and never taken. */
const ceilingBesideNdc = 30;

/** The score of a code that names the very product. */
const matchingCode = 92;

/** Resolves which drug is meant. Evidence that contradicts itself is never a match but a question for a person. */
export function resolveDrugFrom(query: DrugQuery, evidence: DrugEvidence, thresholds: MatchThresholds): DrugResolution {
  const pool = new Map([...evidence.byNdc, ...evidence.byRxcui, ...evidence.byText].map((drug) => [drug.drugId, drug]));
  const judged = [...pool.values()].map((drug) => judge(drug, query, evidence)).sort(compareJudged);
  const candidates = judged.slice(0, mostCandidates).map(({ drug }) => drug);
  const [best, second] = judged;
  const general = listGeneralReasons(query, evidence);
  if (best === undefined) return { decision: 'none', drug: null, score: 0, reasons: general, candidates };
  const rivals = second !== undefined && second.score === best.score && second.drug.rxcui !== best.drug.rxcui;
  const decision = decideMatch({ score: best.score, isDoubtful: best.isDoubtful || rivals }, thresholds);
  const reasons = [
    ...best.reasons,
    ...general,
    ...(rivals ? ['Another drug fits just as well.'] : []),
    ...(isOneOfSeveralPackages(best, second) ? ['The product comes in several packages; the first was taken.'] : []),
  ];
  return { decision, drug: decision === 'matched' ? best.drug : null, score: best.score, reasons, candidates };
}

function judge(drug: Drug, query: DrugQuery, evidence: DrugEvidence): Judged {
  const byNdc = judgeNdc(drug, evidence);
  const byRxcui = judgeRxcui(drug, query, evidence);
  const byText = judgeText(drug, query);
  const reasons = [byNdc.reason, byRxcui.reason, byText.reason].filter((reason) => reason !== null);
  const isDoubtful = byNdc.isDoubtful || byRxcui.contradicts || (byNdc.score > 0 && byText.contradicts);
  const confirmed = byRxcui.score >= matchingCode || byText.score >= 80;
  const needsMore = byNdc.kind === 'ten-digits' || (byNdc.score === 0 && byRxcui.score > 0);
  const coded = needsMore && confirmed ? 95 : Math.max(byNdc.score, byRxcui.score);
  const score = Math.max(coded, coded === 0 ? byText.score : 0);
  const ceiling = Math.min(
    byNdc.kind === 'none' && byNdc.isDoubtful ? ceilingBesideNdc : 100,
    byRxcui.ceiling,
    coded > 0 ? byText.ceiling : 100,
  );
  return { drug, score: Math.min(score, ceiling), reasons, isDoubtful: isDoubtful && !isSettled(byNdc, confirmed) };
}

interface NdcJudgement {
  readonly kind: 'exact' | 'ten-digits' | 'none';
  readonly score: number;
  readonly reason: string | null;
  readonly isDoubtful: boolean;
}

function judgeNdc(drug: Drug, evidence: DrugEvidence): NdcJudgement {
  const { ndc } = evidence;
  if (ndc === null) return { kind: 'none', score: 0, reason: null, isDoubtful: false };
  if (ndc.ok && ndc.ndc === drug.ndc11)
    return { kind: 'exact', score: 100, reason: 'The NDC is that of this package.', isDoubtful: false };
  if (!ndc.ok && ndc.candidates.includes(drug.ndc11))
    return {
      kind: 'ten-digits',
      score: 75,
      reason: 'The NDC has ten digits without hyphens, and one of its three readings is this package.',
      isDoubtful: true,
    };
  const namesAnother = evidence.byNdc.length > 0;
  const reason = namesAnother ? 'The NDC is that of another package.' : null;
  return { kind: 'none', score: 0, reason, isDoubtful: namesAnother };
}

/** Ten digits are settled when other evidence names the same drug. */
function isSettled(byNdc: NdcJudgement, confirmed: boolean): boolean {
  return byNdc.kind === 'ten-digits' && confirmed;
}

interface RxcuiJudgement {
  readonly score: number;
  readonly ceiling: number;
  readonly reason: string | null;
  readonly contradicts: boolean;
}

function judgeRxcui(drug: Drug, query: DrugQuery, evidence: DrugEvidence): RxcuiJudgement {
  const nothing = { score: 0, ceiling: 100, reason: null, contradicts: false };
  if (query.rxcui === undefined || evidence.byRxcui.length === 0) return nothing;
  if (drug.rxcui === query.rxcui || drug.equivalentRxcuis.includes(query.rxcui))
    return {
      score: matchingCode,
      ceiling: 100,
      reason: 'The RxNorm code is that of this product.',
      contradicts: false,
    };
  if (drug.ingredientRxcui === query.rxcui)
    return { score: 70, ceiling: 100, reason: 'The RxNorm code names the ingredient alone.', contradicts: false };
  const sameIngredient = evidence.byRxcui.some(
    ({ ingredientRxcui }) => ingredientRxcui !== null && ingredientRxcui === drug.ingredientRxcui,
  );
  return sameIngredient
    ? {
        score: 0,
        ceiling: 80,
        reason: 'The RxNorm code names another product of the same ingredient.',
        contradicts: true,
      }
    : { score: 0, ceiling: 60, reason: 'The RxNorm code names another drug.', contradicts: true };
}

interface TextJudgement {
  readonly score: number;
  readonly ceiling: number;
  readonly reason: string | null;
  readonly contradicts: boolean;
}

function judgeText(drug: Drug, query: DrugQuery): TextJudgement {
  if (query.description === undefined || query.description.trim() === '')
    return { score: 0, ceiling: 100, reason: null, contradicts: false };
  const agreement = computeNameAgreement(query.description, drug);
  const strength = compareWrittenStrengths([query.description, query.strength], drug.strengthText);
  const points = { same: 30, unknown: 10, different: -30 }[strength];
  const score = Math.max(0, Math.round(agreement * 70) + points);
  if (agreement < 0.4)
    return { score: 0, ceiling: 60, reason: 'The written name is not the name of this drug.', contradicts: true };
  if (strength === 'different')
    return { score, ceiling: 70, reason: 'The name fits; the written strength does not.', contradicts: true };
  const fits =
    strength === 'same' ? 'The written name and strength fit.' : 'The written name fits; no strength is written.';
  return { score, ceiling: 100, reason: fits, contradicts: false };
}

function listGeneralReasons(query: DrugQuery, evidence: DrugEvidence): readonly string[] {
  const reasons: string[] = [];
  const { ndc } = evidence;
  if (ndc !== null && !ndc.ok && ndc.fault !== 'ambiguous' && ndc.fault !== 'empty')
    reasons.push('The NDC is not written as an NDC can be.');
  if (ndc !== null && evidence.byNdc.length === 0 && (ndc.ok || ndc.fault === 'ambiguous'))
    reasons.push('The NDC is not in the drug directory.');
  if (query.rxcui !== undefined && evidence.byRxcui.length === 0)
    reasons.push('The RxNorm code is not in the drug directory.');
  return reasons;
}

function isOneOfSeveralPackages(best: Judged, second: Judged | undefined): boolean {
  return second !== undefined && second.score === best.score && second.drug.rxcui === best.drug.rxcui;
}

/** The best first; a drug of the specialty programmes before another package, then by NDC so that the order is always the same. */
function compareJudged(left: Judged, right: Judged): number {
  if (left.score !== right.score) return right.score - left.score;
  if (left.drug.isSpecialty !== right.drug.isSpecialty) return left.drug.isSpecialty ? -1 : 1;
  return left.drug.ndc11 < right.drug.ndc11 ? -1 : 1;
}
