import { parseGtin } from '../../kernel/gtin.ts';
import { readDigitalLink } from './digital-link.ts';
import type { Element, ElementReading } from './element.ts';
import { groupSeparator, readBracketed, readElementString } from './element-string.ts';
import { type Gs1ProblemKind, gs1Problem, gs1Problems } from './problems.ts';

/** How scanners are set up at a site. */
export interface ScannerSettings {
  /**
   * What the scanner types in place of the separator, beside GS itself and `^`. Only texts with a character outside
   * set 82 are safe, such as `~`, `|`, `{GS}` or `[FNC1]`, because others may be part of a lot or serial number.
   */
  readonly separatorSubstitutes: readonly string[];
}

/** What was scanned: elements of GS1 data, or plain text of another barcode. */
export interface Scan extends ElementReading {
  /** The symbology identifier (ISO/IEC 15424) that the scanner put in front, such as `]d2`. */
  readonly symbology: string | null;
  /** The content when it is no GS1 data. */
  readonly plainText: string | null;
}

/** GS1 DataMatrix, GS1-128, GS1 QR, GS1 DataBar and composites, GS1 DotCode. */
const gs1Symbologies: ReadonlySet<string> = new Set([']d2', ']C1', ']Q3', ']e0', ']J1']);
/** Linear barcodes that hold nothing but a GTIN: EAN-13 and UPC, EAN-8, ITF-14. */
const gtinSymbologies: Readonly<Record<string, RegExp>> = { ']E0': /^\d{13}$/, ']E4': /^\d{8}$/, ']I1': /^\d{14}$/ };
/** DataMatrix, QR, DotCode and Code 128 without the GS1 mark. */
const plainSymbologies: ReadonlySet<string> = new Set([']d1', ']Q1', ']J0', ']C0']);

const longestScan = 8_000;
/** A composite barcode follows a linear one behind this mark. */
const compositeMark = '|]e0';

/**
 * Reads what a scanner typed: with a symbology identifier or without, in brackets, as an element string, as a Digital
 * Link or as the bare digits of a linear barcode. Line ends that a scanner appends are no content.
 */
export function readScan(typed: string, settings: ScannerSettings = { separatorSubstitutes: [] }): Scan {
  if (typed.length > longestScan) return refused(gs1Problems.scanTooLong, null);
  const text = typed.replace(/[\r\n\t]+$/, '').trimStart();
  if (text === '') return refused(gs1Problems.scanEmpty, null);
  if (text.startsWith(']')) return readWithSymbology(text, settings);
  return { symbology: null, plainText: null, ...readContent(text, settings) };
}

function readWithSymbology(text: string, settings: ScannerSettings): Scan {
  const symbology = text.slice(0, 3);
  const content = text.slice(3);
  const linear = gtinSymbologies[symbology];
  if (linear !== undefined) return readLinear(symbology, linear, content, settings);
  if (plainSymbologies.has(symbology)) return { symbology, plainText: content, elements: [], problems: [] };
  if (!gs1Symbologies.has(symbology)) return refused(gs1Problems.symbologyUnknown, null);
  if (content === '') return refused(gs1Problems.scanEmpty, symbology);
  return { symbology, plainText: null, ...readElementString(toSeparators(content, settings)) };
}

function readLinear(symbology: string, form: RegExp, content: string, settings: ScannerSettings): Scan {
  const [digits = '', composite] = content.split(compositeMark);
  const gtin = form.test(digits) ? parseGtin(digits) : null;
  if (gtin === null) {
    const kind = form.test(digits) ? gs1Problems.checkDigitWrong : gs1Problems.valueLength;
    return refused(kind, symbology, 'AI 01');
  }
  const item: Element = { ai: '01', value: gtin };
  if (composite === undefined) return { symbology, plainText: null, elements: [item], problems: [] };
  const rest = readElementString(toSeparators(composite, settings));
  return { symbology, plainText: null, elements: [item, ...rest.elements], problems: rest.problems };
}

function readContent(text: string, settings: ScannerSettings): ElementReading {
  if (/^https?:\/\//i.test(text)) return readDigitalLink(text);
  if (text.startsWith('(')) return readBracketed(text);
  // Eight bare digits are left out: a date with its identifier may look like them, and no drug has so short a number.
  const gtin = /^\d{12,14}$/.test(text) ? parseGtin(text) : null;
  if (gtin !== null) return { elements: [{ ai: '01', value: gtin }], problems: [] };
  return readElementString(toSeparators(text, settings));
}

function refused(kind: Gs1ProblemKind, symbology: string | null, where = 'scan'): Scan {
  return { symbology, plainText: null, elements: [], problems: [gs1Problem(kind, where)] };
}

/** Puts the separator where the scanner typed a substitute; the longest substitute first, so that none hides another. */
function toSeparators(text: string, { separatorSubstitutes }: ScannerSettings): string {
  const substitutes = ['^', '\u241d', ...separatorSubstitutes].filter((substitute) => substitute !== '');
  return substitutes
    .sort((left, right) => right.length - left.length)
    .reduce((typed, substitute) => typed.replaceAll(substitute, groupSeparator), text);
}
