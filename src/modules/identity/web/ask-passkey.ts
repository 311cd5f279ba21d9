import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import type { RequestOf } from '../../../kernel/endpoint.ts';
import { callEndpoint } from '../../../ui/endpoint-client.ts';
import { faultOf } from '../../../ui/fault-boundary.tsx';
import type { SessionGate } from '../../../ui/session-gate.ts';
import * as api from '../api.ts';

const unused = 'No passkey was used. Try again, or prove yourself another way.';

/** Signs in by passkey; returns null, or a sentence that says why not. */
export function signInByPasskey(): Promise<string | null> {
  return answerByPasskey(api.signInByPasskey);
}

/** Proves identity again by passkey; returns null, or a sentence that says why not. */
export function proveByPasskey(): Promise<string | null> {
  return answerByPasskey(api.proveByPasskey);
}

/** Has the browser make a passkey and registers it; returns null, or a sentence that says why not. */
export async function registerPasskey(label: string, gate: SessionGate): Promise<string | null> {
  const attempt = async (): Promise<string | null> => {
    const { challengeId, options } = await callEndpoint(api.beginPasskeyRegistration, {}, { gate });
    const { startRegistration } = await import('@simplewebauthn/browser');
    const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
    const made = await startRegistration({ optionsJSON }).catch(() => null);
    if (made === null) return 'No passkey was made. One that is registered already cannot be registered again.';
    const response = made as unknown as RequestOf<typeof api.registerPasskey>['response'];
    await callEndpoint(api.registerPasskey, { challengeId, label, response }, { gate });
    return null;
  };
  return attempt().catch(explain);
}

async function answerByPasskey(
  endpoint: typeof api.signInByPasskey | typeof api.proveByPasskey,
): Promise<string | null> {
  const attempt = async (): Promise<string | null> => {
    const { challengeId, options } = await callEndpoint(api.beginPasskeyProof, {});
    const { startAuthentication } = await import('@simplewebauthn/browser');
    const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
    const answer = await startAuthentication({ optionsJSON }).catch(() => null);
    if (answer === null) return unused;
    const response = answer as unknown as RequestOf<typeof api.proveByPasskey>['response'];
    await callEndpoint(endpoint, { challengeId, response });
    return null;
  };
  return attempt().catch(explain);
}

function explain(thrown: unknown): string {
  return faultOf(thrown).sentence;
}
