import type { StageCode } from '../../pathways/language.ts';

/** A forecast beside what came. */
export interface ForecastCase {
  readonly stage: StageCode;
  readonly lowMinutes: number;
  readonly middleMinutes: number;
  readonly highMinutes: number | null;
  readonly actualMinutes: number;
}

/** How forecasts did: how many of them, how many whose start fell into the band, and by how much half of them were off at most. */
export interface Calibration {
  readonly forecasts: number;
  readonly inBand: number;
  readonly medianErrorMinutes: number;
}

/** Tells whether a start fell into its band; an end that history did not reach holds everything. */
export function isInBand(tried: ForecastCase): boolean {
  return (
    tried.actualMinutes >= tried.lowMinutes && (tried.highMinutes ?? Number.POSITIVE_INFINITY) >= tried.actualMinutes
  );
}

/** Computes how forecasts did; null when there are none. */
export function computeCalibration(cases: readonly ForecastCase[]): Calibration | null {
  const errors = cases.map(errorOf).sort((left, right) => left - right);
  const [low, high] = [errors[Math.floor((errors.length - 1) / 2)], errors[Math.floor(errors.length / 2)]];
  if (low === undefined || high === undefined) return null;
  return {
    forecasts: cases.length,
    inBand: cases.filter(isInBand).length,
    medianErrorMinutes: Math.round((low + high) / 2),
  };
}

/** Computes by how many minutes a forecast was off. */
function errorOf(tried: ForecastCase): number {
  return Math.abs(tried.actualMinutes - tried.middleMinutes);
}
