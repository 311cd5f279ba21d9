import type { Permission } from '../../kernel/permission.ts';
import { ok } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { listStaffNames } from '../identity/index.ts';
import { createClient, disableClient } from './actions/create-client.ts';
import * as api from './api.ts';
import { type ClientId, listClients } from './client-store.ts';
import { readClientKeys } from './domain/client-key.ts';

/** Creates what answers the endpoints of programs, whose scopes are codes of all permissions there are. */
export function createProgramsRoutes(parts: { readonly permissions: readonly Permission[] }): readonly Route[] {
  const known = new Set(parts.permissions.map(({ code }) => code));
  // What asks for a fresh proof stays with people, so it is not offered to programs.
  const offered = parts.permissions.filter(({ assurance }) => assurance === 'session');
  return [
    route(api.listClients, async (tx) => {
      const clients = await listClients(tx);
      const names = await listStaffNames(
        tx,
        clients.flatMap(({ madeBy }) => (madeBy === null ? [] : [madeBy])),
      );
      const described = clients.map(({ publicKeys, siteIds: _siteIds, madeBy, scopes, ...client }) => ({
        ...client,
        scopes: [...scopes],
        madeByName: madeBy === null ? null : (names.get(madeBy) ?? null),
        keyCount: publicKeys.length,
      }));
      const scopes = offered.map(({ code, sentence }) => ({ code, sentence }));
      return ok({ body: { clients: described, scopes }, patientIds: [] });
    }),
    route(api.createClient, async (tx, call) => {
      const { name, keysText, scopes } = call.request;
      const keys = readClientKeys(keysText);
      if (!keys.ok) return keys;
      const made = await createClient(tx, { name, keys: { keys: [...keys.value] }, scopes, siteIds: null, known });
      if (!made.ok) return made;
      return ok({ body: { clientId: made.value }, patientIds: [], about: aboutClient(made.value) });
    }),
    route(api.disableClient, async (tx, call) => {
      const { clientId } = call.request;
      const disabled = await disableClient(tx, clientId as ClientId);
      return disabled.ok ? ok({ body: {}, patientIds: [], about: aboutClient(clientId) }) : disabled;
    }),
  ];
}

function aboutClient(clientId: string) {
  return { kind: 'configuration', object: { kind: 'api-client', id: clientId } } as const;
}
