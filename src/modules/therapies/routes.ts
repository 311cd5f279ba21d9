import type { PatientId, TherapyId } from '../../kernel/ids.ts';
import { type Instant, parseInstant } from '../../kernel/instant.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { CommandContext } from './actions/change-therapy.ts';
import { endTherapy } from './actions/end-therapy.ts';
import { getJourney } from './actions/get-journey.ts';
import { findTherapyByTypedNumber } from './actions/get-summary.ts';
import { overrideHold, placeHold, releaseHold } from './actions/hold-therapy.ts';
import { recordLook } from './actions/record-look.ts';
import { endWait, startWait } from './actions/wait-for-party.ts';
import * as api from './api.ts';
import { composeSmallRail } from './domain/journey.ts';
import { summarizeTherapy, type TherapySummary } from './domain/therapy-summary.ts';
import { describeJourney, describeNames, describeTherapy } from './journey-answer.ts';
import { pathwayRoutes } from './pathway-routes.ts';
import { listNamedTherapies, listTherapyRows } from './therapy-queries.ts';

/** What answers the endpoints of therapies. */
export const therapiesRoutes: readonly Route[] = [
  ...pathwayRoutes,
  route(api.getJourney, async (tx, call) => {
    const asOf = toInstant(call.request.asOf);
    const journey = await getJourney(tx, call.request.therapyId as TherapyId, { asOf });
    if (!journey.ok) return journey;
    const { patientId } = journey.value.summary;
    return ok({ body: await describeJourney(tx, journey.value, asOf), patientIds: [patientId] });
  }),
  route(api.listTherapies, async (tx, call) => {
    const patientId = call.request.patientId as PatientId;
    const therapies = [];
    const rails = [];
    for (const { therapyId, state } of await listTherapyRows(tx, patientId)) {
      therapies.push(await describeTherapy(tx, summarizeTherapy(therapyId, state)));
      rails.push(state.ended === null ? [...composeSmallRail(state)] : []);
    }
    return ok({ body: { therapies, rails }, patientIds: therapies.length === 0 ? [] : [patientId] });
  }),
  route(api.findTherapy, async (tx, call) => {
    const summary = await findTherapyByTypedNumber(tx, call.request.text);
    if (summary === null) return ok({ body: { therapy: null }, patientIds: [] });
    return ok({ body: { therapy: await describeTherapy(tx, summary) }, patientIds: [summary.patientId] });
  }),
  route(api.listTherapyNames, async (tx, { request }) => {
    const found = await listNamedTherapies(tx, request.therapyIds as TherapyId[]);
    return ok({ body: { names: await describeNames(tx, found) }, patientIds: found.map(({ patientId }) => patientId) });
  }),
  route(api.placeHold, async (tx, { request }) => {
    const { hold, reasonCode } = request;
    return toAnswer(await placeHold(tx, { ...idOf(request), hold, reasonCode }, toContext(request)));
  }),
  route(api.releaseHold, async (tx, { request }) => {
    const { hold, reasonCode } = request;
    return toAnswer(await releaseHold(tx, { ...idOf(request), hold, reasonCode }, toContext(request)));
  }),
  route(api.overrideHold, async (tx, { request }) => {
    const { hold, reasonCode } = request;
    return toAnswer(await overrideHold(tx, { ...idOf(request), hold, reasonCode }, toContext(request)));
  }),
  route(api.startWait, async (tx, { request }) => {
    const since = toInstant(request.since) ?? tx.now;
    return toAnswer(await startWait(tx, { ...idOf(request), reason: request.reason, since }, toContext(request)));
  }),
  route(api.endWait, async (tx, { request }) => {
    const until = toInstant(request.until) ?? tx.now;
    return toAnswer(await endWait(tx, { ...idOf(request), reason: request.reason, until }, toContext(request)));
  }),
  route(api.recordLook, async (tx, { request }) =>
    toAnswer(await recordLook(tx, { ...idOf(request), sequence: request.sequence })),
  ),
  route(api.endTherapy, async (tx, { request }) =>
    toAnswer(await endTherapy(tx, { ...idOf(request), reasonCode: request.reasonCode }, toContext(request))),
  ),
];

function idOf({ therapyId }: { readonly therapyId: string }): { readonly therapyId: TherapyId } {
  return { therapyId: therapyId as TherapyId };
}

function toContext(request: { readonly expectedVersion: number; readonly note: string | null }): CommandContext {
  return { expectedVersion: request.expectedVersion, note: request.note };
}

function toInstant(text: string | null): Instant | null {
  return text === null ? null : parseInstant(text);
}

function toAnswer(result: Result<TherapySummary>) {
  return result.ok ? ok({ body: {}, patientIds: [result.value.patientId] }) : result;
}
