import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { holdCodes, pauseReasons } from '../pathways/language.ts';
import { endReasonCodes } from './domain/end-reason.ts';
import { factKindCodes } from './domain/fact-kind.ts';
import { therapyPermissions } from './permissions.ts';
import { therapyRefusals } from './refusals.ts';

const Uuid = Type.String({ format: 'uuid' });
const Text = Type.String();
const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const oneOf = <const Code extends string>(codes: readonly Code[]) => Type.Enum([...codes]);
const Reason = Type.String({ pattern: '^[a-z0-9-]{2,60}$' });
const Note = orNull(Type.String({ maxLength: 2_000 }));
const Command = { therapyId: Uuid, expectedVersion: Type.Integer({ minimum: 1 }) };
const Done = Type.Object({});

const TherapyLine = Type.Object({
  therapyId: Text,
  number: Text,
  patientId: Text,
  siteId: Text,
  drugId: Text,
  drugName: Text,
  indicationCode: orNull(Text),
  prescriptionId: Text,
  stage: Text,
  stageLabel: Text,
  stageSince: Text,
  subStatus: Text,
  cycle: Type.Integer(),
  cycleKind: Type.Union([Type.Literal('start'), Type.Literal('refill')]),
  barrier: orNull(Text),
  holds: Type.Array(Text),
  receivedAt: Text,
  runOutOn: orNull(Text),
  ended: orNull(Type.Object({ at: Text, reason: Text })),
  version: Type.Integer(),
});

const railStates = ['done', 'current', 'waiting', 'blocked', 'not-yet', 'not-needed'] as const;

const Turnaround = Type.Object({
  totalMinutes: orNull(Type.Number()),
  pausedMinutes: orNull(Type.Number()),
  pharmacyMinutes: orNull(Type.Number()),
  businessDays: orNull(Type.Number()),
  escalations: Type.Object({ 50: orNull(Text), 80: orNull(Text), 100: orNull(Text) }),
  slaBreached: orNull(Type.Boolean()),
  clean: orNull(Type.Boolean()),
});

const JourneyShape = Type.Object({
  therapy: TherapyLine,
  patient: Type.Object({ name: Text, birthDate: Text, ageYears: Type.Integer() }),
  siteName: Text,
  asOf: orNull(Text),
  instants: Type.Array(Text),
  lastLookAt: orNull(Text),
  /** How the patient wants to be reached; null when they were not asked. */
  contact: orNull(Text),
  isReleasedToFill: Type.Boolean(),
  rail: Type.Array(
    Type.Object({
      stage: Text,
      label: Text,
      state: oneOf(railStates),
      milliseconds: orNull(Type.Number()),
      detail: Text,
    }),
  ),
  barrier: orNull(
    Type.Object({
      code: Text,
      kind: oneOf(['hold', 'wait', 'task']),
      clause: Text,
      party: Text,
      whoseMove: Text,
      since: Text,
      daysLost: Type.Integer(),
    }),
  ),
  costOfWaiting: orNull(
    Type.Object({
      harmOn: Text,
      basis: Type.Enum(['run-out', 'expected-start']),
      sentence: Text,
      daysWithout: Type.Integer(),
    }),
  ),
  holds: Type.Array(
    Type.Object({
      hold: Text,
      label: Text,
      clause: Text,
      owner: Text,
      reasonCode: Text,
      since: Text,
      isOverridden: Type.Boolean(),
      canBeOverridden: Type.Boolean(),
      isPlaced: Type.Boolean(),
      endsWhen: orNull(Text),
    }),
  ),
  waits: Type.Array(Type.Object({ reason: Text, label: Text, since: Text, isDeclared: Type.Boolean() })),
  nextActions: Type.Array(
    Type.Object({
      code: Text,
      label: Text,
      stage: Text,
      queue: orNull(Text),
      role: Text,
      since: Text,
      dueAt: orNull(Text),
      level: Type.Integer(),
      pausedMinutesLeft: orNull(Type.Integer()),
      blockedBy: Type.Array(Text),
    }),
  ),
  handOutcomes: Type.Array(
    Type.Object({
      lane: Text,
      laneLabel: Text,
      outcome: Text,
      label: Text,
      asks: orNull(Text),
      meetsOpen: Type.Boolean(),
    }),
  ),
  pathway: Type.Object({ label: Text, programme: Text, version: Type.Integer(), reason: orNull(Text) }),
  openWork: Type.Array(
    Type.Object({ itemId: Text, queue: Text, queueLabel: Text, reasonCode: Text, dueAt: Text, takenBy: orNull(Text) }),
  ),
  cycles: Type.Array(
    Type.Object({
      number: Type.Integer(),
      kind: Text,
      receivedAt: Text,
      openedAt: Text,
      readyAt: orNull(Text),
      turnaround: orNull(Turnaround),
    }),
  ),
  supply: orNull(
    Type.Object({
      deliveredOn: Text,
      daysSupply: Type.Integer(),
      isAssumed: Type.Boolean(),
      runOutOn: Text,
      windowOpensAt: Text,
    }),
  ),
  timeline: Type.Array(
    Type.Object({
      sequence: Type.Integer(),
      code: Text,
      kind: oneOf(factKindCodes),
      isNew: Type.Boolean(),
      isOwn: Type.Boolean(),
      corrects: orNull(Type.Integer()),
      occurredAt: Text,
      recordedAt: Text,
      sentence: Text,
      detail: orNull(Text),
      tone: oneOf(['neutral', 'blocked', 'waiting', 'done']),
      actor: Text,
      note: orNull(Text),
      source: orNull(Type.Object({ kind: Text, id: Text })),
      fillId: orNull(Text),
    }),
  ),
});

/** Gets the journey of a therapy, now or as of an instant. */
export const getJourney = endpoint({
  module: 'therapies',
  name: 'get-journey',
  kind: 'query',
  summary:
    'Gets the journey of a therapy: stages, barrier, holds, clocks, next actions and timeline, now or as of an instant.',
  permission: therapyPermissions.seeTherapies,
  request: Type.Object({ therapyId: Uuid, asOf: orNull(Type.String({ format: 'date-time' })) }),
  response: JourneyShape,
  refusals: [therapyRefusals.unknownTherapy],
});

/** Lists the therapies of a patient. */
export const listTherapies = endpoint({
  module: 'therapies',
  name: 'list-therapies',
  kind: 'query',
  summary: 'Lists the therapies of a patient, open ones first.',
  permission: therapyPermissions.seeTherapies,
  request: Type.Object({ patientId: Uuid }),
  response: Type.Object({
    therapies: Type.Array(TherapyLine),
    /** The stages of each, in the order of the therapies. */
    rails: Type.Array(Type.Array(Type.Object({ stage: Text, label: Text, state: oneOf(railStates) }))),
  }),
});

/** Finds a therapy by its number. */
export const findTherapy = endpoint({
  module: 'therapies',
  name: 'find-therapy',
  kind: 'query',
  summary: 'Finds a therapy by its number as people type it, such as T-000123.',
  permission: therapyPermissions.seeTherapies,
  request: Type.Object({ text: Type.String({ maxLength: 40 }) }),
  response: Type.Object({ therapy: orNull(TherapyLine) }),
});

/** Lists drug and number of therapies, for lines that only know their ids. */
export const listTherapyNames = endpoint({
  module: 'therapies',
  name: 'list-therapy-names',
  kind: 'query',
  summary: 'Lists drug and number of up to a hundred therapies; an unknown id is absent.',
  permission: therapyPermissions.seeTherapies,
  request: Type.Object({ therapyIds: Type.Array(Uuid, { minItems: 1, maxItems: 100 }) }),
  response: Type.Object({ names: Type.Array(Type.Object({ therapyId: Text, number: Text, drugName: Text })) }),
});

/** Places a hold. */
export const placeHold = endpoint({
  module: 'therapies',
  name: 'place-hold',
  kind: 'command',
  summary: 'Places a hold that blocks the fill until it is released.',
  permission: therapyPermissions.placeHolds,
  request: Type.Object({ ...Command, hold: oneOf(holdCodes), reasonCode: Reason, note: Note }),
  response: Done,
  refusals: [therapyRefusals.unknownTherapy, therapyRefusals.therapyMoved, therapyRefusals.therapyEnded],
});

/** Releases a hold. */
export const releaseHold = endpoint({
  module: 'therapies',
  name: 'release-hold',
  kind: 'command',
  summary: 'Releases a hold that a person or a module placed.',
  permission: therapyPermissions.releaseHolds,
  request: Type.Object({ ...Command, hold: oneOf(holdCodes), reasonCode: Reason, note: Note }),
  response: Done,
  refusals: [
    therapyRefusals.unknownTherapy,
    therapyRefusals.therapyMoved,
    therapyRefusals.holdNotStanding,
    therapyRefusals.holdFollowsFact,
  ],
});

/** Overrides a hold. */
export const overrideHold = endpoint({
  module: 'therapies',
  name: 'override-hold',
  kind: 'command',
  summary: 'Lets the fill of the present cycle pass in spite of a hold, with a reason.',
  permission: therapyPermissions.overrideHolds,
  request: Type.Object({
    ...Command,
    hold: oneOf(holdCodes),
    reasonCode: Reason,
    note: Type.String({ minLength: 5, maxLength: 2_000 }),
  }),
  response: Done,
  refusals: [
    therapyRefusals.unknownTherapy,
    therapyRefusals.therapyMoved,
    therapyRefusals.holdNotStanding,
    therapyRefusals.holdNeverOverridden,
  ],
});

/** Begins a wait. */
export const startWait = endpoint({
  module: 'therapies',
  name: 'start-wait',
  kind: 'command',
  summary: 'Records that a therapy waits for somebody outside, which stops the clock of the pharmacy.',
  permission: therapyPermissions.recordWaits,
  request: Type.Object({
    ...Command,
    reason: oneOf(pauseReasons),
    since: orNull(Type.String({ format: 'date-time' })),
    note: Note,
  }),
  response: Done,
  refusals: [
    therapyRefusals.unknownTherapy,
    therapyRefusals.therapyMoved,
    therapyRefusals.therapyEnded,
    therapyRefusals.waitBeginsLater,
  ],
});

/** Ends a wait. */
export const endWait = endpoint({
  module: 'therapies',
  name: 'end-wait',
  kind: 'command',
  summary: 'Records that a declared wait is over.',
  permission: therapyPermissions.recordWaits,
  request: Type.Object({
    ...Command,
    reason: oneOf(pauseReasons),
    until: orNull(Type.String({ format: 'date-time' })),
    note: Note,
  }),
  response: Done,
  refusals: [
    therapyRefusals.unknownTherapy,
    therapyRefusals.therapyMoved,
    therapyRefusals.waitNotOpen,
    therapyRefusals.waitBeginsLater,
  ],
});

/** Keeps what a person has seen. */
export const recordLook = endpoint({
  module: 'therapies',
  name: 'record-look',
  kind: 'command',
  summary: 'Keeps up to which event the person has seen a therapy, so that what is new can be told the next time.',
  permission: therapyPermissions.seeTherapies,
  request: Type.Object({ therapyId: Uuid, sequence: Type.Integer({ minimum: 1 }) }),
  response: Done,
  refusals: [therapyRefusals.unknownTherapy],
});

/** Ends a therapy. */
export const endTherapy = endpoint({
  module: 'therapies',
  name: 'end-therapy',
  kind: 'command',
  summary: 'Ends a therapy with a coded reason; its open work closes.',
  permission: therapyPermissions.endTherapies,
  request: Type.Object({ ...Command, reasonCode: oneOf(endReasonCodes), note: Note }),
  response: Done,
  refusals: [therapyRefusals.unknownTherapy, therapyRefusals.therapyMoved],
});
