/** By what the board puts findings together. */
export const riskDimensions = {
  cause: 'Cause',
  owner: 'Owner',
  payer: 'Payer',
  day: 'Day of service',
} as const;

export type RiskDimension = keyof typeof riskDimensions;

/** What the board is narrowed to. */
export interface BoardPart {
  readonly by: RiskDimension;
  readonly key: string;
}
