import type { ResponseOf } from '../../kernel/endpoint.ts';
import type { PatientId, TherapyId } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { stages } from '../pathways/language.ts';
import { type MoveCandidate, moveTherapies, previewMove } from './actions/move-therapies.ts';
import { recordOutcome } from './actions/record-outcome.ts';
import { type ComparedTherapy, tryDraft } from './actions/try-pathway.ts';
import type { ComparisonKind } from './domain/pathway-comparison.ts';
import { formatTherapyNumber } from './domain/therapy-number.ts';
import * as api from './pathway-api.ts';

const mostRows = 100;

/** What answers the endpoints by which therapies follow their pathways. */
export const pathwayRoutes: readonly Route[] = [
  route(api.recordOutcome, async (tx, { request }) => {
    const { therapyId, expectedVersion, note, ...record } = request;
    const recorded = await recordOutcome(
      tx,
      { therapyId: therapyId as TherapyId, ...record },
      { expectedVersion, note },
    );
    return recorded.ok ? ok({ body: {}, patientIds: [recorded.value.patientId] }) : recorded;
  }),
  route(api.tryDraft, async (tx, { request: { programme, kind } }) => {
    const run = await tryDraft(tx, programme);
    if (!run.ok) return run;
    const { total, compared } = run.value;
    const found = kind === null ? [] : compared.filter(({ comparison }) => comparison.kinds.includes(kind));
    const rows = found.slice(0, mostRows).map((therapy) => describeCompared({ ...therapy, refusal: null }));
    const body = { total, replayed: compared.length, counts: countKinds(compared), rows };
    return ok({ body, patientIds: listPatients(rows) });
  }),
  route(api.previewMove, async (tx, { request: { programme } }) => {
    const { target, candidates } = await previewMove(tx, programme);
    const rows = candidates.map(describeCompared);
    const { id, version } = target;
    return ok({
      body: { target: { id, version }, counts: countKinds(candidates), rows },
      patientIds: listPatients(rows),
    });
  }),
  route(api.moveTherapies, async (tx, { request }) => {
    const therapies = request.therapies.map(({ therapyId, expectedVersion }) => ({
      therapyId: therapyId as TherapyId,
      expectedVersion,
    }));
    const done = await moveTherapies(tx, { ...request, therapies });
    if (!done.ok) return done;
    const { moved, left, patientIds } = done.value;
    const body = {
      moved: moved.length,
      left: left.map(({ therapyId, refusal }) => ({ therapyId, sentence: refusal.sentence })),
    };
    return ok({ body, patientIds: [...new Set(patientIds)] });
  }),
];

type Compared = ResponseOf<typeof api.previewMove>['rows'][number];

function describeCompared({ therapyId, state, comparison, refusal }: MoveCandidate): Compared {
  const { kinds, newTasks, goneTasks, movedDues, wasStage, stage } = comparison;
  return {
    therapyId,
    number: formatTherapyNumber(state.number),
    patientId: state.patientId,
    pathwayVersion: state.pathway.version,
    version: state.sequence,
    wasStage: stages[wasStage],
    stage: stages[stage],
    kinds: [...kinds],
    newTasks: [...newTasks],
    goneTasks: [...goneTasks],
    movedDues: movedDues.map((due) => ({ ...due })),
    refusal: refusal?.sentence ?? null,
  };
}

function countKinds(compared: readonly ComparedTherapy[]): Readonly<Record<ComparisonKind, number>> {
  const count = (kind: ComparisonKind): number =>
    compared.filter(({ comparison }) => comparison.kinds.includes(kind)).length;
  return { stage: count('stage'), tasks: count('tasks'), due: count('due'), clocks: count('clocks') };
}

function listPatients(rows: readonly Compared[]): readonly PatientId[] {
  return [...new Set(rows.map(({ patientId }) => patientId as PatientId))];
}
