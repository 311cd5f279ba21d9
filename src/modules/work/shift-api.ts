import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { ItemShape } from './api.ts';
import { BulkShape } from './desk-api.ts';
import { workPermissions } from './permissions.ts';
import { workRefusals } from './refusals.ts';

const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const Receiver = orNull(Type.String({ format: 'uuid' }));

/** Tells to whom everything that a person holds can go. */
export const readShiftHandOver = endpoint({
  module: 'work',
  name: 'read-shift-hand-over',
  kind: 'query',
  summary:
    'Counts what a person holds over all queues and how much of it each colleague could take, and lists what a chosen one could not, with the reason.',
  permission: workPermissions.takeWork,
  request: Type.Object({ toStaffId: Receiver }),
  response: Type.Object({
    held: Type.Integer(),
    colleagues: Type.Array(
      Type.Object({
        staffId: Type.String(),
        name: Type.String(),
        /** How much of it suits them. */
        suits: Type.Integer(),
        holds: Type.Integer(),
      }),
    ),
    left: Type.Array(Type.Object({ item: ItemShape, code: Type.String(), sentence: Type.String() })),
  }),
  refusals: [workRefusals.staffOnly],
});

/** Hands over everything that a person holds. */
export const handOverShift = endpoint({
  module: 'work',
  name: 'hand-over-shift',
  kind: 'command',
  summary:
    'Hands everything that a person holds over to a colleague, or back to the queues, with one note, and says what was left and why.',
  permission: workPermissions.takeWork,
  request: Type.Object({ toStaffId: Receiver, note: orNull(Type.String({ minLength: 1, maxLength: 500 })) }),
  response: BulkShape,
  refusals: [workRefusals.staffOnly, workRefusals.unknownColleague, workRefusals.nothingHeld],
});
