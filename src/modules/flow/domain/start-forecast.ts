import type { Instant } from '../../../kernel/instant.ts';
import type { StageCode } from '../../pathways/language.ts';
import {
  computeRemainingMinutes,
  computeShareLeft,
  countMinutes,
  fitStartCurve,
  groupRemaining,
  keyOf,
  type StartCurve,
  type StartCycle,
  type StartPlace,
  wholeKey,
} from './start-curve.ts';

/** Below so many starts history says nothing. */
export const fewestStarts = 10;

/** The share of all cycles, the newest, that is held back when the forecasts are tried on history. */
const heldBackShare = 0.25;

/** On what a forecast rests: therapies with the same barrier in the same stage, in the same stage, or all. */
type ForecastBasis = 'barrier' | 'stage' | 'all';

/** In how many minutes a therapy is likely to start: a tenth starts sooner than `low`, a tenth later than `high`. */
export interface StartForecast {
  readonly basis: ForecastBasis;
  readonly starts: number;
  readonly lowMinutes: number;
  readonly middleMinutes: number;
  /** Null when history does not reach so far. */
  readonly highMinutes: number | null;
  readonly elapsedMinutes: number;
  /** The share of therapies like it that had started after as long. */
  readonly shareBefore: number;
}

/** Forecasts the start from the curve of the most alike therapies that has starts enough; null when history is too thin. */
export function forecastStart(
  curves: ReadonlyMap<string, StartCurve>,
  place: StartPlace,
  now: Instant,
): StartForecast | null {
  const tries = [
    { basis: 'barrier', key: place.barrierCode === null ? null : keyOf(place), since: place.barrierSince },
    { basis: 'stage', key: keyOf({ stage: place.stage }), since: place.stageSince },
    { basis: 'all', key: wholeKey, since: place.receivedAt },
  ] as const;
  for (const { basis, key, since } of tries) {
    const curve = key === null ? undefined : curves.get(key);
    if (curve === undefined || curve.starts < fewestStarts) continue;
    const elapsed = countMinutes({ from: since, to: now });
    const lowMinutes = computeRemainingMinutes(curve, { elapsed, share: 0.1 });
    const middleMinutes = computeRemainingMinutes(curve, { elapsed, share: 0.5 });
    if (lowMinutes === null || middleMinutes === null) continue;
    const highMinutes = computeRemainingMinutes(curve, { elapsed, share: 0.9 });
    const shareBefore = 1 - computeShareLeft(curve, elapsed);
    return {
      basis,
      starts: curve.starts,
      lowMinutes,
      middleMinutes,
      highMinutes,
      elapsedMinutes: elapsed,
      shareBefore,
    };
  }
  return null;
}

/** Fits all curves of a history. */
export function fitStartCurves(cycles: readonly StartCycle[], seenUntil: Instant): ReadonlyMap<string, StartCurve> {
  return new Map([...groupRemaining(cycles, seenUntil)].map(([key, group]) => [key, fitStartCurve(group)]));
}

/** A forecast that was tried on history, with what came. */
export interface TriedForecast {
  readonly cycleIndex: number;
  readonly step: number;
  readonly stage: StageCode;
  readonly forecast: StartForecast;
  readonly actualMinutes: number;
}

/**
 * Tries the forecasts on history: the newest quarter of the cycles is held back, and at each of their steps the start is forecast
 * from what was known when the first of them was received.
 */
export function tryForecasts(cycles: readonly StartCycle[]): readonly TriedForecast[] {
  const received = cycles.map(({ receivedAt }) => receivedAt).sort();
  const split = received[Math.floor(received.length * (1 - heldBackShare))];
  if (split === undefined) return [];
  const curves = fitStartCurves(
    cycles.filter(({ receivedAt }) => receivedAt < split),
    split,
  );
  return cycles.flatMap((cycle, cycleIndex) => {
    const { deliveredAt, receivedAt } = cycle;
    if (receivedAt < split || deliveredAt === null) return [];
    let stageSince = receivedAt;
    let stage: StageCode | null = null;
    return cycle.steps.flatMap((step, index): readonly TriedForecast[] => {
      const { enteredAt: at, barrierCode } = step;
      if (step.stage !== stage) stageSince = at;
      stage = step.stage;
      if (at >= deliveredAt) return [];
      const forecast = forecastStart(curves, { stage, barrierCode, barrierSince: at, stageSince, receivedAt }, at);
      const actualMinutes = countMinutes({ from: at, to: deliveredAt });
      return forecast === null ? [] : [{ cycleIndex, step: index, stage, forecast, actualMinutes }];
    });
  });
}
