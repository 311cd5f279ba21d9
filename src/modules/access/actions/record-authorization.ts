import type { TherapyId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { TherapySubject } from '../access-record.ts';
import {
  type AuthorizationId,
  insertAuthorization,
  listSteps,
  lockAuthorizations,
  type PriorAuthorization,
  saveStep,
} from '../authorization-store.ts';
import { type AuthorizationStep, carryOnValidity, decideAuthorizationStep } from '../domain/authorization.ts';
import { isClosed } from '../domain/authorization-lifecycle.ts';
import { authorizationRecorded } from '../events.ts';
import { accessRefusals } from '../refusals.ts';
import { findTherapySubject } from './find-therapy-subject.ts';

/** A step of a prior authorization; without an id a new one is opened. */
export interface NewAuthorizationStep extends AuthorizationStep {
  readonly therapyId: TherapyId;
  readonly authorizationId: AuthorizationId | null;
  readonly note: string;
}

/** Carries a prior authorization one step on, or opens one. Refuses what the table of states or the step's own facts do not allow. */
export async function recordAuthorization(
  tx: TenantTransaction,
  step: NewAuthorizationStep,
): Promise<Result<AuthorizationId>> {
  const { therapyId } = step;
  const subject = await findTherapySubject(tx, therapyId);
  if (subject === null) return refuse(accessRefusals.unknownTherapy);
  const found = await findOrOpen(tx, subject, step.authorizationId);
  if (!found.ok) return found;
  const authorization = found.value;
  const { authorizationId } = authorization;
  const [former] = await listSteps(tx, authorizationId);
  const carried = carryOnValidity(step, former ?? null);
  const decided = decideAuthorizationStep(authorization.state, carried);
  if (!decided.ok) return decided;
  await saveStep(tx, authorization, { ...carried, note: step.note });
  const { state, validTo } = carried;
  await tx.announce(authorizationRecorded, { therapyId, authorizationId, state, validTo }, therapyId);
  tx.touch(`therapy:${therapyId}`);
  return ok(authorizationId);
}

async function findOrOpen(
  tx: TenantTransaction,
  subject: TherapySubject,
  authorizationId: AuthorizationId | null,
): Promise<Result<PriorAuthorization>> {
  const known = await lockAuthorizations(tx, subject.therapyId);
  if (authorizationId !== null) {
    const authorization = known.find((each) => each.authorizationId === authorizationId);
    return authorization === undefined ? refuse(accessRefusals.unknownAuthorization) : ok(authorization);
  }
  const open = known.find(({ state }) => !isClosed(state));
  if (open !== undefined) return refuse(accessRefusals.authorizationOpen, { state: open.state });
  return ok(await insertAuthorization(tx, subject));
}
