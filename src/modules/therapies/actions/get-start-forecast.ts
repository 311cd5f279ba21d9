import type { PatientId, TherapyId } from '../../../kernel/ids.ts';
import { addMinutes, dayIn, type Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import { findBarrier } from '../domain/barrier.ts';
import { readLearnedCycles } from '../domain/cycle-step.ts';
import { explainForecast } from '../domain/forecast-words.ts';
import { readPosition } from '../domain/journey-position.ts';
import { findStartPlace, keyOf, wholeKey } from '../domain/start-curve.ts';
import { fewestStarts, forecastStart } from '../domain/start-forecast.ts';
import { findLearnedAt, listStartCurves } from '../learning-queries.ts';
import { therapyRefusals } from '../refusals.ts';
import { findTherapyRow, listChainedEvents, toTherapyEvent } from '../therapy-queries.ts';

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
  const row = await findTherapyRow(tx, therapyId);
  if (row === null) return refuse(therapyRefusals.unknownTherapy);
  const { state } = row;
  const none = { patientId: state.patientId, forecast: null, fewestStarts, learnedAt: await findLearnedAt(tx) };
  const isDelivered = readPosition(state).metAt.has('delivered');
  if (state.ended !== null || state.cycle.kind !== 'start' || isDelivered) {
    return ok({ ...none, standing: 'not-starting' });
  }
  const events = (await listChainedEvents(tx, therapyId, null)).map(toTherapyEvent);
  const place = findStartPlace(readLearnedCycles(events).at(-1));
  if (place === null) return ok({ ...none, standing: 'thin' });
  const keys = [keyOf(place), keyOf({ stage: place.stage }), wholeKey];
  const found = forecastStart(await listStartCurves(tx, keys), place, tx.now);
  if (found === null) return ok({ ...none, standing: 'thin' });
  const { timeZone } = (await getSite(tx, state.siteId)).calendar;
  const dayAfter = (minutes: number): string => dayIn(addMinutes(tx.now, minutes), timeZone);
  const forecast = {
    lowOn: dayAfter(found.lowMinutes),
    middleOn: dayAfter(found.middleMinutes),
    highOn: found.highMinutes === null ? null : dayAfter(found.highMinutes),
    starts: found.starts,
    reasons: [...explainForecast(found, { stage: state.stage, clause: findBarrier(state)?.clause ?? null })],
  };
  return ok({ ...none, standing: 'forecast', forecast });
}
