import type { Brand } from './brand.ts';

/** A National Drug Code in the 11-digit billing form 5-4-2, without hyphens. */
export type Ndc11 = Brand<string, 'Ndc11'>;

/** Why a text is no usable NDC. `ambiguous` is ten digits without hyphens, which fit three labels (21 CFR 207.33). */
type NdcFault = 'empty' | 'characters' | 'length' | 'ambiguous';

/** The outcome of reading an NDC: the billing form, or why there is none; `candidates` lists what an ambiguous text may mean. */
export type NdcReading =
  | { readonly ok: true; readonly ndc: Ndc11 }
  | { readonly ok: false; readonly fault: NdcFault; readonly candidates: readonly Ndc11[] };

const hyphenated = /^(\d{4,5})-(\d{3,4})-(\d{1,2})$/;

/**
 * Reads an NDC as labels, directories and messages write it: 4-4-2, 5-3-2, 5-4-1 and 5-4-2 with hyphens, or 11 digits.
 * Ten digits without hyphens are refused as ambiguous with their three readings, because a guess may name another drug.
 */
export function readNdc(text: string): NdcReading {
  const trimmed = text.trim();
  if (trimmed === '') return fault('empty');
  if (/[^\d-]/.test(trimmed)) return fault('characters');
  const parts = hyphenated.exec(trimmed);
  if (parts !== null) return readHyphenated([parts[1] ?? '', parts[2] ?? '', parts[3] ?? '']);
  if (trimmed.includes('-')) return fault('length');
  if (trimmed.length === 11) return { ok: true, ndc: trimmed as Ndc11 };
  return trimmed.length === 10 ? fault('ambiguous', listNdcCandidates(trimmed)) : fault('length');
}

/** Lists the three 11-digit codes that ten digits without hyphens may mean, in the order 4-4-2, 5-3-2, 5-4-1. */
export function listNdcCandidates(tenDigits: string): readonly Ndc11[] {
  const forms = [
    `0${tenDigits}`,
    `${tenDigits.slice(0, 5)}0${tenDigits.slice(5)}`,
    `${tenDigits.slice(0, 9)}0${tenDigits.slice(9)}`,
  ];
  return forms as Ndc11[];
}

/** Writes the billing form with hyphens, 5-4-2. */
export function formatNdc(ndc: Ndc11): string {
  return `${ndc.slice(0, 5)}-${ndc.slice(5, 9)}-${ndc.slice(9)}`;
}

function readHyphenated(parts: readonly [string, string, string]): NdcReading {
  const [labeler, product, packageCode] = parts;
  const digits = labeler.length + product.length + packageCode.length;
  if (digits !== 10 && digits !== 11) return fault('length');
  return {
    ok: true,
    ndc: `${labeler.padStart(5, '0')}${product.padStart(4, '0')}${packageCode.padStart(2, '0')}` as Ndc11,
  };
}

function fault(kind: NdcFault, candidates: readonly Ndc11[] = []): NdcReading {
  return { ok: false, fault: kind, candidates };
}
