/** By what margins are put together. */
export const marginDimensions = {
  payer: 'Payer',
  drug: 'Drug',
  clinic: 'Clinic',
  therapy: 'Therapy',
  month: 'Month of service',
} as const;

export type MarginDimension = keyof typeof marginDimensions;

/** What margins are narrowed to: one value of a dimension; the key is empty where none is on file. */
export interface MarginPart {
  readonly by: MarginDimension;
  readonly key: string;
}
