import { Compile } from 'typebox/compile';
import { expect } from 'vitest';
import type { Endpoint, RequestOf, ResponseOf } from '../../src/kernel/endpoint.ts';
import type { PatientId } from '../../src/kernel/ids.ts';
import type { Result } from '../../src/kernel/result.ts';
import type { Route } from '../../src/platform/http/route.ts';
import type { TenantScope } from '../../src/platform/transaction/transactor.ts';
import type { TestPlatform } from './test-platform.ts';

/** What an endpoint answered, and whose data stand in it. */
export type Asked<Called extends Endpoint> = Result<{
  readonly body: ResponseOf<Called>;
  readonly patientIds: readonly PatientId[];
  readonly about?: unknown;
}>;

/** Asks an endpoint as the server does, without a socket, and checks that request and answer have their declared shapes. */
export async function askEndpoint<Called extends Endpoint>(
  at: { readonly platform: TestPlatform; readonly routes: readonly Route[] },
  endpoint: Called,
  request: RequestOf<Called>,
  by: Partial<TenantScope> & { readonly permissions?: readonly string[] } = {},
): Promise<Asked<Called>> {
  const { permissions = [], ...scope } = by;
  const route = at.routes.find((each) => each.endpoint === endpoint);
  if (route === undefined) throw new Error('nothing answers this endpoint');
  expect(Compile(endpoint.request).Check(request)).toBe(true);
  const principal = scope.actor === undefined ? null : { actor: scope.actor, permissionCodes: new Set(permissions) };
  const call = { request, principal, requestId: 'test', source: 'test', sessionToken: null };
  const answer = await at.platform.transact((tx) => route.answer(tx, call as never), scope);
  if (answer.ok) expect(Compile(endpoint.response).Check(answer.value.body)).toBe(true);
  return answer as never;
}
