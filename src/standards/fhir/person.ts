import { type FhirElement, itemsOf, textOf, textsOf } from './element.ts';
import { toStateCode } from './us-states.ts';

export interface PersonName {
  readonly family: string | null;
  readonly given: readonly string[];
  readonly prefix: string | null;
  readonly suffix: string | null;
  readonly text: string | null;
}

/** An address; a state of the United States is its two-letter code. */
export interface PostalAddress {
  readonly use: string | null;
  readonly lines: readonly string[];
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
}

/** A way to reach somebody; `system` is `phone`, `fax`, `email`, `sms` and so on, `use` is `home`, `work`, `mobile` … */
export interface ContactPoint {
  readonly system: string | null;
  readonly value: string;
  readonly use: string | null;
}

const preferredUses = ['official', 'usual', undefined, 'nickname', 'temp', 'anonymous', 'maiden', 'old'];

/** Reads the name that counts: the official one, else the usual one, former names last. */
export function readName(element: FhirElement): PersonName | null {
  const rank = (name: FhirElement): number => {
    const found = preferredUses.indexOf(textOf(name, 'use') ?? undefined);
    return found < 0 ? preferredUses.length : found;
  };
  const [best] = [...itemsOf(element, 'name')].sort((left, right) => rank(left) - rank(right));
  if (best === undefined) return null;
  return {
    family: textOf(best, 'family'),
    given: textsOf(best, 'given'),
    prefix: textsOf(best, 'prefix').join(' ') || null,
    suffix: textsOf(best, 'suffix').join(' ') || null,
    text: textOf(best, 'text'),
  };
}

/** Lists addresses that are not marked as former ones. */
export function readAddresses(element: FhirElement): readonly PostalAddress[] {
  return itemsOf(element, 'address')
    .filter((address) => textOf(address, 'use') !== 'old')
    .map((address) => {
      const state = textOf(address, 'state');
      return {
        use: textOf(address, 'use'),
        lines: textsOf(address, 'line'),
        city: textOf(address, 'city'),
        state: state === null ? null : toStateCode(state),
        postalCode: textOf(address, 'postalCode'),
        country: textOf(address, 'country'),
      };
    });
}

/** Lists ways of contact that are not marked as former ones. */
export function readContacts(element: FhirElement): readonly ContactPoint[] {
  return itemsOf(element, 'telecom').flatMap((contact) => {
    const value = textOf(contact, 'value');
    const use = textOf(contact, 'use');
    return value === null || use === 'old' ? [] : [{ system: textOf(contact, 'system'), value, use }];
  });
}
