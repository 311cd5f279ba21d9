import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { PatientId } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { describeRows, getBoardDay, nameParts } from './board-answer.ts';
import * as api from './board-api.ts';
import { listBoardBars, listBoardRows } from './board-queries.ts';

const pageSize = 50;

/** What answers the endpoints of the barrier board. */
export const boardRoutes: readonly Route[] = [
  route(api.listBarrierBars, async (tx, { request }) => {
    const { by, parts } = request;
    const bars = await listBoardBars(tx, { by, parts, today: await getBoardDay(tx) });
    const labels = await nameParts(
      tx,
      bars.map(({ key }) => ({ by, key })),
    );
    return ok({
      body: {
        bars: bars.map((bar, index) => ({ ...bar, label: labels[index] ?? '' })),
        partLabels: [...(await nameParts(tx, parts))],
      },
      patientIds: [],
    });
  }),
  route(api.listBarrierRows, async (tx, { request }) => {
    const { parts } = request;
    const after = request.after === null ? null : { ...request.after, harmOn: request.after.harmOn as CalendarDay };
    const found = await listBoardRows(tx, { parts, after, most: pageSize });
    const rows = await describeRows(tx, found, await getBoardDay(tx));
    const last = found.length < pageSize ? undefined : found.at(-1);
    const next = last === undefined ? null : { harmOn: last.harmOn, therapyId: last.therapyId };
    return ok({ body: { rows, next }, patientIds: rows.map(({ patientId }) => patientId as PatientId) });
  }),
];
