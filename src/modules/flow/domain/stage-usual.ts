import type { StageCode } from '../../pathways/language.ts';

/** Below so many finished cycles it is not said what is usual. */
const fewestCyclesToSay = 5;

/** How long finished cycles usually are in a stage. */
export interface StageUsual {
  readonly stage: StageCode;
  readonly cycles: number;
  readonly medianMinutes: number;
}

/** Computes how long a stage usually takes, in milliseconds; null while too few cycles tell. */
export function computeUsualMilliseconds({ cycles, medianMinutes }: StageUsual): number | null {
  return cycles < fewestCyclesToSay ? null : medianMinutes * 60_000;
}
