import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { programPermissions } from './permissions.ts';
import { programRefusals } from './refusals.ts';

const Id = Type.String({ format: 'uuid' });
const TextOrNull = Type.Union([Type.String(), Type.Null()]);

/** Lists the programs that may come in. */
export const listClients = endpoint({
  module: 'programs',
  name: 'list-clients',
  kind: 'query',
  summary: 'Lists the programs that may come in with a key of their own, and what programs may be let in for.',
  permission: programPermissions.seePrograms,
  request: Type.Object({}),
  response: Type.Object({
    clients: Type.Array(
      Type.Object({
        clientId: Type.String(),
        name: Type.String(),
        scopes: Type.Array(Type.String()),
        isDisabled: Type.Boolean(),
        madeAt: Type.String(),
        madeByName: TextOrNull,
        lastUsedAt: TextOrNull,
        keyCount: Type.Integer(),
      }),
    ),
    scopes: Type.Array(Type.Object({ code: Type.String(), sentence: Type.String() })),
  }),
});

/** Lets a program in. */
export const createClient = endpoint({
  module: 'programs',
  name: 'create-client',
  kind: 'command',
  summary: 'Lets a program in that signs with its own private key (RFC 7523), for the scopes that are named.',
  permission: programPermissions.changePrograms,
  request: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 128 }),
    /** The public JSON Web Key, or a set of them, as it was pasted. */
    keysText: Type.String({ minLength: 1, maxLength: 40_000 }),
    scopes: Type.Array(Type.String({ minLength: 1, maxLength: 128 }), { maxItems: 200 }),
  }),
  response: Type.Object({ clientId: Type.String() }),
  refusals: [programRefusals.clientKeyInvalid, programRefusals.scopeUnknown],
});

/** Disables a program. */
export const disableClient = endpoint({
  module: 'programs',
  name: 'disable-client',
  kind: 'command',
  summary: 'Disables a program; its access tokens are void at once.',
  permission: programPermissions.changePrograms,
  request: Type.Object({ clientId: Id }),
  response: Type.Object({}),
  refusals: [programRefusals.unknownClient],
});
