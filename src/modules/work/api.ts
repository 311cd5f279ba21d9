import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { queueCodes } from './domain/queue.ts';
import { workPermissions } from './permissions.ts';
import { workRefusals } from './refusals.ts';

const Uuid = Type.String({ format: 'uuid' });
const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const QueueShape = Type.Enum([...queueCodes]);

/** Whose work: anybody's, nobody's, one's own, or that of a person. */
export const OwnerShape = Type.Union([Type.Literal('anyone'), Type.Literal('nobody'), Type.Literal('me'), Uuid]);

/** What narrows a queue beside owner and site. */
export const NarrowingShape = Type.Object({
  stage: orNull(Type.String({ maxLength: 60 })),
  reasonCode: orNull(Type.String({ maxLength: 60 })),
  due: Type.Enum(['any', 'overdue', 'today', 'week']),
  level: orNull(Type.Integer({ minimum: 1, maximum: 100 })),
  /** Whom it suits: the person who asks, or nobody who works here. */
  suits: Type.Optional(orNull(Type.Enum(['me', 'nobody']))),
});

/** What an item and its therapy say by which it is ordered and shown. */
export const FactsShape = Type.Record(
  Type.String(),
  Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null(), Type.Array(Type.String())]),
);

/** A row of a queue. */
export const ItemShape = Type.Object({
  itemId: Type.String(),
  queue: Type.String(),
  subjectKind: Type.String(),
  subjectId: Type.String(),
  siteId: orNull(Type.String()),
  patientId: orNull(Type.String()),
  therapyId: orNull(Type.String()),
  stage: orNull(Type.String()),
  reasonCode: Type.String(),
  role: orNull(Type.String()),
  facts: FactsShape,
  dueAt: Type.String(),
  effectiveDueAt: Type.String(),
  orderVersion: Type.Integer(),
  orderReasons: Type.Array(Type.Object({ code: Type.String(), minutesEarlier: Type.Number() })),
  openedAt: Type.String(),
  /** What it asks of whoever takes it, in words, and whether the person who looks meets it; null for a program. */
  needs: Type.Array(
    Type.Object({ label: Type.String(), strength: Type.Enum(['must', 'prefer']), isMet: orNull(Type.Boolean()) }),
  ),
  takenBy: orNull(
    Type.Object({ staffId: Type.String(), name: Type.String(), isMe: Type.Boolean(), at: Type.String() }),
  ),
});

/** The place after which a page begins, in the order of one version of the rules. */
const Cursor = Type.Object({ effectiveDueAt: Type.String(), itemId: Uuid, orderVersion: Type.Integer() });

/** Lists the queues with exact counts, those of the person's own roles marked. */
export const listQueues = endpoint({
  module: 'work',
  name: 'list-queues',
  kind: 'query',
  summary: 'Lists the work queues with how much waits in each, how much of it is taken, by whom and at which site.',
  permission: workPermissions.seeQueues,
  request: Type.Object({}),
  response: Type.Object({
    queues: Type.Array(
      Type.Object({
        queue: Type.String(),
        label: Type.String(),
        isMine: Type.Boolean(),
        open: Type.Integer(),
        taken: Type.Integer(),
        takenByMe: Type.Integer(),
        /** At most 1,001: more are not counted. */
        overdue: Type.Integer(),
        sites: Type.Array(Type.Object({ siteId: orNull(Type.String()), open: Type.Integer() })),
      }),
    ),
  }),
});

/** Lists a queue in its order, page by page. */
export const listQueueItems = endpoint({
  module: 'work',
  name: 'list-queue-items',
  kind: 'query',
  summary: 'Lists what waits in a queue in its order, with the reasons of the order, 50 at a time.',
  permission: workPermissions.seeQueues,
  request: Type.Object({
    queue: QueueShape,
    owner: OwnerShape,
    siteId: orNull(Uuid),
    narrowing: orNull(NarrowingShape),
    after: orNull(Cursor),
  }),
  response: Type.Object({
    items: Type.Array(ItemShape),
    next: orNull(Cursor),
    /** Exact by queue, site and owner; at most 1,001 when it is narrowed further: more are not counted. */
    total: Type.Integer(),
  }),
  refusals: [workRefusals.staffOnly, workRefusals.orderChanged],
});

/** Tells a person what needs them now. */
export const listMyWork = endpoint({
  module: 'work',
  name: 'list-my-work',
  kind: 'query',
  summary:
    'Lists what a person has taken, what was handed to them, what has used most of its time, and the most pressing work of the queues that their roles serve.',
  permission: workPermissions.seeQueues,
  request: Type.Object({}),
  response: Type.Object({
    taken: Type.Array(ItemShape),
    handed: Type.Array(
      Type.Object({
        handOverId: Type.String(),
        fromName: Type.String(),
        note: orNull(Type.String()),
        handedAt: Type.String(),
        items: Type.Array(ItemShape),
      }),
    ),
    escalated: Type.Array(ItemShape),
    queues: Type.Array(Type.Object({ queue: Type.String(), label: Type.String(), items: Type.Array(ItemShape) })),
    /** What suits nobody, for those who lead: how much of it each queue has, and the most pressing of it. */
    unsuited: Type.Array(
      Type.Object({ queue: Type.String(), label: Type.String(), count: Type.Integer(), items: Type.Array(ItemShape) }),
    ),
  }),
});

/** Takes an item. */
export const takeItem = endpoint({
  module: 'work',
  name: 'take-item',
  kind: 'command',
  summary: 'Takes an item of a queue for half an hour; taking it again prolongs.',
  permission: workPermissions.takeWork,
  request: Type.Object({ itemId: Uuid }),
  response: Type.Object({
    takenUntil: Type.String(),
    /** What it would rather have and the person does not meet. */
    unmet: Type.Array(Type.String()),
  }),
  refusals: [
    workRefusals.unknownItem,
    workRefusals.itemTaken,
    workRefusals.staffOnly,
    workRefusals.licenceNeeded,
    workRefusals.languageNeeded,
    workRefusals.skillNeeded,
  ],
});

/** Puts an item back. */
export const releaseItem = endpoint({
  module: 'work',
  name: 'release-item',
  kind: 'command',
  summary: 'Puts an item back into its queue.',
  permission: workPermissions.takeWork,
  request: Type.Object({ itemId: Uuid }),
  response: Type.Object({}),
  refusals: [workRefusals.unknownItem, workRefusals.itemTaken, workRefusals.itemNotTaken, workRefusals.staffOnly],
});
