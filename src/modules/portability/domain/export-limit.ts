import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { portabilityRefusals } from '../refusals.ts';

/** Where no policy is kept, one patient in an hour may be exported. */
export const limitWithoutPolicy = 1;

/** Decides whether a person may export one patient more within this hour. */
export function decideExport(hour: { readonly exported: number; readonly limit: number }): Result<null> {
  if (hour.exported < hour.limit) return ok(null);
  return refuse(portabilityRefusals.hourlyLimitReached, { limit: hour.limit });
}

const hoursToTake = 24;

/** Decides whether a person may take the archive of an export: the one who made it, within a day. */
export function decideTaking(
  made: { readonly exportedBy: string; readonly exportedAt: string },
  taker: { readonly staffId: string | null; readonly now: string },
): Result<null> {
  if (made.exportedBy !== taker.staffId) return refuse(portabilityRefusals.othersExport);
  const age = Date.parse(taker.now) - Date.parse(made.exportedAt);
  return age <= hoursToTake * 3_600_000 ? ok(null) : refuse(portabilityRefusals.exportTooOld);
}
