import type { ObservationFacts, ResultDetail } from './clinical-record.ts';

/** A measurement that a laboratory reported. */
export interface ResultFacts extends ObservationFacts {
  readonly result: ResultDetail;
}

/** What is done with a result that arrives: what was known of it is kept, taken off the record, or both stand. */
export type ResultArrival<Known> =
  | { readonly kind: 'known'; readonly same: Known }
  | { readonly kind: 'record'; readonly replaced: readonly Known[] };

/**
 * Decides what becomes of an arriving result beside those known under its number. A correction replaces everything, a final
 * result replaces preliminary ones and never another final one, and a preliminary one that comes late changes nothing.
 */
export function decideResultArrival<Known extends ObservationFacts>(
  known: readonly Known[],
  arriving: ResultFacts,
): ResultArrival<Known> {
  const same = known.find((each) => isSameResult(each, arriving));
  if (same !== undefined) return { kind: 'known', same };
  const { status } = arriving.result;
  const settled = known.find((each) => each.result?.status !== 'preliminary');
  if (status === 'preliminary' && settled !== undefined) return { kind: 'known', same: settled };
  const replaced = status === 'corrected' ? known : known.filter((each) => each.result?.status === 'preliminary');
  return { kind: 'record', replaced };
}

function isSameResult(known: ObservationFacts, arriving: ResultFacts): boolean {
  const { result } = known;
  return (
    result !== null &&
    result !== undefined &&
    known.value === arriving.value &&
    known.ucumUnit === arriving.ucumUnit &&
    known.observedOn === arriving.observedOn &&
    result.status === arriving.result.status &&
    result.observedAt === arriving.result.observedAt &&
    result.flag === arriving.result.flag &&
    result.referenceRange === arriving.result.referenceRange
  );
}
