import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addLicensedPharmacist } from '../../../test/support/licensed-pharmacist.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id, PatientId, PrescriptionId, SiteId } from '../../kernel/ids.ts';
import type { Result } from '../../kernel/result.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listAllergies, listConditions, listCoverages, listObservations } from '../patients/index.ts';
import { installDemoReference } from '../reference/index.ts';
import { listQueueItems } from '../work/index.ts';
import { acceptPrescription, clarifyPrescription, refusePrescription } from './actions/accept-prescription.ts';
import { resolveDrugMatch, resolvePatientMatch, resolvePrescriberMatch } from './actions/resolve-match.ts';
import { exampleIncoming } from './domain/example-incoming.ts';
import type { IncomingPatient, IncomingPrescription } from './domain/incoming-prescription.ts';
import type { Prescription } from './domain/prescription.ts';
import { findPrescription, listPrescriptions, receivePrescription } from './index.ts';
import { findLastFindings } from './prescription-store.ts';
import { prescriptionsRoutes } from './routes.ts';

let platform: TestPlatform;
let people = 0;

beforeAll(async () => {
  platform = await openTestPlatform();
  await platform.transact(async (tx) => {
    await installDemoReference(tx);
    await addLicensedPharmacist(tx);
  });
});
afterAll(() => platform.close());

/** Somebody new for each test, so that one test's patient is never another's namesake. */
function somebody(changes: Partial<IncomingPatient> = {}): IncomingPatient {
  people += 1;
  const letters = people.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'.charAt(Number(digit)));
  return {
    ...exampleIncoming.patient,
    familyName: `Zimt${letters}${letters}`,
    birthDate: `19${String(50 + (people % 40))}-0${1 + (people % 9)}-1${people % 9}` as CalendarDay,
    phones: [{ number: `518555${String(1000 + people)}`, use: 'mobile' }],
    identifiers: [{ kind: 'MR', assigner: 'MERCY', value: `M${10_000 + people}` }],
    ...changes,
  };
}

function incoming(changes: Partial<IncomingPrescription> = {}): IncomingPrescription {
  return { ...exampleIncoming, siteId: platform.siteId, patient: somebody(), ...changes };
}

async function receive(changes: Partial<IncomingPrescription> = {}) {
  const received = await platform.transact((tx) => receivePrescription(tx, incoming(changes)));
  if (!received.ok) throw new Error(received.refusal.code);
  return received.value;
}

function seen(prescription: Prescription) {
  return { prescriptionId: prescription.prescriptionId, expectedVersion: prescription.version };
}

async function act<Value>(work: (tx: TenantTransaction) => Promise<Result<Value>>): Promise<Value> {
  const result = await platform.transact(work);
  if (!result.ok) throw new Error(`${result.refusal.code} ${JSON.stringify(result.refusal.facts)}`);
  return result.value;
}

async function refusalOf(work: (tx: TenantTransaction) => Promise<Result<unknown>>): Promise<string | null> {
  const result = await platform.transact(work);
  return result.ok ? null : result.refusal.code;
}

async function findWork(prescriptionId: PrescriptionId) {
  const queues = ['matching', 'intake'] as const;
  const items = await platform.transact(async (tx) => {
    const lists = [];
    for (const queue of queues)
      lists.push(await listQueueItems(tx, { queue, owner: 'anyone', siteId: null }, { after: null, most: 200 }));
    return lists.flat();
  });
  return items
    .filter(({ subjectId }) => subjectId === prescriptionId)
    .map(({ queue, reasonCode }) => ({ queue, reasonCode }));
}

const get = (prescriptionId: PrescriptionId) => platform.transact((tx) => findPrescription(tx, prescriptionId));

describe('a clean prescription of somebody new', () => {
  it('registers the patient, opens the therapy and records what came with it', async () => {
    const { prescription, therapyId, disposition } = await receive({
      coverages: [
        {
          bin: '990001',
          pcn: 'MBP',
          groupNumber: 'G1',
          memberId: 'MEM-1',
          personCode: '01',
          payerName: null,
          priority: 1,
          relationship: 'self',
          validFrom: null,
          validTo: null,
        },
      ],
      allergies: [{ rxcui: null, snomedCode: null, text: 'Latex', reaction: 'Hives', severity: 'mild' }],
      conditions: exampleIncoming.diagnoses,
      observations: [{ loincCode: '29463-7', text: 'Body weight', value: '71.5', unit: 'kg', observedOn: null }],
    });
    expect(disposition).toBe('accepted');
    expect(therapyId).not.toBeNull();
    expect(prescription).toMatchObject({ quantityThousandths: 2000, refillsAuthorized: 5, indicationCode: 'M06.9' });
    expect(prescription.expiresOn).toBe('2027-03-01');
    const patientId = prescription.patientId as PatientId;
    const recorded = await platform.transact(async (tx) => ({
      coverages: await listCoverages(tx, patientId),
      allergies: await listAllergies(tx, patientId),
      conditions: await listConditions(tx, patientId),
      observations: await listObservations(tx, { patientId }),
    }));
    expect(recorded.coverages[0]).toMatchObject({ memberId: 'MEM-1', payerOrder: 1 });
    expect(recorded.coverages[0]?.planId).not.toBeNull();
    expect(recorded.allergies[0]).toMatchObject({ substance: 'Latex', severity: 'mild' });
    expect(recorded.conditions[0]).toMatchObject({ code: 'M06.9' });
    expect(recorded.observations[0]).toMatchObject({ value: '71.5', ucumUnit: 'kg' });
  });

  it('leaves no open task, and each rule of its decision on record', async () => {
    const { prescriptionId } = await receive();
    expect(await findWork(prescriptionId)).toEqual([]);
    const findings = await platform.transact((tx) => findLastFindings(tx, prescriptionId));
    expect(findings.length).toBeGreaterThan(10);
    expect(findings.every(({ outcome }) => outcome === 'pass')).toBe(true);
  });
});

describe('a prescription of somebody known', () => {
  it('joins the same patient, and the same therapy when the drug is the same', async () => {
    const patient = somebody();
    const first = await receive({ patient });
    platform.clock.advance(40 * 86_400_000);
    const writtenOn = '2026-04-10' as CalendarDay;
    const second = await receive({ patient, writtenOn, receivedAt: platform.clock.now() });
    expect(second.prescription.matches.patient.decision).toBe('matched');
    expect(second.prescription.patientId).toBe(first.prescription.patientId);
    expect(second.therapyId).toBe(first.therapyId);
  });

  it('opens another therapy when the drug is another', async () => {
    const patient = somebody();
    const first = await receive({ patient });
    const drug = { ...exampleIncoming.drug, ndc: '58406-0435-04', description: 'Enbrel 50 mg/mL' };
    const second = await receive({ patient, drug });
    expect(second.prescription.patientId).toBe(first.prescription.patientId);
    expect(second.therapyId).not.toBe(first.therapyId);
  });
});

describe('what the program cannot settle is for a person, with the original on record', () => {
  it('asks whose record it is when somebody similar is known', async () => {
    const patient = somebody();
    await receive({ patient });
    const unclear = { ...patient, birthDate: '1931-01-02' as CalendarDay, phones: [], addresses: patient.addresses };
    const { prescription, disposition, reasons } = await receive({ patient: unclear });
    expect(disposition).toBe('needs-person');
    expect(reasons).toContain('patient-known');
    expect(prescription.matches.patient.candidateIds.length).toBeGreaterThan(0);
    expect(await findWork(prescription.prescriptionId)).toEqual([{ queue: 'matching', reasonCode: 'patient-known' }]);
    const chosen = prescription.matches.patient.candidateIds[0] as PatientId;
    const settled = await act((tx) => resolvePatientMatch(tx, { ...seen(prescription), patientId: chosen }));
    expect(settled.patientId).toBe(chosen);
    expect(settled.matches.patient.decision).toBe('by-person');
  });

  it('registers a new patient when the person says that it is somebody else', async () => {
    const patient = somebody();
    const known = await receive({ patient });
    const twin = { ...patient, birthDate: '1931-01-02' as CalendarDay, phones: [] };
    const { prescription } = await receive({ patient: twin });
    const settled = await act((tx) => resolvePatientMatch(tx, { ...seen(prescription), patientId: 'new' }));
    expect(settled.status).toBe('accepted');
    expect(settled.patientId).not.toBe(known.prescription.patientId);
    expect(settled.therapyId).not.toBeNull();
    expect(await findWork(prescription.prescriptionId)).toEqual([]);
  });

  it('never registers somebody without a birth date', async () => {
    const { prescription, disposition } = await receive({ patient: somebody({ birthDate: null }) });
    expect(disposition).toBe('needs-person');
    expect(prescription.patientId).toBeNull();
    expect(await refusalOf((tx) => resolvePatientMatch(tx, { ...seen(prescription), patientId: 'new' }))).toBe(
      'prescriptions.patient-incomplete',
    );
  });

  it('asks which drug is meant, and accepts once that is said', async () => {
    const drug = { ndc: null, rxcui: null, description: 'Unheardofmab 7 mg', strength: null, deaSchedule: null };
    const { prescription, reasons } = await receive({ drug });
    expect(reasons).toEqual(['drug-known']);
    const reference = await receive();
    const drugId = reference.prescription.drugId as Id<'drug'>;
    const settled = await act((tx) => resolveDrugMatch(tx, { ...seen(prescription), drugId }));
    expect(settled.status).toBe('accepted');
    expect(settled.matches.drug.decision).toBe('by-person');
  });

  it('asks who prescribed, and accepts once that is said', async () => {
    const prescriber = { ...exampleIncoming.prescriber, npi: null, familyName: 'Nobody', givenName: 'Known' };
    const { prescription, reasons } = await receive({ prescriber });
    expect(reasons).toEqual(['prescriber-known']);
    const settled = await act((tx) => resolvePrescriberMatch(tx, { ...seen(prescription), npi: '1999990017' }));
    expect(settled.status).toBe('accepted');
  });

  it('keeps the health facts of the message until the patient is settled, then records them once', async () => {
    const patient = somebody();
    await receive({ patient });
    const unclear = { ...patient, birthDate: '1931-01-02' as CalendarDay, phones: [] };
    const allergies = [{ rxcui: null, snomedCode: null, text: 'Latex', reaction: null, severity: null }];
    const { prescription } = await receive({ patient: unclear, allergies, directions: null });
    const settled = await act((tx) => resolvePatientMatch(tx, { ...seen(prescription), patientId: 'new' }));
    expect(settled.clinicalFactsRecorded).toBe(true);
    const accept = { ...seen(settled), clarification: { directions: 'Inject.' }, overrides: [] };
    const accepted = await act((tx) => acceptPrescription(tx, accept));
    const patientId = accepted.patientId as PatientId;
    expect(await platform.transact((tx) => listAllergies(tx, patientId))).toHaveLength(1);
  });

  it('refuses an unknown patient, drug and prescriber', async () => {
    const { prescription } = await receive({ directions: null });
    const unknown = '01890000-0000-7000-8000-0000000000ff';
    const at = seen(prescription);
    expect(await refusalOf((tx) => resolvePatientMatch(tx, { ...at, patientId: unknown as PatientId }))).toBe(
      'prescriptions.unknown-patient',
    );
    expect(await refusalOf((tx) => resolveDrugMatch(tx, { ...at, drugId: unknown as Id<'drug'> }))).toBe(
      'prescriptions.unknown-drug',
    );
    expect(await refusalOf((tx) => resolvePrescriberMatch(tx, { ...at, npi: '1234567893' }))).toBe(
      'prescriptions.unknown-prescriber',
    );
  });
});

describe('what stands against a prescription', () => {
  it('is clarified by asking, and then accepted', async () => {
    const { prescription, reasons } = await receive({ quantity: null, directions: null });
    expect(reasons).toEqual(['quantity-given', 'directions-given']);
    const clarification = { quantity: { quantityThousandths: 2000, unit: null } };
    const half = await act((tx) => clarifyPrescription(tx, { ...seen(prescription), clarification }));
    expect(half.statusReasons).toEqual(['directions-given']);
    const accept = { ...seen(half), clarification: { directions: 'Inject 40 mg every other week.' }, overrides: [] };
    const accepted = await act((tx) => acceptPrescription(tx, accept));
    expect(accepted).toMatchObject({ status: 'accepted', quantityThousandths: 2000 });
  });

  it('is not let through by accepting alone, and nothing is changed then', async () => {
    const { prescription } = await receive({ quantity: null });
    const accept = { ...seen(prescription), clarification: {}, overrides: [] };
    expect(await refusalOf((tx) => acceptPrescription(tx, accept))).toBe('prescriptions.not-acceptable');
    expect(await get(prescription.prescriptionId)).toEqual(prescription);
    const forced = { ...accept, overrides: ['pharmacy-licensed'] };
    expect(await refusalOf((tx) => acceptPrescription(tx, forced))).toBe('prescriptions.rule-not-overridable');
  });

  it('is a missing license of the pharmacist for the state that it goes to', async () => {
    const [address] = exampleIncoming.patient.addresses;
    if (address === undefined) throw new Error('no address');
    const inNewJersey = somebody({ addresses: [{ ...address, state: 'NJ' }] });
    const { disposition, reasons } = await receive({ patient: inNewJersey });
    expect(disposition).toBe('needs-person');
    expect(reasons).toEqual(['pharmacist-licensed']);
    const nowhere = await receive({ patient: somebody({ addresses: [{ ...address, state: 'TX' }] }) });
    expect(nowhere.reasons).toEqual(['pharmacy-licensed', 'pharmacist-licensed']);
  });

  it('is the schedule of a controlled substance: it is parked and can only be refused or cancelled', async () => {
    const drug = { ...exampleIncoming.drug, deaSchedule: '2' as const, ndc: null, description: 'Oxycodone 5 mg' };
    const { prescription, disposition, therapyId } = await receive({ drug });
    expect(disposition).toBe('parked');
    expect(therapyId).toBeNull();
    expect(prescription.statusReasons).toContain('not-controlled');
    expect(await findWork(prescription.prescriptionId)).toMatchObject([{ reasonCode: 'controlled-substance' }]);
    const refusal = { ...seen(prescription), reasonCode: 'controlled-substance' as const };
    expect((await act((tx) => refusePrescription(tx, refusal))).status).toBe('refused');
  });
});

it('is listed by patient and by therapy', async () => {
  const { prescription, therapyId, prescriptionId } = await receive();
  if (therapyId === null || prescription.patientId === null) throw new Error('not accepted');
  const { patientId } = prescription;
  const lists = await platform.transact(async (tx) => [
    await listPrescriptions(tx, { patientId }),
    await listPrescriptions(tx, { therapyId }),
  ]);
  for (const list of lists) expect(list.map((one) => one.prescriptionId)).toEqual([prescriptionId]);
});

it('is not seen from another health system or another site', async () => {
  const { prescriptionId } = await receive();
  const other = { tenantId: platform.otherTenantId };
  expect(await platform.transact((tx) => findPrescription(tx, prescriptionId), other)).toBeNull();
  const elsewhere = { siteIds: [platform.secondSiteId] as readonly SiteId[] };
  expect(await platform.transact((tx) => findPrescription(tx, prescriptionId), elsewhere)).toBeNull();
});

it('stands nowhere in the database in readable form', async () => {
  await receive({ note: 'CANARY-NOTE', directions: 'CANARY-SIG' });
  const { rows } = await platform.database.owner.query<{ found: boolean }>(
    `select position('CANARY' in row_to_json(p)::text) > 0 or position('CANARY'::bytea in p.sealed_incoming) > 0 as found
     from prescriptions.prescription p`,
  );
  expect(rows.some(({ found }) => found)).toBe(false);
});

describe('the endpoints', () => {
  const answer = async (name: string, request: unknown) => {
    const found = prescriptionsRoutes.find(({ endpoint }) => endpoint.path === `/api/prescriptions/${name}`);
    if (found === undefined) throw new Error(`no endpoint ${name}`);
    const call = { request, principal: null, requestId: 'r', source: 's', host: 'localhost', sessionToken: null };
    return platform.transact((tx) => found.answer(tx, call));
  };

  it('show what was received beside what it was matched to, with a reason for each', async () => {
    const { prescriptionId, prescription } = await receive({ directions: null });
    const answered = await answer('get-prescription', { prescriptionId });
    if (!answered.ok) throw new Error(answered.refusal.code);
    expect(answered.value.patientIds).toContain(prescription.patientId);
    expect(answered.value.body).toMatchObject({
      status: 'needs-person',
      matches: { drug: { decision: 'matched', chosen: { label: 'Humira(CF) Pen 40 mg/0.4 mL' } } },
      stated: { drug: expect.stringContaining('00074055402') },
    });
  });

  it('list what waits, with the names that a person works by', async () => {
    const { prescriptionId } = await receive({ directions: null });
    const answered = await answer('list-intake', { status: 'needs-person' });
    if (!answered.ok) throw new Error(answered.refusal.code);
    const { prescriptions } = answered.value.body as { prescriptions: readonly { prescriptionId: string }[] };
    expect(prescriptions.find((row) => row.prescriptionId === prescriptionId)).toMatchObject({
      drugText: 'Humira(CF) Pen 40 mg/0.4 mL',
      prescriberName: 'Okafor, Amara',
    });
  });

  it('take a prescription by form', async () => {
    const patient = somebody();
    const answered = await answer('enter-prescription', {
      channel: 'phone',
      siteId: platform.siteId,
      rawMessageId: null,
      patient: {
        familyName: patient.familyName,
        givenName: patient.givenName,
        birthDate: patient.birthDate,
        sex: 'female',
        phone: '5185550199',
        street: '12 Elm Street',
        city: 'Albany',
        state: 'NY',
        postalCode: '12207',
      },
      prescriber: { npi: '1999990017', name: 'Okafor, Amara' },
      drug: { ndc: '0074-0554-02', description: 'Humira Pen' },
      writtenOn: '2026-03-01',
      quantity: { quantityThousandths: 2000, unit: null },
      daysSupply: 28,
      refills: 5,
      substitutionAllowed: true,
      directions: 'Inject 40 mg every other week.',
      note: null,
      isUrgent: false,
      diagnosisCode: 'M069',
    });
    if (!answered.ok) throw new Error(answered.refusal.code);
    expect(answered.value.body).toMatchObject({ status: 'accepted' });
  });
});
