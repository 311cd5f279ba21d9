import type { TherapyId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import { choosePathway } from '../../pathways/index.ts';
import type { FactSource, NewTherapyEvent } from '../domain/therapy-event.ts';
import { decideOpening, type TherapyRequest } from '../domain/therapy-opening.ts';
import { insertTherapy, type LockedTherapy, lockTherapiesOf, takeTherapyNumber } from '../therapy-store.ts';
import { appendToTherapy } from './change-therapy.ts';
import { composeEvents } from './compose-events.ts';
import { followUp } from './follow-up.ts';

/**
 * Finds the therapy to which an accepted prescription belongs (patient x ingredient x indication), or opens it.
 * `continued` tells that there was one; the same prescription asked again changes nothing.
 */
export async function openTherapy(
  tx: TenantTransaction,
  request: TherapyRequest,
): Promise<{ readonly therapyId: TherapyId; readonly continued: boolean }> {
  const known = await lockTherapiesOf(tx, request);
  const decision = decideOpening(known, request, tx.now);
  if (decision.kind === 'open') {
    const therapyId = await openNewTherapy(tx, request, decision.continuesTherapyId);
    return { therapyId, continued: false };
  }
  const { therapyId } = decision.therapy;
  const locked = known.find((each) => each.therapyId === therapyId);
  if (locked === undefined) throw new Error('the therapy to continue is locked');
  if (locked.state.prescriptionId !== request.prescriptionId || decision.kind === 'reopen') {
    const event = composeContinuation(tx, locked, request, decision.kind);
    await appendToTherapy(tx, locked, { events: [event], note: null });
  }
  return { therapyId, continued: true };
}

async function openNewTherapy(
  tx: TenantTransaction,
  request: TherapyRequest,
  continuesTherapyId: TherapyId | null,
): Promise<TherapyId> {
  const therapyId = tx.newId<'therapy'>();
  const { rawMessageId, daysSupply = null, ...rest } = request;
  const [{ calendar }, number] = await Promise.all([getSite(tx, request.siteId), takeTherapyNumber(tx)]);
  const day = dayIn(request.receivedAt, calendar.timeZone);
  const { pathway, choice } = await choosePathway(tx, { drugId: request.drugId, day });
  const { id, version } = pathway;
  const event: NewTherapyEvent = {
    type: 'therapy-opened',
    occurredAt: tx.now,
    source: toSource(request),
    facts: { ...rest, daysSupply, number, continuesTherapyId, pathway: { id, version }, pathwayReason: choice.reason },
  };
  const { events, after } = await composeEvents(tx, null, [event]);
  await insertTherapy(tx, { therapyId, events, after, note: null });
  await followUp(tx, { therapyId, before: null, after });
  return therapyId;
}

function composeContinuation(
  tx: TenantTransaction,
  { state }: LockedTherapy,
  request: TherapyRequest,
  kind: 'continue' | 'reopen',
): NewTherapyEvent {
  const { prescriptionId, drugId, receivedAt, channel, daysSupply = null } = request;
  const indicationCode = state.indicationCode ?? request.indicationCode;
  const prescription = { prescriptionId, drugId, indicationCode, daysSupply };
  const rest = { occurredAt: tx.now, source: toSource(request) };
  return kind === 'continue'
    ? { ...rest, type: 'prescription-joined', facts: prescription }
    : { ...rest, type: 'therapy-reopened', facts: { ...prescription, receivedAt, channel } };
}

function toSource({ rawMessageId, prescriptionId }: TherapyRequest): FactSource {
  return rawMessageId === null
    ? { kind: 'prescription', id: prescriptionId }
    : { kind: 'raw-message', id: rawMessageId };
}
