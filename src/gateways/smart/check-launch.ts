import type { Instant } from '../../kernel/instant.ts';
import type { AnsweredLaunch, LaunchedPatient } from '../../modules/charts/index.ts';
import {
  checkIdToken,
  findFailure,
  type Jwk,
  type ProviderAnswer,
  readProvenAt,
  readSubject,
  type SignInCheck,
  stateCheck,
} from '../../modules/federation/index.ts';
import { readFhir, readPatientRecord } from '../../standards/fhir/fhir.ts';
import { addClientAssertion } from '../openid-connect/client-assertion.ts';
import { verifySignature } from '../openid-connect/exchange-code.ts';
import { fetchJson } from '../openid-connect/fetch-json.ts';
import type { ProviderDirectory } from '../openid-connect/provider-directory.ts';
import type { SmartConfiguration } from './smart-directory.ts';

/** A launch that came back with the person. */
interface IncomingLaunch {
  readonly launch: AnsweredLaunch;
  readonly configuration: NonNullable<SmartConfiguration['launch']> & Pick<SmartConfiguration, 'tokenEndpoint'>;
  readonly privateKey: Jwk;
  readonly redirectAddress: string;
  readonly answered: { readonly code: string | null; readonly issuer: string | null };
  readonly now: Instant;
}

type CheckedLaunch = Pick<ProviderAnswer, 'checks' | 'said'> & { readonly patient: LaunchedPatient | null };

/** Checks the answer of an EHR step by step, up to the first step without which the next cannot be made, and reads the patient who is open there. */
export async function checkLaunch(keys: ProviderDirectory, incoming: IncomingLaunch): Promise<CheckedLaunch> {
  const { launch, configuration, answered, now } = incoming;
  const { provider, attempt, connection } = launch;
  const checks: SignInCheck[] = [];
  const stop = (...more: readonly SignInCheck[]): CheckedLaunch => ({
    ...{ checks: [...checks, ...more], said: null, patient: null },
  });
  const { code, issuer } = answered;
  const isAsked = issuer === null ? !configuration.namesIssuer : issuer === provider.issuer;
  checks.push(stateCheck('answer-issuer', isAsked, { found: issuer ?? 'none', expected: provider.issuer }));
  checks.push(stateCheck('provider', code !== null));
  if (code === null || findFailure(checks) !== null) return stop();
  const granted = await exchange(incoming, code);
  if (granted === null) return stop(stateCheck('exchange', false));
  checks.push(stateCheck('exchange', true));
  const claims = await verifySignature(keys, configuration, granted.idToken);
  if (claims === null) return stop(stateCheck('signature', false));
  const expected = { ...provider, clientId: connection.launch?.clientId ?? '' };
  checks.push(stateCheck('signature', true));
  checks.push(...checkIdToken(claims, { provider: expected, nonce: attempt.nonce, now }));
  const subject = readSubject(claims);
  if (subject === null) return stop(stateCheck('issuer', false, { found: 'no subject' }));
  if (findFailure(checks) !== null) return stop();
  const patient = granted.patientId === null ? null : await askPatient(incoming, { ...granted, id: granted.patientId });
  // Groups are followed where people sign in by a provider that is kept for it; a launch only says who launches.
  return { checks, said: { subject, groups: null, provenAt: readProvenAt(claims, now) }, patient };
}

interface Granted {
  readonly idToken: string;
  readonly accessToken: string;
  readonly patientId: string | null;
}

async function exchange(incoming: IncomingLaunch, code: string): Promise<Granted | null> {
  const { launch, configuration, privateKey, now } = incoming;
  const { tokenEndpoint } = configuration;
  const clientId = launch.connection.launch?.clientId ?? '';
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    code_verifier: launch.attempt.codeVerifier,
    redirect_uri: incoming.redirectAddress,
    client_id: clientId,
  });
  await addClientAssertion(form, { privateKey, clientId, audience: tokenEndpoint, now });
  const reply = await fetchJson(tokenEndpoint, { form, authorization: null });
  const { id_token: idToken, access_token: accessToken, patient } = reply?.status === 200 ? (reply.body ?? {}) : {};
  if (typeof idToken !== 'string' || typeof accessToken !== 'string') return null;
  if (!/^[\x21-\x7e]{1,8192}$/.test(accessToken)) return null;
  return { idToken, accessToken, patientId: typeof patient === 'string' ? patient : null };
}

/** Asks the EHR who the patient is, by a search in a body: no address names anybody. */
async function askPatient(
  { launch }: IncomingLaunch,
  of: { readonly accessToken: string; readonly id: string },
): Promise<LaunchedPatient | null> {
  const { baseAddress, identifierSystem } = launch.connection;
  const form = new URLSearchParams({ _id: of.id });
  const reply = await fetchJson(`${baseAddress}/Patient/_search`, { form, authorization: `Bearer ${of.accessToken}` });
  if (reply?.status !== 200 || reply.body === null) return null;
  const bundle = readFhir(new TextEncoder().encode(JSON.stringify(reply.body))).message;
  const patient = bundle?.resourceType === 'Bundle' ? (readPatientRecord(bundle).message?.patient ?? null) : null;
  const family = patient?.name?.family ?? null;
  if (patient === null || patient.id !== of.id || family === null || patient.birthDate === null) return null;
  const numbers = new Set(
    patient.identifiers.filter(({ system }) => system === identifierSystem).map(({ value }) => value),
  );
  const [recordNumber = null] = numbers;
  return {
    // Two numbers of one system do not say which one is meant.
    recordNumber: numbers.size > 1 ? null : recordNumber,
    familyName: family,
    givenName: patient.name?.given[0] ?? '',
    birthDate: patient.birthDate,
  };
}
