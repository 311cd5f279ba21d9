import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { roleCodes } from '../../kernel/roles.ts';
import { identityRefusals } from '../identity/language.ts';
import { holdCodes, parties } from './domain/hold-kind.ts';
import { programmeCodes } from './domain/programme.ts';
import { stageCodes } from './domain/stage.ts';
import { pauseReasons } from './domain/wait-reason.ts';
import { pathwayPermissions } from './permissions.ts';
import { pathwayRefusals } from './refusals.ts';

const Text = Type.String();
const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const oneOf = <const Code extends string>(codes: readonly Code[]) => Type.Enum([...codes]);
const Programme = oneOf(programmeCodes);
const Words = Type.String({ maxLength: 200 });
const Code = Type.String({ maxLength: 60 });
const Amount = Type.Optional(Type.Integer());

const Step = Type.Object({ stage: oneOf(stageCodes), exit: Type.Array(Code, { maxItems: 20 }) });
const Milestone = Type.Object({
  label: Words,
  stage: oneOf(stageCodes),
  lane: orNull(Code),
  opensWhen: Type.Array(Code, { maxItems: 20 }),
  firstTask: orNull(Code),
  beginning: Words,
});
const Outcome = Type.Object({
  label: Words,
  meets: Type.Optional(Type.Array(Code, { maxItems: 10 })),
  hold: Type.Optional(oneOf(holdCodes)),
  pause: Type.Optional(oneOf(pauseReasons)),
  task: Type.Optional(Code),
  byHand: Type.Optional(Type.Object({ asks: orNull(Words) })),
});
const Lane = Type.Object({
  label: Words,
  stage: oneOf(stageCodes),
  resets: Type.Array(oneOf(['refill', 'restart', 'other-patient'])),
  outcomes: Type.Record(Code, Outcome),
});
const Task = Type.Object({
  label: Words,
  clause: Words,
  queue: orNull(Code),
  role: oneOf(roleCodes),
  party: oneOf(Object.keys(parties)),
  due: Type.Array(Type.Object({ after: Code, businessHours: Amount, businessDays: Amount, days: Amount }), {
    maxItems: 6,
  }),
});
const Told = Type.Object({ recipient: oneOf([...roleCodes, 'owner']), queue: orNull(Code) });

/** What a pathway says. Codes are checked by its rules, with the place of each problem, and not by this shape. */
const Content = Type.Object({
  cycles: Type.Object({ start: Type.Array(Step, { maxItems: 20 }), refill: Type.Array(Step, { maxItems: 20 }) }),
  milestones: Type.Record(Code, Milestone),
  lanes: Type.Record(Code, Lane),
  tasks: Type.Record(Code, Task),
  holdOwners: Type.Optional(Type.Record(Code, oneOf(roleCodes))),
  refill: Type.Object({ windowDays: Type.Integer(), assumedDaysSupply: Type.Integer() }),
  reopenDays: Type.Integer(),
  expectedStartDays: Type.Integer(),
  escalation: Type.Object({ 50: Told, 80: Told, 100: Told }),
  turnaroundBudgetMinutes: Type.Integer(),
});

const Change = Type.Object({ where: Text, what: Text, before: orNull(Text), after: orNull(Text) });
const Proposal = Type.Object({
  proposalId: Text,
  proposedBy: Text,
  proposerName: Text,
  proposedAt: Text,
  expiresAt: Text,
  effectiveFrom: Text,
  reason: Text,
});

/** Lists the pathways of all programmes. */
export const listPathways = endpoint({
  module: 'pathways',
  name: 'list-pathways',
  kind: 'query',
  summary: 'Lists the pathways of all programmes: the version in force, what comes next, and what is being written.',
  permission: pathwayPermissions.seePathways,
  request: Type.Object({}),
  response: Type.Object({
    pathways: Type.Array(
      Type.Object({
        programme: Text,
        label: Text,
        sentence: Text,
        inForce: Type.Object({ version: Type.Integer(), effectiveFrom: Text, activatedBy: orNull(Text) }),
        next: orNull(Type.Object({ version: Type.Integer(), effectiveFrom: Text })),
        draft: orNull(Type.Object({ changedBy: Text, changedAt: Text, problems: Type.Integer() })),
        isProposed: Type.Boolean(),
      }),
    ),
  }),
});

/** Reads the pathway of a programme. */
export const readPathway = endpoint({
  module: 'pathways',
  name: 'read-pathway',
  kind: 'query',
  summary:
    'Reads the pathway of a programme: the version in force, the draft with its problems and differences, and every version.',
  permission: pathwayPermissions.seePathways,
  request: Type.Object({ programme: Programme }),
  response: Type.Object({
    programme: Text,
    label: Text,
    sentence: Text,
    today: Text,
    queues: Type.Array(Type.Object({ code: Text, label: Text })),
    inForce: Type.Object({ id: Text, version: Type.Integer(), effectiveFrom: Text, content: Content }),
    draft: orNull(
      Type.Object({
        revision: Type.Integer(),
        basedOn: Type.Integer(),
        changedBy: Text,
        changedAt: Text,
        content: Content,
        problems: Type.Array(Type.Object({ where: Text, sentence: Text })),
        changes: Type.Array(Change),
      }),
    ),
    proposal: orNull(Proposal),
    versions: Type.Array(
      Type.Object({
        version: Type.Integer(),
        effectiveFrom: Text,
        state: oneOf(['coming', 'in-force', 'past']),
        reason: orNull(Text),
        proposedBy: orNull(Text),
        activatedBy: orNull(Text),
        activatedAt: orNull(Text),
        changes: Type.Array(Change),
      }),
    ),
  }),
});

/** Begins a draft. */
export const beginDraft = endpoint({
  module: 'pathways',
  name: 'begin-draft',
  kind: 'command',
  summary: 'Begins the next version of a programme with what the version in force says.',
  permission: pathwayPermissions.changePathways,
  request: Type.Object({ programme: Programme }),
  response: Type.Object({}),
  refusals: [pathwayRefusals.staffOnly, pathwayRefusals.draftStands],
});

/** Saves a draft. */
export const saveDraft = endpoint({
  module: 'pathways',
  name: 'save-draft',
  kind: 'command',
  summary: 'Saves what was written in the draft of a programme; its problems are told when it is read.',
  permission: pathwayPermissions.changePathways,
  request: Type.Object({ programme: Programme, expectedRevision: Type.Integer({ minimum: 1 }), content: Content }),
  response: Type.Object({ revision: Type.Integer() }),
  refusals: [
    pathwayRefusals.staffOnly,
    pathwayRefusals.noDraft,
    pathwayRefusals.draftChanged,
    pathwayRefusals.draftProposed,
  ],
});

/** Discards a draft. */
export const discardDraft = endpoint({
  module: 'pathways',
  name: 'discard-draft',
  kind: 'command',
  summary: 'Throws the draft of a programme away.',
  permission: pathwayPermissions.changePathways,
  request: Type.Object({ programme: Programme, expectedRevision: Type.Integer({ minimum: 1 }) }),
  response: Type.Object({}),
  refusals: [pathwayRefusals.noDraft, pathwayRefusals.draftChanged, pathwayRefusals.draftProposed],
});

/** Proposes a draft. */
export const proposeActivation = endpoint({
  module: 'pathways',
  name: 'propose-activation',
  kind: 'command',
  summary: 'Proposes that the draft of a programme takes force from a later day on; a second person decides.',
  permission: pathwayPermissions.activatePathways,
  request: Type.Object({
    programme: Programme,
    expectedRevision: Type.Integer({ minimum: 1 }),
    effectiveFrom: Type.String({ format: 'date' }),
    reason: Type.String({ minLength: 5, maxLength: 500 }),
  }),
  response: Type.Object({ proposalId: Text }),
  refusals: [
    pathwayRefusals.noDraft,
    pathwayRefusals.draftChanged,
    pathwayRefusals.proposalStands,
    pathwayRefusals.draftInvalid,
    pathwayRefusals.draftUnchanged,
    pathwayRefusals.beginsTooSoon,
    identityRefusals.freshProofNeeded,
  ],
});

/** Decides what another person proposed. */
export const decideActivation = endpoint({
  module: 'pathways',
  name: 'decide-activation',
  kind: 'command',
  summary:
    'Approves or declines a version that another person proposed; approved, exactly what was proposed takes force.',
  permission: pathwayPermissions.activatePathways,
  request: Type.Object({
    proposalId: Type.String({ format: 'uuid' }),
    decision: Type.Union([Type.Literal('approved'), Type.Literal('declined')]),
  }),
  response: Type.Object({}),
  refusals: [
    identityRefusals.unknownProposal,
    identityRefusals.proposalDecided,
    identityRefusals.proposalExpired,
    identityRefusals.ownProposal,
    identityRefusals.freshProofNeeded,
    pathwayRefusals.draftInvalid,
    pathwayRefusals.draftUnchanged,
    pathwayRefusals.beginsTooSoon,
  ],
});
