import type { PatientId, TherapyId } from '../../../kernel/ids.ts';
import { addMinutes, dayIn, type Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import { stages } from '../../pathways/language.ts';
import { findStanding, getTherapyCycles } from '../../therapies/index.ts';
import { explainForecast } from '../domain/forecast-words.ts';
import { findStartPlace, keyOf, wholeKey } from '../domain/start-curve.ts';
import { fewestStarts, forecastStart } from '../domain/start-forecast.ts';
import { findLearnedAt, listStartCurves } from '../learning-queries.ts';
import { flowRefusals } from '../refusals.ts';

/** When a therapy is likely to start, or why that is not said. */
interface KnownForecast {
  readonly patientId: PatientId;
  readonly standing: 'forecast' | 'thin' | 'not-starting';
  readonly forecast: {
    readonly lowOn: string;
    readonly middleOn: string;
    readonly highOn: string | null;
    readonly starts: number;
    readonly reasons: string[];
  } | null;
  readonly fewestStarts: number;
  readonly learnedAt: Instant | null;
}

/** Forecasts the start of a therapy from what was last learned of the pharmacy's own cycles. */
export async function getStartForecast(tx: TenantTransaction, therapyId: TherapyId): Promise<Result<KnownForecast>> {
  const therapy = await findStanding(tx, therapyId);
  if (therapy === null) return refuse(flowRefusals.unknownTherapy);
  const none = { patientId: therapy.patientId, forecast: null, fewestStarts, learnedAt: await findLearnedAt(tx) };
  if (therapy.isEnded || therapy.cycleKind !== 'start' || therapy.isCycleDelivered) {
    return ok({ ...none, standing: 'not-starting' });
  }
  const { cycles } = await getTherapyCycles(tx, therapyId);
  const place = findStartPlace(cycles.at(-1));
  if (place === null) return ok({ ...none, standing: 'thin' });
  const keys = [keyOf(place), keyOf({ stage: place.stage }), wholeKey];
  const found = forecastStart(await listStartCurves(tx, keys), place, tx.now);
  if (found === null) return ok({ ...none, standing: 'thin' });
  const { timeZone } = (await getSite(tx, therapy.siteId)).calendar;
  const dayAfter = (minutes: number): string => dayIn(addMinutes(tx.now, minutes), timeZone);
  const forecast = {
    lowOn: dayAfter(found.lowMinutes),
    middleOn: dayAfter(found.middleMinutes),
    highOn: found.highMinutes === null ? null : dayAfter(found.highMinutes),
    starts: found.starts,
    reasons: [
      ...explainForecast(found, { stageLabel: stages[therapy.stage], clause: therapy.barrier?.clause ?? null }),
    ],
  };
  return ok({ ...none, standing: 'forecast', forecast });
}
