import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { therapyPermissions } from './permissions.ts';
import { therapyRefusals } from './refusals.ts';

const Uuid = Type.String({ format: 'uuid' });
const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
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
