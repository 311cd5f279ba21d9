import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { flowPermissions } from './permissions.ts';
import { flowRefusals } from './refusals.ts';

const Text = Type.String();
const TextOrNull = Type.Union([Text, Type.Null()]);

/** Tells who stands around a therapy. */
export const getSurroundings = endpoint({
  module: 'flow',
  name: 'get-surroundings',
  kind: 'query',
  summary: 'Tells who pays first for a therapy, who wrote its prescription, and at which clinic.',
  permission: flowPermissions.seeFlow,
  request: Type.Object({ therapyId: Type.String({ format: 'uuid' }) }),
  response: Type.Object({
    clinic: TextOrNull,
    payer: TextOrNull,
    prescriber: Type.Union([Type.Object({ name: Text, phone: TextOrNull }), Type.Null()]),
  }),
  refusals: [flowRefusals.unknownTherapy],
});
