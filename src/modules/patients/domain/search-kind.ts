/** The ways in which patients are found; each is indexed by keyed tokens of its own. */
export type SearchKind =
  | 'family-name/phonetic'
  | 'family-name/prefix'
  | 'given-name/prefix'
  | 'birth-date/birth-date'
  | 'family-initial-and-birth/exact'
  | 'given-initial-and-birth/exact'
  | 'sound-initial-and-year/phonetic-with'
  | 'sound-initial-and-day/phonetic-with'
  | 'initial-given-and-year/exact'
  | 'initial-given-and-day/exact'
  | 'sound-and-given/phonetic-with'
  | 'postal-code-and-birth/exact'
  | 'postal-code-given-and-year/exact'
  | 'postal-code-given-and-day/exact'
  | 'sound-and-postal-code/phonetic-with'
  | 'phone/exact'
  | 'phone/last-digits'
  | 'identifier/exact'
  | 'record-number/exact'
  | 'member-id/exact';

/** A text to be indexed or asked for in one way. */
export interface SearchTerm {
  readonly kind: SearchKind;
  readonly text: string;
}
