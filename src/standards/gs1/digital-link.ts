import type { Problem } from '../../kernel/problem.ts';
import { findIdentifier } from './application-identifiers.ts';
import { checkElement, type Element, type ElementReading } from './element.ts';
import { gs1Problem, gs1Problems } from './problems.ts';

/** The longest text after the scheme that is looked at. */
const scheme = /^(?:https?|HTTPS?):\/\/([^/?#]*)(\/[^?#]*)?(?:\?([^#]*))?(?:#.*)?$/;
/** A host by name or number, with a port perhaps. */
const host = /^[A-Za-z0-9.-]+(?::\d{1,5})?$/;
const characters = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/;

/** Names that early Digital Links used instead of numbers. */
const namedIdentifiers: Readonly<Record<string, string>> = {
  gtin: '01',
  itip: '8006',
  cpid: '8010',
  gln: '414',
  payTo: '415',
  gsrnp: '8017',
  gsrn: '8018',
  gcn: '255',
  sscc: '00',
  gdti: '253',
  ginc: '401',
  gsin: '402',
  grai: '8003',
  giai: '8004',
  cpv: '22',
  lot: '10',
  ser: '21',
  cpsn: '8011',
  glnx: '254',
  refno: '8020',
  srin: '8019',
};

/**
 * Reads a GS1 Digital Link address: the path ends in a primary key with its qualifiers in order, the query holds further
 * identifiers, whatever else stands in path or query is the brand's own. A GTIN of 8, 12 or 13 digits is padded.
 */
export function readDigitalLink(text: string): ElementReading {
  const [, domain = '', path = '', query = ''] = scheme.exec(text) ?? [];
  if (!host.test(domain) || !characters.test(text)) return refused('address');
  const key = findKeyPath(path.split('/').slice(1));
  if (key === null) return refused('path');
  const elements: Element[] = [];
  const problems: Problem[] = [];
  const add = (ai: string, value: string | null): void => {
    const identifier = findIdentifier(ai);
    if (identifier === null || value === null) {
      problems.push(
        gs1Problem(identifier === null ? gs1Problems.identifierUnknown : gs1Problems.valueInvalid, `AI ${ai}`),
      );
      return;
    }
    const padded = ai === '01' && /^(\d{8}|\d{12,13})$/.test(value) ? value.padStart(14, '0') : value;
    const problem = checkElement(identifier, padded);
    if (problem === null) elements.push({ ai, value: padded });
    else problems.push(problem);
  };
  for (const [ai, value] of key) add(ai, decode(value));
  problems.push(...checkKeyPath(key.map(([ai]) => ai)));
  for (const [ai, value] of listAttributes(query)) {
    if (mayBeAttribute(ai, key, elements)) add(ai, decode(value.replaceAll('+', ' ')));
    else problems.push(gs1Problem(gs1Problems.linkAttribute, `AI ${ai}`));
  }
  return { elements, problems };
}

function refused(where: string): ElementReading {
  return { elements: [], problems: [gs1Problem(gs1Problems.linkInvalid, where)] };
}

type Pair = readonly [ai: string, value: string];

/** Finds the last pair of the path that is a primary key with nothing but pairs behind it. */
function findKeyPath(segments: readonly string[]): readonly Pair[] | null {
  for (let start = segments.length - 2; start >= 0; start -= 2) {
    const ai = toIdentifier(segments[start] ?? '');
    if (ai === null) return null;
    if (findIdentifier(ai)?.qualifiers == null) continue;
    const pairs: Pair[] = [];
    for (let at = start; at < segments.length; at += 2) {
      pairs.push([toIdentifier(segments[at] ?? '') ?? '', segments[at + 1] ?? '']);
    }
    return pairs;
  }
  return null;
}

function toIdentifier(segment: string): string | null {
  const ai = Object.hasOwn(namedIdentifiers, segment) ? namedIdentifiers[segment] : segment;
  return ai !== undefined && /^\d{2,4}$/.test(ai) ? ai : null;
}

/** The qualifiers must follow one of the key's sequences in its order, leaving out what is not there. */
function checkKeyPath([key = '', ...qualifiers]: readonly string[]): readonly Problem[] {
  const sequences = findIdentifier(key)?.qualifiers ?? [];
  const isOrdered = sequences.some((sequence) => {
    const places = qualifiers.map((ai) => sequence.indexOf(ai));
    return places.every((place, index) => place >= 0 && place > (places[index - 1] ?? -1));
  });
  return isOrdered || qualifiers.length === 0 ? [] : [gs1Problem(gs1Problems.linkQualifier, `AI ${key}`)];
}

/** Lists the identifiers of the query; a name that is no number is the brand's own. */
function listAttributes(query: string): readonly Pair[] {
  return query.split(/[&;]/).flatMap((parameter): Pair[] => {
    const [name = '', value] = splitOnce(parameter);
    return /^\d+$/.test(name) && value !== null ? [[name, value]] : [];
  });
}

function splitOnce(parameter: string): readonly [string, string | null] {
  const at = parameter.indexOf('=');
  return at < 0 ? [parameter, null] : [parameter.slice(0, at), parameter.slice(at + 1)];
}

/** A qualifier of the key belongs to the path, and nothing may stand twice. */
function mayBeAttribute(ai: string, key: readonly Pair[], elements: readonly Element[]): boolean {
  const qualifiers = findIdentifier(key[0]?.[0] ?? '')?.qualifiers ?? [];
  const isQualifier = qualifiers.some((sequence) => sequence.includes(ai));
  return findIdentifier(ai)?.isAttribute === true && !isQualifier && !elements.some((element) => element.ai === ai);
}

/** Decodes percent encoding of ASCII; null when an escape is broken or hides a control character. */
function decode(text: string): string | null {
  const decoded = text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return /%(?![0-9A-Fa-f]{2})/.test(text) || /[^ -~]/.test(decoded) ? null : decoded;
}
