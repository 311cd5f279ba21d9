import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { workPermissions } from './permissions.ts';
import { workRefusals } from './refusals.ts';

const Uuid = Type.String({ format: 'uuid' });
const Strength = Type.Optional(Type.Enum(['must', 'prefer']));
const Code = Type.String({ minLength: 1, maxLength: 60 });

/** What each queue asks, by its code, and which skill each programme asks. */
const RulesShape = Type.Object({
  queues: Type.Record(Code, Type.Object({ licence: Strength, language: Strength, skill: Strength })),
  houseLanguage: Type.String({ pattern: '^[a-z]{2,3}$' }),
  skillOfProgramme: Type.Record(Code, Code),
  wishMinutes: Type.Integer({ minimum: 0 }),
});

/** Lists to whom an item could be given. */
export const listCandidates = endpoint({
  module: 'work',
  name: 'list-candidates',
  kind: 'query',
  summary: 'Lists everybody whose role and site fit an open item, whom it suits best first, each with the reasons.',
  permission: workPermissions.releaseWorkOfOthers,
  request: Type.Object({ itemId: Uuid }),
  response: Type.Object({
    people: Type.Array(
      Type.Object({
        staffId: Type.String(),
        name: Type.String(),
        suits: Type.Boolean(),
        /** What they meet and miss, what they hold, and whether they are here. */
        why: Type.String(),
      }),
    ),
  }),
  refusals: [workRefusals.unknownItem],
});

/** Tells what the queues ask. */
export const readAssignmentRules = endpoint({
  module: 'work',
  name: 'read-assignment',
  kind: 'query',
  summary: 'Tells what each queue asks of the people who take its work, and who decided it.',
  permission: workPermissions.seeQueues,
  request: Type.Object({}),
  response: Type.Object({
    version: Type.Integer(),
    rules: RulesShape,
    /** Programmes of which work is open or a rule speaks. */
    programmes: Type.Array(Type.String()),
    skills: Type.Array(Type.Object({ skill: Type.String(), label: Type.String() })),
    versions: Type.Array(Type.Object({ version: Type.Integer(), decidedBy: Type.String(), decidedAt: Type.String() })),
  }),
});

/** Tells what other rules would do, before they count. */
export const previewAssignment = endpoint({
  module: 'work',
  name: 'preview-assignment',
  kind: 'query',
  summary: 'Counts in each queue how much open work would suit nobody by other rules, beside how much does now.',
  permission: workPermissions.changeOrder,
  request: Type.Object({ rules: RulesShape }),
  response: Type.Object({
    queues: Type.Array(
      Type.Object({
        queue: Type.String(),
        label: Type.String(),
        open: Type.Integer(),
        nobodyNow: Type.Integer(),
        nobodyThen: Type.Integer(),
        /** How much of it one person alone would suit. */
        onePersonThen: Type.Integer(),
      }),
    ),
  }),
  refusals: [workRefusals.assignmentImplausible],
});

/** Decides other rules. */
export const changeAssignment = endpoint({
  module: 'work',
  name: 'change-assignment',
  kind: 'command',
  summary: 'Decides what each queue asks of the people who take its work; it holds at once.',
  permission: workPermissions.changeOrder,
  request: Type.Object({ rules: RulesShape, expectedVersion: Type.Integer() }),
  response: Type.Object({ version: Type.Integer() }),
  refusals: [workRefusals.staffOnly, workRefusals.assignmentChanged, workRefusals.assignmentImplausible],
});
