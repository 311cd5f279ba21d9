import type { StaffId, TherapyId } from '../../kernel/ids.ts';
import { dayIn } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { getSite, listStaffNames } from '../identity/index.ts';
import { isConsentInForce, listConsents, listCoverages, listPatientNames } from '../patients/index.ts';
import { listPlans } from '../reference/index.ts';
import { getTherapySummary } from '../therapies/index.ts';
import type { Recorded, TherapySubject } from './access-record.ts';
import { findTherapySubject } from './actions/find-therapy-subject.ts';
import { listPayerKinds } from './actions/record-assistance.ts';
import { listAssistance } from './assistance-store.ts';
import { type FoundAuthorization, listAuthorizations } from './authorization-store.ts';
import { listBenefits } from './benefits-store.ts';
import { authorizationStates } from './domain/authorization-lifecycle.ts';
import { isPacketGiven, listNextSteps } from './domain/welcome-packet.ts';
import { listContacts } from './enrolment-store.ts';
import { listPackets } from './packet-store.ts';

/** Describes prior authorizations that were found by number, with patient and therapy. */
export async function describeFound(tx: TenantTransaction, found: readonly FoundAuthorization[]) {
  const names = await listPatientNames(tx, [...new Set(found.map(({ patientId }) => patientId))]);
  const described = [];
  for (const { authorizationId, therapyId, patientId, state } of found) {
    described.push({
      authorizationId,
      therapyId,
      therapyNumber: (await getTherapySummary(tx, therapyId))?.number ?? '',
      patientName: names.get(patientId)?.displayName ?? '',
      state: authorizationStates[state],
    });
  }
  return described;
}

/** Describes the access side of a therapy for its page; null when it is unknown here. */
export async function describeTherapyAccess(tx: TenantTransaction, therapyId: TherapyId) {
  const subject = await findTherapySubject(tx, therapyId);
  if (subject === null) return null;
  const { patientId } = subject;
  const contacts = await listContacts(tx, therapyId);
  const benefits = await listBenefits(tx, therapyId);
  const authorizations = await listAuthorizations(tx, therapyId);
  const assistance = await listAssistance(tx, therapyId);
  const steps = authorizations.flatMap((authorization) => authorization.steps);
  const named = await nameRecorders(tx, [...contacts, ...benefits, ...steps, ...assistance]);
  const today = dayIn(tx.now, (await getSite(tx, subject.siteId)).timeZone);
  return {
    patientId,
    body: {
      contacts: contacts.map(named),
      isTreatmentConsentGiven: isConsentInForce(await listConsents(tx, patientId), { use: 'treatment', on: today }),
      coverages: await describeCoverages(tx, subject),
      benefits: benefits.map(named),
      authorizations: authorizations.map(({ authorizationId, state, steps: taken }) => ({
        authorizationId,
        state,
        steps: taken.map(named),
      })),
      assistance: assistance.map(named),
      payerKinds: [...(await listPayerKinds(tx, subject))],
    },
  };
}

/** Describes the welcome packets of a therapy; null when it is unknown here. */
export async function describePackets(tx: TenantTransaction, therapyId: TherapyId) {
  const subject = await findTherapySubject(tx, therapyId);
  if (subject === null) return null;
  const { patientId, siteId } = subject;
  const packets = await listPackets(tx, therapyId);
  const named = await nameRecorders(tx, [...packets, ...packets.flatMap(({ steps }) => steps)]);
  const today = dayIn(tx.now, (await getSite(tx, siteId)).timeZone);
  const [newest] = packets;
  const last = newest?.steps.at(-1)?.step ?? null;
  return {
    patientId,
    body: {
      isGiven: packets.some(({ steps }) => isPacketGiven(steps.at(-1)?.step ?? null)),
      nextSteps: newest === undefined ? [] : [...listNextSteps(last)],
      agreesToEmail: isConsentInForce(await listConsents(tx, patientId), { use: 'email', on: today }),
      packets: packets.map((packet) => {
        const { steps, therapyId: _therapy, ...rest } = named(packet);
        return { ...rest, steps: steps.map(named) };
      }),
    },
  };
}

async function describeCoverages(tx: TenantTransaction, { patientId }: TherapySubject) {
  const coverages = (await listCoverages(tx, patientId)).filter(({ state }) => state === 'active');
  const plans = await listPlans(
    tx,
    coverages.flatMap(({ planId }) => planId ?? []),
  );
  return coverages.map(({ coverageId, planId, payerName }) => {
    const plan = plans.find((each) => each.planId === planId);
    const name = plan === undefined ? (payerName ?? 'Payer not named') : `${plan.payerName}, ${plan.name}`;
    return { coverageId, name, payerKind: plan?.kind ?? null };
  });
}

async function nameRecorders(tx: TenantTransaction, kept: readonly Recorded[]) {
  const names = await listStaffNames(tx, [...new Set(kept.flatMap(({ recordedBy }) => recordedBy ?? []))]);
  const nameOf = (staffId: StaffId | null): string | null => (staffId === null ? null : (names.get(staffId) ?? null));
  return <Kept extends Recorded>({ recordedBy, ...rest }: Kept) => ({ ...rest, recordedByName: nameOf(recordedBy) });
}
