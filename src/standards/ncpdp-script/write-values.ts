import { formatThousandths } from '../../kernel/quantity.ts';
import type { SigAmount } from './script-medication.ts';
import type { ScriptCode, ScriptDate } from './script-values.ts';
import { branch, leaf } from './xml-text.ts';

/** Writes a coded part with its text, qualifier and code. */
export function writeCode(element: string, code: ScriptCode | null, textElement = 'Text'): string {
  if (code === null) return '';
  return branch(element, [leaf(textElement, code.text), leaf('Code', code.code), leaf('Qualifier', code.qualifier)]);
}

/** Writes the moment where one is known, else the day. */
export function writeDate(element: string, date: ScriptDate | null): string {
  if (date === null) return '';
  return branch(element, [date.instant === null ? leaf('Date', date.day) : leaf('DateTime', date.instant)]);
}

/** Writes a number of units, such as a frequency, with the elements that the standard names for it. */
export function writeAmount(
  elements: { readonly name: string; readonly value: string; readonly units: string },
  amount: SigAmount | null,
): string {
  if (amount === null) return '';
  return branch(elements.name, [
    leaf(elements.value, amount.thousandths === null ? null : formatThousandths(amount.thousandths)),
    writeCode(elements.units, amount.units),
  ]);
}
