import type { Id, PatientId } from '../../../kernel/ids.ts';
import { dayIn, type TimeZone } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type Appointment, type AppointmentId, findAppointment, listClinics } from '../../clinics/index.ts';
import { listConditions } from '../../patients/index.ts';
import { listPrescriptions } from '../../prescriptions/index.ts';
import {
  type DiseaseState,
  type Drug,
  findDiagnosisBeginning,
  listDiseaseStates,
  listDrugs,
} from '../../reference/index.ts';
import { listTherapies } from '../../therapies/index.ts';
import { decideProspect, isTreatmentOf, type Prospect, type ProspectFacts } from '../domain/prospect.ts';
import { lockProspectsOf, saveProspect } from '../prospect-store.ts';

/**
 * Looks at an appointment that was booked, moved, cancelled or missed: whoever is a prospect by it is found, once for each disease state;
 * an open prospect moves with the appointment, and ends with one that does not take place.
 */
export async function followAppointment(tx: TenantTransaction, appointmentId: AppointmentId): Promise<void> {
  const appointment = await findAppointment(tx, appointmentId);
  if (appointment === null) return;
  const known = await lockProspectsOf(tx, appointment.patientId);
  const open = known.filter(({ state }) => state === 'found' || state === 'contacted');
  for (const prospect of open.filter((one) => one.appointmentId === appointmentId)) moveWith(tx, prospect, appointment);
  if (appointment.state !== 'booked') return;
  const clinic = (await listClinics(tx)).find(({ clinicId }) => clinicId === appointment.clinicId);
  const states = (await listDiseaseStates(tx)).filter(({ code }) => clinic?.diseaseStates.includes(code));
  const history = await readHistory(tx, appointment.patientId);
  for (const state of states) {
    if (open.some(({ diseaseState }) => diseaseState === state.code)) continue;
    const decided = decideProspect(gatherFacts(tx, { state, appointment, known, history }));
    if (decided.isProspect) saveProspect(tx, begin(tx, { appointment, state, findings: decided.findings }));
  }
  tx.touch('prospects');
}

type History = Awaited<ReturnType<typeof readHistory>>;

/** What is known here of a person: diagnoses, therapies and orders, each with its drug. */
async function readHistory(tx: TenantTransaction, patientId: PatientId) {
  const conditions = await listConditions(tx, patientId);
  const therapies = await listTherapies(tx, { patientId });
  const prescriptions = await listPrescriptions(tx, { patientId });
  const drugIds = [...therapies, ...prescriptions].flatMap(({ drugId }) => drugId ?? []);
  const drugs = drugIds.length === 0 ? [] : await listDrugs(tx, [...new Set(drugIds)]);
  const programmeOf = new Map(drugs.map(({ drugId, programme }: Drug) => [drugId, programme]));
  return { conditions, therapies, prescriptions, programmeOf };
}

function gatherFacts(
  tx: TenantTransaction,
  of: {
    readonly state: DiseaseState;
    readonly appointment: Appointment;
    readonly known: readonly Prospect[];
    readonly history: History;
  },
): ProspectFacts {
  const { state, appointment, known, history } = of;
  const { conditions, therapies, prescriptions, programmeOf } = history;
  const diagnoses = conditions.flatMap(({ codeSystem, code, state: standing }) => {
    if (codeSystem !== 'ICD-10-CM' || code === null || standing !== 'active') return [];
    const beginning = findDiagnosisBeginning(state, code);
    return beginning === null ? [] : [{ code, beginning }];
  });
  const isOfState = (treatment: { readonly drugId: Id<'drug'> | null; readonly indicationCode: string | null }) => {
    const { drugId, indicationCode } = treatment;
    return isTreatmentOf(state, { programme: drugId && (programmeOf.get(drugId) ?? null), indicationCode });
  };
  const running = therapies.find((therapy) => therapy.ended === null && isOfState(therapy));
  const waiting = prescriptions.find(
    (order) => (order.status === 'needs-person' || order.status === 'parked') && isOfState(order),
  );
  const settled = known.find(
    ({ diseaseState, state: stands, changedBy }) =>
      diseaseState === state.code && (stands === 'elsewhere' || stands === 'not-candidate') && changedBy !== null,
  );
  return {
    now: tx.now,
    appointment,
    diagnosis: diagnoses[0] ?? null,
    runningTherapy: running?.number ?? null,
    openOrderOn: waiting === undefined ? null : dayIn(waiting.receivedAt, 'UTC' as TimeZone),
    settledAs: settled?.state === 'elsewhere' || settled?.state === 'not-candidate' ? settled.state : null,
  };
}

function begin(
  tx: TenantTransaction,
  of: {
    readonly appointment: Appointment;
    readonly state: DiseaseState;
    readonly findings: Prospect['findings'];
  },
): Prospect {
  const { siteId, clinicId, patientId, appointmentId, startsAt } = of.appointment;
  return {
    prospectId: tx.newId<'prospect'>(),
    ...{ siteId, clinicId, patientId, appointmentId, appointmentAt: startsAt },
    diseaseState: of.state.code,
    findings: of.findings,
    ...{ state: 'found', reasonCode: null, therapyId: null, prescriptionId: null },
    ...{ foundAt: tx.now, changedAt: tx.now, changedBy: null, version: 1 },
  };
}

function moveWith(tx: TenantTransaction, prospect: Prospect, appointment: Appointment): void {
  const { siteId, clinicId, startsAt, state } = appointment;
  const moved = { ...prospect, siteId, clinicId, appointmentAt: startsAt, version: prospect.version + 1 };
  const over = { state: 'not-candidate', reasonCode: 'appointment-over', changedBy: null } as const;
  saveProspect(tx, { ...moved, ...(state === 'booked' ? {} : over), changedAt: tx.now });
  tx.touch('prospects');
}
