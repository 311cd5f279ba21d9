import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { type Role, roleCodes } from '../../kernel/roles.ts';
import { NarrowingShape, OwnerShape } from './api.ts';
import { queueCodes } from './domain/queue.ts';
import { workPermissions } from './permissions.ts';
import { workRefusals } from './refusals.ts';

const Uuid = Type.String({ format: 'uuid' });
const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const QueueShape = Type.Enum([...queueCodes]);
const ItemIds = Type.Array(Uuid, { minItems: 1, maxItems: 200 });

/** What became of several items: how many were done, and which were left for which reason. */
export const BulkShape = Type.Object({
  done: Type.Integer(),
  left: Type.Array(
    Type.Object({
      itemId: Type.String(),
      code: Type.String(),
      sentence: Type.String(),
      heldBy: orNull(Type.String()),
    }),
  ),
});

const FilterShape = Type.Object({ owner: OwnerShape, siteId: orNull(Uuid), narrowing: orNull(NarrowingShape) });

/** Tells by what a queue can be narrowed, and which views of it are saved. */
export const listQueueFilters = endpoint({
  module: 'work',
  name: 'list-queue-filters',
  kind: 'query',
  summary:
    'Lists the stages, reasons and owners that open work of a queue has, the saved views, and the colleagues who serve it.',
  permission: workPermissions.seeQueues,
  request: Type.Object({ queue: QueueShape }),
  response: Type.Object({
    stages: Type.Array(Type.String()),
    reasonCodes: Type.Array(Type.String()),
    colleagues: Type.Array(Type.Object({ staffId: Type.String(), name: Type.String(), holds: Type.Integer() })),
    views: Type.Array(
      Type.Object({
        viewId: Type.String(),
        name: Type.String(),
        sharedWith: orNull(Type.String()),
        isMine: Type.Boolean(),
        filter: FilterShape,
      }),
    ),
  }),
});

/** Saves what is shown of a queue by name. */
export const saveQueueView = endpoint({
  module: 'work',
  name: 'save-view',
  kind: 'command',
  summary: 'Saves what is shown of a queue by name, for oneself or shared with a role.',
  permission: workPermissions.seeQueues,
  request: Type.Object({
    queue: QueueShape,
    name: Type.String({ minLength: 1, maxLength: 40 }),
    sharedWith: orNull(Type.Enum([...roleCodes] as Role[])),
    filter: FilterShape,
  }),
  response: Type.Object({}),
  refusals: [workRefusals.staffOnly, workRefusals.sharingForLeads],
});

/** Deletes a saved view. */
export const deleteQueueView = endpoint({
  module: 'work',
  name: 'delete-view',
  kind: 'command',
  summary: 'Deletes a view that one saved.',
  permission: workPermissions.seeQueues,
  request: Type.Object({ viewId: Uuid }),
  response: Type.Object({}),
  refusals: [workRefusals.staffOnly, workRefusals.unknownView],
});

/** Takes several items. */
export const takeManyItems = endpoint({
  module: 'work',
  name: 'take-items',
  kind: 'command',
  summary: 'Takes those of several items that nobody else holds, and says which were left and why.',
  permission: workPermissions.takeWork,
  request: Type.Object({ itemIds: ItemIds }),
  response: BulkShape,
  refusals: [workRefusals.staffOnly],
});

/** Puts several items back. */
export const releaseManyItems = endpoint({
  module: 'work',
  name: 'release-items',
  kind: 'command',
  summary: 'Puts several items back into their queues, and says which were left and why.',
  permission: workPermissions.takeWork,
  request: Type.Object({ itemIds: ItemIds }),
  response: BulkShape,
  refusals: [workRefusals.staffOnly],
});

/** Hands several items over. */
export const handOverManyItems = endpoint({
  module: 'work',
  name: 'hand-over-items',
  kind: 'command',
  summary: 'Hands several items over to a colleague whom they suit, or back to their queues, with a note.',
  permission: workPermissions.takeWork,
  request: Type.Object({
    itemIds: ItemIds,
    toStaffId: orNull(Uuid),
    note: orNull(Type.String({ minLength: 1, maxLength: 500 })),
  }),
  response: BulkShape,
  refusals: [workRefusals.staffOnly, workRefusals.unknownColleague],
});

/** Confirms what was handed over. */
export const confirmHandOver = endpoint({
  module: 'work',
  name: 'confirm-hand-over',
  kind: 'command',
  summary: 'Says that one has read what a colleague handed over.',
  permission: workPermissions.takeWork,
  request: Type.Object({ handOverId: Uuid }),
  response: Type.Object({}),
  refusals: [workRefusals.staffOnly, workRefusals.unknownHandOver],
});

/** Takes the next item. */
export const takeNextItem = endpoint({
  module: 'work',
  name: 'take-next',
  kind: 'command',
  summary:
    'Takes the most pressing item that suits the person and that nobody holds, from one queue or from all they serve.',
  permission: workPermissions.takeWork,
  request: Type.Object({ queue: orNull(QueueShape) }),
  response: Type.Object({
    taken: orNull(
      Type.Object({
        itemId: Type.String(),
        queue: Type.String(),
        queueLabel: Type.String(),
        subjectKind: Type.String(),
        subjectId: Type.String(),
        therapyId: orNull(Type.String()),
        patientId: orNull(Type.String()),
        reasonCode: Type.String(),
        role: Type.String(),
        /** What of it they meet and miss, in words; nothing where it asks nothing. */
        why: Type.String(),
      }),
    ),
  }),
  refusals: [workRefusals.staffOnly],
});
