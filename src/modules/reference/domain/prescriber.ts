import type { Id } from '../../../kernel/ids.ts';
import type { Npi } from '../../../kernel/npi.ts';
import { listPlainWords } from './word-similarity.ts';

export type PrescriberId = Id<'prescriber'>;

/** Somebody who may prescribe. */
export interface Prescriber {
  readonly prescriberId: PrescriberId;
  readonly npi: Npi;
  readonly deaNumber: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly credential: string | null;
  readonly specialty: string | null;
  readonly phone: string | null;
  readonly fax: string | null;
  /** The state of practice, two letters. */
  readonly state: string | null;
}

/** Writes a family name in the form in which it is compared: plain capital letters. */
export function toFamilyKey(familyName: string): string {
  return listPlainWords(familyName).join('').toUpperCase();
}
