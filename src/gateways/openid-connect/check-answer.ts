import type { Instant } from '../../kernel/instant.ts';
import {
  type Credential,
  checkIdToken,
  findFailure,
  type Provider,
  type ProviderAnswer,
  readGroups,
  readProvenAt,
  readSubject,
  type SignInCheck,
  stateCheck,
  type TakenAttempt,
} from '../../modules/federation/index.ts';
import { exchangeCode, verifySignature } from './exchange-code.ts';
import type { ProviderDirectory } from './provider-directory.ts';

/** An answer that came back with the person. */
export interface IncomingAnswer {
  readonly provider: Provider;
  readonly credential: Credential;
  readonly attempt: TakenAttempt;
  readonly redirectAddress: string;
  readonly answered: { readonly code: string | null; readonly issuer: string | null };
  readonly now: Instant;
}

type CheckedAnswer = Pick<ProviderAnswer, 'checks' | 'said'>;

/** Checks an answer step by step, up to the first step without which the next cannot be made. */
export async function checkAnswer(directory: ProviderDirectory, incoming: IncomingAnswer): Promise<CheckedAnswer> {
  const { provider, attempt, now, answered } = incoming;
  const { metadata, checks: found } = await directory.find(provider.issuer);
  const checks: SignInCheck[] = [...found];
  const stop = (...more: readonly SignInCheck[]): CheckedAnswer => ({ checks: [...checks, ...more], said: null });
  if (metadata === null) return stop();
  const { code, issuer } = answered;
  const isAsked = issuer === null ? !metadata.namesIssuer : issuer === provider.issuer;
  checks.push(stateCheck('answer-issuer', isAsked, { found: issuer ?? 'none', expected: provider.issuer }));
  checks.push(stateCheck('provider', code !== null));
  if (code === null || findFailure(checks) !== null) return stop();
  const idToken = await exchangeCode({ ...incoming, ...attempt, metadata, code });
  if (idToken === null) return stop(stateCheck('exchange', false));
  checks.push(stateCheck('exchange', true));
  const claims = await verifySignature(directory, metadata, idToken);
  if (claims === null) return stop(stateCheck('signature', false));
  checks.push(stateCheck('signature', true), ...checkIdToken(claims, { provider, nonce: attempt.nonce, now }));
  const subject = readSubject(claims);
  if (subject === null) return stop(stateCheck('issuer', false, { found: 'no subject' }));
  const groups = provider.groupClaim === null ? null : readGroups(claims, provider.groupClaim);
  return { checks, said: { subject, groups, provenAt: readProvenAt(claims, now) } };
}
