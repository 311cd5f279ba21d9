import { parseBasicDay, parseCalendarDay } from '../../kernel/calendar-day.ts';
import { parseInstant } from '../../kernel/instant.ts';
import { parseThousandths } from '../../kernel/quantity.ts';
import type { ElementCursor } from './element-cursor.ts';
import { scriptProblems } from './problems.ts';
import type { ScriptCode, ScriptDate } from './script-values.ts';

/** Reads `<Code/><Qualifier/><Text/>`; a bare text with a Qualifier attribute is accepted with a warning. */
export function readCode(cursor: ElementCursor | null): ScriptCode | null {
  if (cursor === null) return null;
  const text = cursor.findText('Text') ?? cursor.findText('Description');
  const code = cursor.findText('Code');
  if (code !== null || text !== null) return { code, text, qualifier: cursor.findText('Qualifier') };
  if (cursor.text === null) return null;
  cursor.report(scriptProblems.shapeVariant);
  return { code: cursor.text, text: null, qualifier: cursor.findAttribute('Qualifier') };
}

/** Reads the code of an element that has no more than one, such as `<StrengthForm><Code/></StrengthForm>`. */
export function readPlainCode(cursor: ElementCursor | null): string | null {
  const code = readCode(cursor);
  return code?.code ?? code?.text ?? null;
}

/** Reads `<Date/>` or `<DateTime/>`; a bare day is accepted with a warning, anything else is invalid. */
export function readDate(cursor: ElementCursor | null): ScriptDate | null {
  if (cursor === null) return null;
  const standard = cursor.findAny(['Date', 'DateTime']);
  const text = (standard ?? cursor).text;
  if (text === null) return null;
  const date = parseDate(text);
  if (date === null) (standard ?? cursor).report(scriptProblems.valueInvalid);
  else if (standard === null) cursor.report(scriptProblems.shapeVariant);
  return date;
}

function parseDate(text: string): ScriptDate | null {
  const whole = parseCalendarDay(text) ?? parseBasicDay(text);
  if (whole !== null) return { day: whole, instant: null };
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.test(text)) return null;
  const day = parseCalendarDay(text.slice(0, 10));
  return day === null ? null : { day, instant: parseInstant(text) };
}

/** Reads a whole number from 0 to 9999, such as days of supply or refills; anything else is invalid. */
export function readCount(cursor: ElementCursor | null): number | null {
  const text = cursor?.text ?? null;
  if (cursor === null || text === null) return null;
  if (/^\d{1,4}$/.test(text)) return Number(text);
  cursor.report(scriptProblems.valueInvalid);
  return null;
}

/** Reads a decimal amount as thousandths; anything that is no amount is invalid. */
export function readThousandths(cursor: ElementCursor | null): number | null {
  const text = cursor?.text ?? null;
  if (cursor === null || text === null) return null;
  const thousandths = parseThousandths(text);
  if (thousandths === null) cursor.report(scriptProblems.valueInvalid);
  return thousandths;
}

/** Reads `true` or `false`, also as `1`, `0`, `Y` and `N`. */
export function readFlag(cursor: ElementCursor | null): boolean | null {
  const text = cursor?.text ?? null;
  if (cursor === null || text === null) return null;
  if (/^(true|1|Y)$/i.test(text)) return true;
  if (/^(false|0|N)$/i.test(text)) return false;
  cursor.report(scriptProblems.codeUnknown);
  return null;
}

const placeholder = /^(undefined|null|none|nan|n\/a|\[object object\]|mock_value|test|tbd|unknown)$/i;

/** Reports a text that a program wrote in place of a missing value. */
export function checkPlaceholder(cursor: ElementCursor | null): void {
  if (cursor?.text != null && placeholder.test(cursor.text)) cursor.report(scriptProblems.placeholderValue);
}
