import { formatThousandths } from '../../kernel/quantity.ts';
import type { ReadLine } from '../../modules/exchange/index.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Names that are spelled otherwise than a word. */
const spelled: Readonly<Record<string, string>> = {
  npi: 'NPI',
  dea: 'DEA',
  ndc: 'NDC',
  bin: 'BIN',
  pcn: 'PCN',
  id: 'ID',
  rems: 'REMS',
  ncpdp: 'NCPDP',
  rxcui: 'RxCUI',
  rxnorm: 'RxNorm',
};

/** Marks of the readers that say nothing about the message. */
const unsaid: ReadonlySet<string> = new Set(['kind', 'where', 'precision', 'zone', 'places', 'systemAsSent']);

/** Lists what a typed value holds as named lines; what is empty is left out. */
export function describeValue(value: unknown, label: string): readonly ReadLine[] {
  if (isEmpty(value)) return [];
  const short = composeShort(value);
  if (short !== null) return [{ label, value: short }];
  if (Array.isArray(value)) return describeList(value, label);
  return Object.entries(value as Fields).flatMap(([key, inner]) =>
    unsaid.has(key) ? [] : describeValue(scale(key, inner), nameInside(label, key)),
  );
}

/** Says an amount whose field names its unit in that unit's whole. */
function scale(key: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  if (key.endsWith('Thousandths')) return formatThousandths(value);
  return key.endsWith('Cents') ? `$${(value / 100).toFixed(2)}` : value;
}

/** Says the name of a field as words: `birthDate` becomes Birth date. */
export function nameField(key: string): string {
  const words = key
    .replace(/(Thousandths|Cents)$/, '')
    .replace(/^is(?=[A-Z])/, '')
    .replace('rxNorm', 'RxNorm')
    .split(/(?=[A-Z])(?<!Rx)/)
    .map((word) => spelled[word.toLowerCase()] ?? word.toLowerCase());
  const name = words.join(' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function nameInside(label: string, key: string): string {
  if (label === '') return nameField(key);
  const name = nameField(key);
  return `${label}: ${/^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name}`;
}

function describeList(values: readonly unknown[], label: string): readonly ReadLine[] {
  const shorts = values.filter((value) => !isEmpty(value)).map((value) => composeShort(value));
  if (shorts.every((short) => short !== null)) return [{ label, value: shorts.join('; ') }];
  return values.flatMap((value, index) => describeValue(value, values.length === 1 ? label : `${label} ${index + 1}`));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.every(isEmpty);
  if (typeof value !== 'object') return false;
  return Object.entries(value).every(([key, inner]) => unsaid.has(key) || isEmpty(inner));
}

/** Says a value that fits in a line: a word, a number, a name, an address, a code, a quantity, a day; null for anything larger. */
function composeShort(value: unknown): string | null {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return null;
  const fields = value as Fields;
  for (const compose of shapes) {
    const text = compose(fields);
    if (text !== null) return text;
  }
  const [only, ...others] = Object.entries(fields).filter(([key, inner]) => !unsaid.has(key) && !isEmpty(inner));
  return only !== undefined && others.length === 0 ? composeShort(only[1]) : null;
}

/** What the readers of all formats write in the same few shapes. */
const shapes: readonly ((fields: Fields) => string | null)[] = [
  (fields) => {
    const { quantityThousandths: quantity } = fields;
    if (typeof quantity !== 'number') return null;
    const unit = [fields['unit'], fields['ucumUnit'], fields['unitCode']].find((one) => !isEmpty(one));
    return `${formatThousandths(quantity)} ${unit === undefined ? '' : (composeShort(unit) ?? '')}`.trim();
  },
  (fields) => ('day' in fields && 'instant' in fields ? firstText(fields, ['local', 'instant', 'day']) : null),
  (fields) => composeName(fields, ['family', 'given', 'middle', 'suffix', 'degree']),
  (fields) => composeName(fields, ['last', 'first', 'middle', 'suffix']),
  (fields) =>
    'city' in fields
      ? joinTexts(fields, [
          'lines',
          'street',
          'otherDesignation',
          'line1',
          'line2',
          'city',
          'state',
          'stateProvince',
          'postalCode',
        ])
      : null,
  (fields) =>
    'telephones' in fields || !('number' in fields) ? null : joinTexts(fields, ['number', 'extension', 'use']),
  (fields) => composeCode(fields, ['system', 'qualifier', 'termType', 'display']),
  (fields) => composeIdentifier(fields),
];

function composeName(fields: Fields, keys: readonly string[]): string | null {
  const [family = '', ...rest] = keys;
  if (!(family in fields) || !((rest[0] ?? '') in fields)) return null;
  const given = joinTexts(fields, rest, ' ');
  return [textOf(fields[family]), given].filter((part) => part !== '' && part !== null).join(', ');
}

function composeCode(fields: Fields, systems: readonly string[]): string | null {
  const code = firstText(fields, ['code', 'rxcui']);
  const isCode = 'code' in fields || 'rxcui' in fields;
  const known = ['code', 'rxcui', 'text', 'alternates', 'originalText', 'systemAsSent', 'version', 'ndc', ...systems];
  if (!isCode || Object.keys(fields).some((key) => !known.includes(key) && !isEmpty(fields[key]))) return null;
  const text = textOf(fields['text']);
  const system = firstText(fields, systems);
  if (text === '') return [code, system].filter((part) => part !== null).join(' ');
  const inside = [code, system].filter((part) => part !== null).join(' ');
  return inside === '' ? text : `${text} (${inside})`;
}

function composeIdentifier(fields: Fields): string | null {
  const id = textOf(fields['id']);
  const known = ['id', 'authority', 'typeCode', 'type', 'qualifier', 'system', 'value'];
  const value = id === '' ? textOf(fields['value']) : id;
  if (value === '' || Object.keys(fields).some((key) => !known.includes(key) && !isEmpty(fields[key]))) return null;
  const { authority } = fields;
  const issuer =
    typeof authority === 'object' && authority !== null
      ? firstText(authority as Fields, ['namespace', 'universalId'])
      : textOf(authority);
  const about = [issuer, firstText(fields, ['typeCode', 'type', 'qualifier', 'system'])].filter(
    (part) => part !== null && part !== '',
  );
  return about.length === 0 ? value : `${value} (${[...new Set(about)].join(' ')})`;
}

function firstText(fields: Fields, keys: readonly string[]): string | null {
  const found = keys.map((key) => textOf(fields[key])).find((text) => text !== '');
  return found ?? null;
}

function joinTexts(fields: Fields, keys: readonly string[], between = ', '): string | null {
  const texts = keys.map((key) => textOf(fields[key])).filter((text) => text !== '');
  return texts.length === 0 ? null : texts.join(between);
}

function textOf(value: unknown): string {
  if (Array.isArray(value))
    return value
      .map(textOf)
      .filter((text) => text !== '')
      .join(', ');
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
