import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { FactsShape } from './api.ts';
import { queueCodes } from './domain/queue.ts';
import { workPermissions } from './permissions.ts';
import { workRefusals } from './refusals.ts';

const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const WeightShape = Type.Object({
  isOn: Type.Boolean(),
  minutes: Type.Integer(),
  least: orNull(Type.Integer()),
});

/** The weights of all rules, each by its code. */
const WeightsShape = Type.Object({
  'need-by': WeightShape,
  'run-out': WeightShape,
  urgent: WeightShape,
  'clinical-risk': WeightShape,
  'money-at-risk': WeightShape,
  'time-used': WeightShape,
});

/** Tells by which rules work is ordered, and by which it was and will be. */
export const readWorkOrder = endpoint({
  module: 'work',
  name: 'read-order',
  kind: 'query',
  summary: 'Tells by which rules work is ordered, since when, and which changes were decided.',
  permission: workPermissions.seeQueues,
  request: Type.Object({}),
  response: Type.Object({
    version: Type.Integer(),
    weights: WeightsShape,
    versions: Type.Array(
      Type.Object({
        version: Type.Integer(),
        weights: WeightsShape,
        state: Type.Enum(['planned', 'being-made', 'shown', 'past', 'withdrawn']),
        effectiveFrom: Type.String(),
        shownAt: orNull(Type.String()),
        decidedBy: Type.String(),
        decidedAt: Type.String(),
      }),
    ),
  }),
});

/** Tells what a change of the rules would do, before it counts. */
export const previewOrder = endpoint({
  module: 'work',
  name: 'preview-order',
  kind: 'query',
  summary:
    'Counts over all open work which rows other rules would move and how far, and lists the top of one queue as it would be.',
  permission: workPermissions.changeOrder,
  request: Type.Object({ weights: WeightsShape, queue: orNull(Type.Enum([...queueCodes])) }),
  response: Type.Object({
    queues: Type.Array(
      Type.Object({
        queue: Type.String(),
        label: Type.String(),
        open: Type.Integer(),
        up: Type.Integer(),
        down: Type.Integer(),
        mostUp: Type.Integer(),
        mostDown: Type.Integer(),
      }),
    ),
    top: Type.Array(
      Type.Object({
        itemId: Type.String(),
        subjectKind: Type.String(),
        subjectId: Type.String(),
        therapyId: orNull(Type.String()),
        patientId: orNull(Type.String()),
        reasonCode: Type.String(),
        facts: FactsShape,
        rankNow: Type.Integer(),
        rankThen: Type.Integer(),
        orderReasons: Type.Array(Type.Object({ code: Type.String(), minutesEarlier: Type.Number() })),
      }),
    ),
  }),
  refusals: [workRefusals.weightsImplausible],
});

/** Decides other rules. */
export const changeWorkOrder = endpoint({
  module: 'work',
  name: 'change-order',
  kind: 'command',
  summary:
    'Decides other rules by which work is ordered, now or from an instant on; the queues are switched to them at once.',
  permission: workPermissions.changeOrder,
  request: Type.Object({
    weights: WeightsShape,
    effectiveFrom: orNull(Type.String({ format: 'date-time' })),
    expectedVersion: Type.Integer(),
  }),
  response: Type.Object({ version: Type.Integer() }),
  refusals: [
    workRefusals.staffOnly,
    workRefusals.orderChangePending,
    workRefusals.orderChanged,
    workRefusals.orderUnchanged,
    workRefusals.orderInThePast,
    workRefusals.weightsImplausible,
  ],
});

/** Withdraws a change that is not shown yet. */
export const withdrawOrder = endpoint({
  module: 'work',
  name: 'withdraw-order',
  kind: 'command',
  summary: 'Withdraws decided rules to which the queues were not switched yet.',
  permission: workPermissions.changeOrder,
  request: Type.Object({ version: Type.Integer() }),
  response: Type.Object({}),
  refusals: [workRefusals.noOrderChange],
});
