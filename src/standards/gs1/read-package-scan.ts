import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { type Gtin14, listNdcsOfGtin, parseGtin } from '../../kernel/gtin.ts';
import { type Ndc11, readNdc } from '../../kernel/ndc.ts';
import type { Problem, Reading } from '../../kernel/problem.ts';
import type { Element } from './element.ts';
import { checkAssociations } from './element-associations.ts';
import { resolveShortDate } from './gs1-date.ts';
import { gs1Problem, gs1Problems } from './problems.ts';
import { readScan, type ScannerSettings } from './read-scan.ts';

/** A package as its barcode names it (the product identifier of 21 U.S.C. 360eee: NDC, serial, lot, expiry). */
export interface PackageScan {
  readonly gtin: Gtin14;
  /** The NDCs that the GTIN may carry; the drug file decides which of them exists. One when AI 715 states it. */
  readonly ndcCandidates: readonly Ndc11[];
  readonly lot: string | null;
  readonly expiry: CalendarDay | null;
  readonly serial: string | null;
  readonly elements: readonly Element[];
}

/**
 * Reads the scan of a drug package. Without a trade item there is no message; a missing lot, expiry or serial is a
 * warning, because linear barcodes carry none. A value that seems to have swallowed others is an error, never a guess.
 * @param today the day that decides the century of a two-digit year
 */
export function readPackageScan(
  typed: string,
  settings: ScannerSettings & { readonly today: CalendarDay },
): Reading<PackageScan> {
  const scan = readScan(typed, settings);
  const problems: Problem[] = [...scan.problems];
  if (scan.plainText !== null) problems.push(gs1Problem(gs1Problems.scanNotGs1, 'scan'));
  const find = (ai: string): string | null => scan.elements.find((element) => element.ai === ai)?.value ?? null;
  const gtin = parseGtin(find('01') ?? '');
  if (gtin === null) {
    if (problems.length === 0) problems.push(gs1Problem(gs1Problems.gtinMissing, 'AI 01'));
    return { message: null, problems };
  }
  const [lot, expiryText, serial] = [find('10'), find('17'), find('21')];
  const expiry = expiryText === null ? null : resolveShortDate(expiryText, settings.today);
  const ndcCandidates = listNdcs(gtin, find('715'));
  problems.push(...checkAssociations(scan.elements), ...checkSwallowed(scan.elements));
  const reported = new Set(problems.map(({ where }) => where));
  const report = (kind: (typeof gs1Problems)[keyof typeof gs1Problems], where: string, isMissing: boolean): void => {
    if (isMissing && !reported.has(where)) problems.push(gs1Problem(kind, where));
  };
  report(gs1Problems.dateInvalid, 'AI 17', expiryText !== null && expiry === null);
  report(gs1Problems.expiryMissing, 'AI 17', expiryText === null);
  report(gs1Problems.lotMissing, 'AI 10', lot === null);
  report(gs1Problems.serialMissing, 'AI 21', serial === null);
  report(gs1Problems.ndcAbsent, 'AI 01', ndcCandidates.length === 0);
  return { message: { gtin, ndcCandidates, lot, expiry, serial, elements: scan.elements }, problems };
}

function listNdcs(gtin: Gtin14, stated: string | null): readonly Ndc11[] {
  const reading = stated === null ? null : readNdc(stated);
  return reading?.ok === true ? [reading.ndc] : listNdcsOfGtin(gtin);
}

/** What an expiry date looks like inside a value that should have ended before it. */
const swallowed = /17\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])/;

/** Finds a lot or serial that holds an expiry date while the scan has none of its own. */
function checkSwallowed(elements: readonly Element[]): readonly Problem[] {
  if (elements.some(({ ai }) => ai === '17')) return [];
  return elements
    .filter(({ ai, value }) => (ai === '10' || ai === '21') && swallowed.test(value))
    .map(({ ai }) => gs1Problem(gs1Problems.separatorSuspect, `AI ${ai}`));
}
