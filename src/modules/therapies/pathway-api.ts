import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { programmeCodes } from '../pathways/language.ts';
import { comparisonKinds } from './domain/pathway-comparison.ts';
import { therapyPermissions } from './permissions.ts';
import { therapyRefusals } from './refusals.ts';

const Uuid = Type.String({ format: 'uuid' });
const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const Text = Type.String();
const oneOf = <const Value extends string>(codes: readonly Value[]) => Type.Enum([...codes]);
const Code = Type.String({ pattern: '^[a-z0-9-]{2,60}$' });

/** Records what the pathway leaves to people. */
export const recordOutcome = endpoint({
  module: 'therapies',
  name: 'record-outcome',
  kind: 'command',
  summary: 'Records by hand what the pathway of a therapy leaves to people, with the number that belongs to it.',
  permission: therapyPermissions.recordOutcomes,
  request: Type.Object({
    therapyId: Uuid,
    expectedVersion: Type.Integer({ minimum: 1 }),
    lane: Code,
    outcome: Code,
    number: orNull(Type.String({ pattern: "^[A-Za-z0-9 .,'&/#-]{2,80}$" })),
    note: orNull(Type.String({ maxLength: 2_000 })),
  }),
  response: Type.Object({}),
  refusals: [
    therapyRefusals.unknownTherapy,
    therapyRefusals.therapyMoved,
    therapyRefusals.therapyEnded,
    therapyRefusals.notByHand,
    therapyRefusals.numberMissing,
  ],
});

const Compared = Type.Object({
  therapyId: Text,
  number: Text,
  patientId: Text,
  pathwayVersion: Type.Integer(),
  version: Type.Integer(),
  wasStage: Text,
  stage: Text,
  kinds: Type.Array(oneOf(comparisonKinds)),
  newTasks: Type.Array(Text),
  goneTasks: Type.Array(Text),
  movedDues: Type.Array(Type.Object({ label: Text, was: orNull(Text), is: orNull(Text) })),
  /** Why it cannot be moved now. */
  refusal: orNull(Text),
});
const Counts = Type.Object({
  stage: Type.Integer(),
  tasks: Type.Integer(),
  due: Type.Integer(),
  clocks: Type.Integer(),
});

/** Tries a draft. */
export const tryDraft = endpoint({
  module: 'therapies',
  name: 'try-draft',
  kind: 'query',
  summary:
    'Replays past therapies of a programme by its draft and counts what would differ; lists those that differ in one thing.',
  permission: therapyPermissions.tryPathways,
  request: Type.Object({ programme: oneOf(programmeCodes), kind: orNull(oneOf(comparisonKinds)) }),
  response: Type.Object({
    total: Type.Integer(),
    replayed: Type.Integer(),
    counts: Counts,
    rows: Type.Array(Compared),
  }),
  refusals: [therapyRefusals.noDraftToTry],
});

/** Previews a move. */
export const previewMove = endpoint({
  module: 'therapies',
  name: 'preview-move',
  kind: 'query',
  summary: 'Lists the running therapies that are not on the version in force, with what a move would change for each.',
  permission: therapyPermissions.tryPathways,
  request: Type.Object({ programme: oneOf(programmeCodes) }),
  response: Type.Object({
    target: Type.Object({ id: Text, version: Type.Integer() }),
    counts: Counts,
    rows: Type.Array(Compared),
  }),
});

/** Moves therapies. */
export const moveTherapies = endpoint({
  module: 'therapies',
  name: 'move-therapies',
  kind: 'command',
  summary:
    'Moves running therapies to the version of their pathway that is in force; each is moved whole or left with the reason.',
  permission: therapyPermissions.moveTherapies,
  request: Type.Object({
    programme: oneOf(programmeCodes),
    target: Type.Object({ id: Type.String({ maxLength: 60 }), version: Type.Integer({ minimum: 1 }) }),
    therapies: Type.Array(Type.Object({ therapyId: Uuid, expectedVersion: Type.Integer({ minimum: 1 }) }), {
      minItems: 1,
      maxItems: 200,
    }),
    reasonCode: Code,
    note: orNull(Type.String({ maxLength: 2_000 })),
  }),
  response: Type.Object({
    moved: Type.Integer(),
    left: Type.Array(Type.Object({ therapyId: Text, sentence: Text })),
  }),
  refusals: [therapyRefusals.pathwayNotInForce],
});
