import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Id } from '../../kernel/ids.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import * as api from './account-api.ts';
import { beginPasskeyProof, provePasskey } from './actions/prove-passkey.ts';
import { makeRecoveryCodes } from './actions/recover-account.ts';
import { beginPasskeyRegistration, registerPasskey, removePasskey } from './actions/register-passkey.ts';
import { recordProof } from './actions/session-steps.ts';
import { openSessionFor, recordRefusedSignIn } from './actions/sign-in.ts';
import { decideSessionState, sessionPolicy } from './domain/session-policy.ts';
import { listPasskeys } from './passkey-store.ts';
import { countRecoveryCodes } from './recovery-code-store.ts';
import { identityRefusals } from './refusals.ts';
import { staffIdOf } from './session-person.ts';
import { findSession } from './session-store.ts';

const done = ok({ body: {}, patientIds: [] });

/** What answers the endpoints of a person's own account, and those of passkeys. */
export const accountRoutes: readonly Route[] = [
  route(api.getAccount, async (tx, call) => {
    const staffId = staffIdOf(call.principal);
    const passkeys = (await listPasskeys(tx, staffId)).map(({ passkeyId, label, isDeviceBound, madeAt }) => ({
      passkeyId,
      label,
      isDeviceBound,
      madeAt,
    }));
    return ok({ body: { passkeys, recoveryCodesLeft: await countRecoveryCodes(tx, staffId) }, patientIds: [] });
  }),
  route(api.beginPasskeyRegistration, async (tx, call) => {
    const body = await beginPasskeyRegistration(tx, { staffId: staffIdOf(call.principal), host: call.host });
    return ok({ body, patientIds: [] });
  }),
  route(api.registerPasskey, async (tx, call) => {
    const registered = await registerPasskey(tx, {
      ...call.request,
      response: call.request.response as unknown as RegistrationResponseJSON,
      staffId: staffIdOf(call.principal),
      host: call.host,
    });
    return registered.ok ? ok({ body: registered.value, patientIds: [] }) : registered;
  }),
  route(api.removePasskey, async (tx, call) => {
    const passkeyId = call.request.passkeyId as Id<'passkey'>;
    const removed = await removePasskey(tx, { staffId: staffIdOf(call.principal), passkeyId });
    return removed.ok ? done : removed;
  }),
  route(api.makeRecoveryCodes, async (tx, call) => {
    const codes = await makeRecoveryCodes(tx, staffIdOf(call.principal));
    return ok({ body: { codes: [...codes] }, patientIds: [] });
  }),
  route(api.beginPasskeyProof, async (tx, call) =>
    ok({ body: await beginPasskeyProof(tx, call.host), patientIds: [] }),
  ),
  route(api.signInByPasskey, async (tx, call) => {
    const response = call.request.response as unknown as AuthenticationResponseJSON;
    const proven = await provePasskey(tx, { ...call.request, response, host: call.host, staffId: null });
    if (!proven.ok) {
      await recordRefusedSignIn(tx, proven.refusal.code);
      return { ...proven, keepsChanges: true };
    }
    const token = await openSessionFor(tx, proven.value);
    const maxAgeSeconds = sessionPolicy.absoluteMinutes * 60;
    return ok({ body: {}, patientIds: [], session: { kind: 'open', token, maxAgeSeconds } });
  }),
  route(api.proveByPasskey, async (tx, call) => {
    const session = call.sessionToken === null ? null : await findSession(tx, call.sessionToken);
    if (session === null || decideSessionState(session, tx.now) === 'ended')
      return refuse(identityRefusals.sessionNeeded);
    const response = call.request.response as unknown as AuthenticationResponseJSON;
    const { staffId } = session;
    const proven = await provePasskey(tx, { ...call.request, response, host: call.host, staffId });
    if (!proven.ok) return { ...proven, keepsChanges: true };
    await recordProof(tx, session.sessionId, proven.value.proof);
    return done;
  }),
];
