import type { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../platform/transaction/actor.ts';
import { type Bulk, inBulk, type RandomBytes } from '../../../platform/transaction/bulk.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { TherapySubject } from '../access-record.ts';
import { insertAssistance, type KeptAssistance } from '../assistance-store.ts';
import { type AuthorizationId, appendStep, insertAuthorizationAt } from '../authorization-store.ts';
import { insertBenefits, type KeptBenefits } from '../benefits-store.ts';
import { decideAssistance } from '../domain/assistance.ts';
import { type AuthorizationStep, carryOnValidity, decideAuthorizationStep } from '../domain/authorization.ts';
import type { AuthorizationState } from '../domain/authorization-lifecycle.ts';
import { computeBenefitsOutcome } from '../domain/benefits.ts';
import type { EnrolmentContact } from '../domain/enrolment.ts';
import { type ContactId, insertContact } from '../enrolment-store.ts';

type Moment = { readonly at: Instant; readonly actor: Actor };
type Kept<Record, Left extends string> = TherapySubject & Omit<Record, 'recordedAt' | 'recordedBy' | Left> & Moment;

/** What another system knew of the access work of one therapy. */
export interface AccessHistory {
  readonly subject: TherapySubject;
  readonly contacts: readonly (EnrolmentContact & Moment & { readonly contactId: ContactId; readonly note: string })[];
  readonly benefits: readonly Kept<KeptBenefits, keyof TherapySubject | 'outcome'>[];
  readonly authorizations: readonly {
    readonly authorizationId: AuthorizationId;
    readonly steps: readonly (AuthorizationStep & Moment & { readonly note: string })[];
  }[];
  readonly assistance: readonly (Kept<KeptAssistance, keyof TherapySubject> & {
    readonly payerKinds: Parameters<typeof decideAssistance>[1]['payerKinds'];
  })[];
}

/** Takes over the access work of many therapies; every step of an authorization and every help is decided as when it is recorded. */
export async function importAccess(
  tx: TenantTransaction,
  histories: readonly AccessHistory[],
  random?: RandomBytes,
): Promise<void> {
  await inBulk(
    tx,
    async (bulk) => {
      for (const history of histories) await insertHistory(bulk, history);
    },
    random,
  );
}

async function insertHistory(bulk: Bulk, history: AccessHistory): Promise<void> {
  const { subject } = history;
  for (const { at, actor, ...contact } of history.contacts)
    await insertContact(bulk.at(at, actor), { ...subject, ...contact });
  for (const { at, actor, ...check } of history.benefits)
    await insertBenefits(bulk.at(at, actor), { ...subject, ...check, outcome: computeBenefitsOutcome(check) });
  for (const authorization of history.authorizations) await insertAuthorization(bulk, subject, authorization);
  for (const { at, actor, payerKinds, ...help } of history.assistance) {
    const decided = decideAssistance(help, { payerKinds });
    if (!decided.ok) throw new Error(`imported assistance was refused: ${decided.refusal.code}`);
    await insertAssistance(bulk.at(at, actor), { ...subject, ...help });
  }
}

async function insertAuthorization(
  bulk: Bulk,
  subject: TherapySubject,
  { authorizationId, steps }: AccessHistory['authorizations'][number],
): Promise<void> {
  const [first] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) throw new Error('an authorization begins with a step');
  const { state } = last;
  await insertAuthorizationAt(bulk.at(first.at, first.actor), subject, {
    authorizationId,
    state,
    version: steps.length,
  });
  let from: AuthorizationState = 'not-assessed';
  let former: AuthorizationStep | null = null;
  for (const [index, { at, actor, note, ...step }] of steps.entries()) {
    const carried: AuthorizationStep = carryOnValidity(step, former);
    const decided = decideAuthorizationStep(from, carried);
    if (!decided.ok) throw new Error(`an imported step was refused: ${from}, ${step.state}, ${decided.refusal.code}`);
    await appendStep(bulk.at(at, actor), { authorizationId, sequence: index + 1 }, { ...carried, note });
    from = step.state;
    former = carried;
  }
}
