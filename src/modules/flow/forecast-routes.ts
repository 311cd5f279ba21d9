import type { TherapyId } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { stageCodes, stages } from '../pathways/language.ts';
import { formatTherapyNumber } from '../therapies/index.ts';
import { getStartForecast } from './actions/get-start-forecast.ts';
import { computeCalibration, isInBand } from './domain/calibration.ts';
import { computeUsualMilliseconds } from './domain/stage-usual.ts';
import * as api from './forecast-api.ts';
import { type BacktestRow, findLearnedAt, listBacktest, listStageUsuals } from './learning-queries.ts';

const mostPoints = 400;

/** What answers the endpoints of forecasts. */
export const forecastRoutes: readonly Route[] = [
  route(api.getStartForecast, async (tx, { request }) => {
    const found = await getStartForecast(tx, request.therapyId as TherapyId);
    if (!found.ok) return found;
    const { patientId, ...body } = found.value;
    return ok({ body, patientIds: [patientId] });
  }),
  route(api.getStartCalibration, async (tx) => {
    const rows = await listBacktest(tx);
    const byStage = stageCodes.flatMap((stage) => {
      const standing = describeStanding(rows.filter((row) => row.stage === stage));
      return standing === null ? [] : [{ stage, label: stages[stage], ...standing }];
    });
    const learnedAt = await findLearnedAt(tx);
    const every = Math.max(1, Math.ceil(rows.length / mostPoints));
    const points = rows.filter((_, index) => index % every === 0).map(describePoint);
    return ok({ body: { learnedAt, whole: describeStanding(rows), stages: byStage, points }, patientIds: [] });
  }),
  route(api.listStageUsuals, async (tx, { request }) => {
    const found = await listStageUsuals(tx, request.cycleKind);
    const usuals = found.map((usual) => ({
      stage: usual.stage,
      cycles: usual.cycles,
      milliseconds: computeUsualMilliseconds(usual),
    }));
    return ok({ body: { usuals }, patientIds: [] });
  }),
];

function describeStanding(rows: readonly BacktestRow[]) {
  const found = computeCalibration(rows);
  if (found === null) return null;
  const { forecasts, inBand, medianErrorMinutes } = found;
  return { forecasts, inBand, medianErrorDays: toDays(medianErrorMinutes) };
}

function describePoint(row: BacktestRow) {
  return {
    therapyId: row.therapyId,
    number: formatTherapyNumber(row.number),
    stageLabel: stages[row.stage],
    lowDays: toDays(row.lowMinutes),
    middleDays: toDays(row.middleMinutes),
    highDays: row.highMinutes === null ? null : toDays(row.highMinutes),
    actualDays: toDays(row.actualMinutes),
    isInBand: isInBand(row),
  };
}

function toDays(minutes: number): number {
  return Math.round(minutes / 144) / 10;
}
