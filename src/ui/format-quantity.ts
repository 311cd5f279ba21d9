import { formatThousandths, type Quantity } from '../kernel/quantity.ts';
import { groupThousands } from './format-money.ts';

/**
 * UCUM codes whose own spelling must not be read by people, with the words used instead.
 * `U`, `IU` and `µg` stand on the "Do Not Use" list of the Joint Commission and ISMP's list of error-prone abbreviations.
 */
const wordsByUcumUnit: ReadonlyMap<string, string> = new Map([
  ['1', ''],
  ['[iU]', 'international units'],
  ['[IU]', 'international units'],
  ['U', 'units'],
  ['k[iU]', 'thousand international units'],
  ['ug', 'mcg'],
  ['ug/mL', 'mcg/mL'],
  ['[iU]/mL', 'international units/mL'],
  ['U/mL', 'units/mL'],
  ['[in_i]', 'in'],
  ['[lb_av]', 'lb'],
  ['Cel', '°C'],
  ['d', 'days'],
]);

/** Writes a quantity for people: `2.4 mL`, `1,500 international units`, `30 tablets`; never a trailing zero or a bare point. */
export function formatQuantity(quantity: Quantity): string {
  const [whole = '0', fraction] = formatThousandths(quantity.quantityThousandths).split('.');
  const sign = whole.startsWith('-') ? '−' : '';
  const amount = `${sign}${groupThousands(whole.replace('-', ''))}${fraction === undefined ? '' : `.${fraction}`}`;
  const unit = formatUnit(quantity.ucumUnit, quantity.quantityThousandths === 1000);
  return unit === '' ? amount : `${amount} ${unit}`;
}

/** Writes a UCUM unit for people; an annotation such as `{tablet}` becomes the word, in the plural unless there is one. */
export function formatUnit(ucumUnit: string, isOne = false): string {
  const annotation = /^\{(.+)\}$/.exec(ucumUnit)?.[1];
  if (annotation !== undefined) return isOne || annotation.endsWith('s') ? annotation : `${annotation}s`;
  return wordsByUcumUnit.get(ucumUnit) ?? ucumUnit;
}
