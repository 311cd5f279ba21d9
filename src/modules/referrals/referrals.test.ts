import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addLicensedPharmacist } from '../../../test/support/licensed-pharmacist.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { PatientId } from '../../kernel/ids.ts';
import type { Result } from '../../kernel/result.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { readDocument, storeDocument } from '../documents/index.ts';
import { insertPartner } from '../exchange/index.ts';
import { getSite } from '../identity/index.ts';
import { recordConsent, recordObservation } from '../patients/index.ts';
import {
  findPrescription,
  type IncomingPrescription,
  type Prescription,
  receivePrescription,
} from '../prescriptions/index.ts';
import { installDemoReference, saveNetwork } from '../reference/index.ts';
import { getTherapySummary } from '../therapies/index.ts';
import { listQueueItems } from '../work/index.ts';
import { checkCompleteness } from './actions/gather-referral-facts.ts';
import { composeDuplicateNotice } from './actions/send-letter.ts';
import { hearSilence, lookAgain, withdraw } from './actions/settle-request.ts';
import { hearTransferSilence, withdrawTransfer } from './actions/transfer-referral.ts';
import { listUnmet } from './domain/completeness.ts';
import type { InformationRequest, RequestId } from './domain/information-request.ts';
import { acknowledgeTransfer, askForMissing, beginTransfer, recordLetterSent, takeChartAnswer } from './index.ts';
import { listLetters } from './letter-store.ts';
import { describeOpenReferrals, describeReferral } from './referral-queries.ts';
import { listSteps, lockRequest } from './request-store.ts';
import { listTransfers } from './transfer-store.ts';

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

const order: Omit<IncomingPrescription, 'siteId' | 'patient'> = {
  channel: 'phone',
  rawMessageId: null,
  partnerId: null,
  orderNumber: null,
  receivedAt: '2026-03-02T15:00:00.000Z' as IncomingPrescription['receivedAt'],
  prescriber: { npi: '1999990017', deaNumber: null, familyName: null, givenName: null, state: 'NY', phone: null },
  drug: { ndc: '00074055402', rxcui: null, description: 'Humira Pen', strength: null, deaSchedule: null },
  writtenOn: '2026-03-01' as CalendarDay,
  quantity: { quantityThousandths: 2000, unit: null },
  daysSupply: 28,
  refills: 5,
  substitutionAllowed: true,
  directions: 'Inject 40 mg under the skin every other week.',
  note: null,
  isUrgent: false,
  diagnoses: [{ system: 'ICD-10-CM', code: 'M06.9', text: null, isPrimary: true, onsetOn: null }],
  coverages: [],
  allergies: [],
  noKnownAllergies: true,
  conditions: [],
  observations: [],
  medications: [],
};

async function receive(changes: Partial<IncomingPrescription> = {}): Promise<Prescription> {
  people += 1;
  const letters = 'abcdefghijklmnopqrstuvwxyz'.charAt(people);
  const patient: IncomingPrescription['patient'] = {
    familyName: `Fehl${letters}${letters}${letters}`,
    givenName: 'Nadia',
    middleName: null,
    suffix: null,
    birthDate: `19${50 + people}-07-03` as CalendarDay,
    sex: 'female',
    addresses: [{ lines: ['12 Elm Street'], city: 'Albany', state: 'NY', postalCode: '12207', use: 'home' }],
    phones: [{ number: `518555${3000 + people}`, use: 'mobile' }],
    emails: [],
    language: 'en',
    identifiers: [{ kind: 'MR', assigner: 'MERCY', value: `F${10_000 + people}` }],
    deceasedOn: null,
  };
  const incoming = { ...order, siteId: platform.siteId, patient, ...changes };
  const received = await platform.transact((tx) => receivePrescription(tx, incoming));
  if (!received.ok) throw new Error(received.refusal.code);
  return received.value.prescription;
}

async function act<Value>(work: (tx: TenantTransaction) => Promise<Result<Value>>): Promise<Value> {
  const result = await platform.transact(work);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

async function refusalOf(work: (tx: TenantTransaction) => Promise<Result<unknown>>): Promise<string | null> {
  const result = await platform.transact(work);
  return result.ok ? null : result.refusal.code;
}

async function unmetOf(prescription: Prescription): Promise<readonly string[]> {
  const completeness = await platform.transact((tx) => checkCompleteness(tx, prescription));
  return listUnmet(completeness).map(({ requirement: { itemCode } }) => itemCode);
}

const stepsOf = async (requestId: RequestId): Promise<readonly string[]> =>
  (await platform.transact((tx) => listSteps(tx, [requestId]))).map(({ way, step }) => `${way} ${step}`);

const requestOf = async (requestId: RequestId): Promise<InformationRequest> => {
  const request = await platform.transact((tx) => lockRequest(tx, requestId));
  if (request === null) throw new Error('no request');
  return request;
};

const reasonsOf = async ({ prescriptionId }: Prescription, queue: 'missing-information' | 'escalations') => {
  const filter = { queue, owner: 'anyone', siteId: null } as const;
  const items = await platform.transact((tx) => listQueueItems(tx, filter, { after: null, most: 200 }));
  return items.filter(({ subjectId }) => subjectId === prescriptionId).map(({ reasonCode }) => reasonCode);
};

const ask = ({ prescriptionId }: Prescription, ...itemCodes: string[]) =>
  act((tx) => askForMissing(tx, { prescriptionId, itemCodes }));

const lettersOf = ({ prescriptionId }: Prescription) => platform.transact((tx) => listLetters(tx, prescriptionId));

async function recordTuberculosis(patientId: PatientId | null): Promise<void> {
  if (patientId === null) throw new Error('no patient');
  await act((tx) =>
    recordObservation(tx, {
      patientId,
      origin: { kind: 'message', id: tx.newId<'raw-message'>() },
      loincCode: '71773-6',
      value: '0.1',
      ucumUnit: null,
      observedOn: '2026-02-20' as CalendarDay,
      text: null,
    }),
  );
  await platform.transact((tx) => lookAgain(tx, patientId));
}

describe('completeness', () => {
  it('lists what every referral and the programme ask for and nothing has brought', async () => {
    expect(await unmetOf(await receive())).toEqual(
      expect.arrayContaining(['insurance', 'tb-screen', 'hbv-screen', 'medications']),
    );
    expect(await unmetOf(await receive())).not.toContain('diagnosis');
  });

  it('asks a safety consent of the drug that needs one, which the consent meets', async () => {
    const revlimid = { ...order.drug, ndc: '59572042521', description: 'Revlimid 25 mg' };
    const prescription = await receive({ drug: revlimid });
    expect(await unmetOf(prescription)).toContain('rems-enrollment');
    await act((tx) =>
      recordConsent(tx, {
        patientId: prescription.patientId as PatientId,
        use: 'drug-monitoring',
        decision: 'given',
        wordingVersion: '2026-01',
        channel: 'paper',
        expiresOn: null,
        documentId: null,
      }),
    );
    expect(await unmetOf(prescription)).not.toContain('rems-enrollment');
  });

  it('is met by a document that was filed for the item', async () => {
    const prescription = await receive();
    await platform.transact((tx) =>
      storeDocument(tx, {
        kind: 'lab',
        subjectKind: 'prescription',
        subjectId: prescription.prescriptionId,
        patientId: prescription.patientId as PatientId,
        mediaType: 'text/plain',
        bytes: new TextEncoder().encode('Screen negative'),
        title: 'Tuberculosis screen',
        requirementCodes: ['tb-screen'],
      }),
    );
    expect(await unmetOf(prescription)).not.toContain('tb-screen');
  });
});

describe('what is missing', () => {
  it('is asked by letter where no EHR can be asked, closed by what comes, and the letter is then not needed', async () => {
    const prescription = await receive();
    const requestId = await ask(prescription, 'tb-screen');
    expect((await requestOf(requestId)).way).toBe('letter');
    expect(await reasonsOf(prescription, 'missing-information')).toEqual(['letter-to-send']);
    const [letter] = await lettersOf(prescription);
    if (letter === undefined) throw new Error('no letter');
    const document = await platform.transact((tx) => readDocument(tx, letter.documentId));
    expect(document?.mediaType).toBe('application/pdf');
    await recordTuberculosis(prescription.patientId);
    const request = await requestOf(requestId);
    expect(request.state).toBe('answered');
    expect(request.items[0]?.closed?.origin.kind).toBe('message');
    expect(await lettersOf(prescription)).toEqual([]);
    expect(await reasonsOf(prescription, 'missing-information')).toEqual([]);
    expect(await stepsOf(requestId)).toEqual(['letter composed', 'letter answered']);
  });

  it('has time once the letter is sent, makes the therapy wait for the prescriber, and is chased when silent', async () => {
    const prescription = await receive();
    const requestId = await ask(prescription, 'tb-screen', 'hbv-screen');
    const [letter] = await lettersOf(prescription);
    if (letter === undefined) throw new Error('no letter');
    await act((tx) => recordLetterSent(tx, { letterId: letter.letterId, way: 'fax' }));
    expect((await requestOf(requestId)).dueAt).not.toBeNull();
    expect(await reasonsOf(prescription, 'missing-information')).toEqual([]);
    const { therapyId } = prescription;
    if (therapyId === null) throw new Error('no therapy');
    const barrier = (await platform.transact((tx) => getTherapySummary(tx, therapyId)))?.barrier;
    expect(JSON.stringify(barrier)).toContain('prescriber');
    await platform.transact((tx) => hearSilence(tx, requestId));
    expect(await requestOf(requestId)).toMatchObject({ state: 'asked', way: 'letter', isLate: true });
    expect(await reasonsOf(prescription, 'missing-information')).toEqual(['no-answer']);
    await act((tx) => recordLetterSent(tx, { letterId: letter.letterId, way: 'phone' }));
    expect(await reasonsOf(prescription, 'missing-information')).toEqual([]);
    expect(await stepsOf(requestId)).toEqual(['letter composed', 'letter sent', 'letter silent', 'letter sent']);
  });

  it('is taken back with its letter', async () => {
    const prescription = await receive();
    const request = await requestOf(await ask(prescription, 'tb-screen'));
    await platform.transact((tx) => withdraw(tx, request));
    expect((await requestOf(request.requestId)).state).toBe('withdrawn');
    expect(await lettersOf(prescription)).toEqual([]);
    await ask(prescription, 'tb-screen');
  });

  it('is refused when it is there, asked for already, or of a referral that is unknown, over or of nobody known', async () => {
    const prescription = await receive();
    const { prescriptionId } = prescription;
    await ask(prescription, 'tb-screen');
    const again = (itemCodes: string[], of = prescriptionId) =>
      refusalOf((tx) => askForMissing(tx, { prescriptionId: of, itemCodes }));
    expect(await again(['tb-screen'])).toBe('referrals.item-not-missing');
    expect(await again(['diagnosis'])).toBe('referrals.item-not-missing');
    expect(await again(['tb-screen'], '01890000-0000-7000-8000-0000000000ff' as typeof prescriptionId)).toBe(
      'referrals.unknown-referral',
    );
    const nobody = await receive({
      patient: { ...prescription.incoming.patient, familyName: '', birthDate: null, phones: [], identifiers: [] },
    });
    expect(await again(['tb-screen'], nobody.prescriptionId)).toBe('referrals.patient-unsettled');
    const [letter] = await lettersOf(prescription);
    if (letter === undefined) throw new Error('no letter');
    await recordTuberculosis(prescription.patientId);
    expect(await refusalOf((tx) => recordLetterSent(tx, { letterId: letter.letterId, way: 'mail' }))).toBe(
      'referrals.letter-dropped',
    );
  });

  it('is asked of the EHR first; what it does not know goes on by letter, about another person nothing is taken', async () => {
    await platform.transact((tx) =>
      insertPartner(tx, {
        name: 'Test EHR',
        kind: 'ehr',
        formats: ['hl7v2', 'fhir-r4'],
        address: null,
        queryAddress: 'http://127.0.0.1:9/fhir',
        ...{ siteId: null, allowedSenders: [], certificateSha256: null, keySecret: null },
      }),
    );
    const prescription = await receive();
    const { familyName, birthDate } = prescription.incoming.patient;
    const requestId = await ask(prescription, 'tb-screen', 'hbv-screen');
    expect((await requestOf(requestId)).way).toBe('ehr-query');
    expect(await reasonsOf(prescription, 'missing-information')).toEqual([]);
    const result = {
      loincCode: '71773-6',
      text: null,
      value: '0.1',
      unit: null,
      observedOn: '2026-02-20' as CalendarDay,
    };
    const facts = { ...order, observations: [result] };
    const rawMessageId = null;
    const said = { familyName: familyName.toUpperCase(), birthDate, facts };
    await platform.transact((tx) => takeChartAnswer(tx, { requestId, rawMessageId, said }));
    const request = await requestOf(requestId);
    expect(request.items.map(({ itemCode, closed }) => [itemCode, closed !== null])).toEqual([
      ['tb-screen', true],
      ['hbv-screen', false],
    ]);
    expect(request.way).toBe('letter');
    expect(await stepsOf(requestId)).toEqual([
      'ehr-query asked',
      'ehr-query answered',
      'ehr-query nothing-new',
      'letter composed',
    ]);
    const other = await receive();
    const wrong = await ask(other, 'tb-screen');
    const ofOther = { ...said, familyName: 'Somebody', birthDate: other.incoming.patient.birthDate };
    await platform.transact((tx) => takeChartAnswer(tx, { requestId: wrong, rawMessageId, said: ofOther }));
    expect(await stepsOf(wrong)).toContain('ehr-query other-person');
    expect(await unmetOf(other)).toContain('tb-screen');
  });
});

describe('a duplicate that was closed', () => {
  it('is told to its prescriber by a letter that a person sends', async () => {
    const first = await receive();
    const second = await receive({ patient: first.incoming.patient });
    const ids = { prescriptionId: second.prescriptionId, duplicateOf: first.prescriptionId };
    await platform.transact((tx) => composeDuplicateNotice(tx, ids));
    expect(await reasonsOf(second, 'missing-information')).toEqual(['notice-to-send']);
    const [letter] = await lettersOf(second);
    if (letter === undefined) throw new Error('no letter');
    await act((tx) => recordLetterSent(tx, { letterId: letter.letterId, way: 'fax' }));
    expect(await reasonsOf(second, 'missing-information')).toEqual([]);
  });
});

describe('a referral that goes to another pharmacy', () => {
  const pharmacy = { npi: '1111111112', name: 'Typed Pharmacy', fax: null };
  const kesimpta = { ...order.drug, ndc: '00078100768', description: 'Kesimpta' };

  it('is seen at the door by the network of the drug, with the pharmacies that have it', async () => {
    const atDoor = await receive({ drug: kesimpta });
    expect(atDoor.statusReasons).toEqual(['drug-dispensable']);
    const dated = { validFrom: '2024-01-01' as CalendarDay, validTo: null, source: 'Letter', isVerified: false };
    const north = { pharmacyNpi: '1222222226', pharmacyName: 'North Pharmacy', phone: null, fax: '5185550199' };
    await platform.transact((tx) => saveNetwork(tx, [{ ...dated, ...north, ingredientRxcui: '712566' }]));
    const described = await platform.transact((tx) => describeReferral(tx, atDoor));
    expect(described.network).toMatchObject({ includesUs: false, pharmacies: [{ name: 'North Pharmacy' }] });
    const asked = { prescriptionId: atDoor.prescriptionId, reasonCode: 'not-in-network' } as const;
    const typed = { ...pharmacy, npi: north.pharmacyNpi };
    await act((tx) => beginTransfer(tx, { ...asked, pharmacy: typed }));
    const [transfer] = await platform.transact((tx) => listTransfers(tx, atDoor.prescriptionId));
    expect(transfer).toMatchObject({ pharmacyName: 'North Pharmacy', pharmacyFax: '5185550199', state: 'composed' });
  });

  it('is followed until it is acknowledged, then its therapy ends as transferred with the days', async () => {
    const prescription = await receive();
    const { prescriptionId, therapyId } = prescription;
    if (therapyId === null) throw new Error('no therapy');
    const asked = await ask(prescription, 'hbv-screen');
    const transferId = await act((tx) => beginTransfer(tx, { prescriptionId, reasonCode: 'plan-mandates', pharmacy }));
    expect(await reasonsOf(prescription, 'missing-information')).toEqual(['transfer-to-send']);
    const early = { transferId, acknowledgedBy: 'Jo' };
    expect(await refusalOf((tx) => acknowledgeTransfer(tx, early))).toBe('referrals.transfer-step-not-allowed');
    const letter = (await lettersOf(prescription)).find(({ kind }) => kind === 'transfer-packet');
    if (letter === undefined) throw new Error('no packet');
    await act((tx) => recordLetterSent(tx, { letterId: letter.letterId, way: 'fax' }));
    await platform.transact((tx) => hearTransferSilence(tx, transferId));
    expect(await reasonsOf(prescription, 'escalations')).toEqual(['transfer-not-acknowledged']);
    const done = await act((tx) => acknowledgeTransfer(tx, { transferId, acknowledgedBy: 'Jo, intake' }));
    expect(done).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'Jo, intake' });
    expect(done.daysHeld).toBeGreaterThanOrEqual(0);
    const therapy = await platform.transact((tx) => getTherapySummary(tx, therapyId));
    expect(therapy?.ended?.reasonCode).toBe('transferred-pharmacy');
    const left = await platform.transact((tx) => findPrescription(tx, prescriptionId));
    expect(left).toMatchObject({ status: 'cancelled', statusReasons: ['transferred-out'] });
    expect(await reasonsOf(prescription, 'escalations')).toEqual([]);
    expect(await reasonsOf(prescription, 'missing-information')).toEqual([]);
    expect((await requestOf(asked)).state).toBe('withdrawn');
    const { body } = await platform.transact((tx) => describeOpenReferrals(tx));
    expect(body.transfers.find((each) => each.transferId === transferId)?.daysHeld).toBe(done.daysHeld);
  });

  it('stays here when the transfer is taken back, and leaves refused when it was never accepted', async () => {
    const waiting = await receive({ quantity: null });
    const { prescriptionId } = waiting;
    const asked = { prescriptionId, reasonCode: 'patient-asked', pharmacy } as const;
    const { npi } = await platform.transact((tx) => getSite(tx, platform.siteId));
    const toOurselves = { ...asked, pharmacy: { ...pharmacy, npi } };
    expect(await refusalOf((tx) => beginTransfer(tx, toOurselves))).toBe('referrals.transfer-to-self');
    const first = await act((tx) => beginTransfer(tx, asked));
    expect(await refusalOf((tx) => beginTransfer(tx, asked))).toBe('referrals.transfer-open');
    await act((tx) => withdrawTransfer(tx, first));
    const second = await act((tx) => beginTransfer(tx, asked));
    const letter = (await lettersOf(waiting)).find(({ sentAt }) => sentAt === null);
    if (letter === undefined) throw new Error('no packet');
    await act((tx) => recordLetterSent(tx, { letterId: letter.letterId, way: 'mail' }));
    await act((tx) => acknowledgeTransfer(tx, { transferId: second, acknowledgedBy: 'Jo' }));
    const left = await platform.transact((tx) => findPrescription(tx, prescriptionId));
    expect(left).toMatchObject({ status: 'refused', statusReasons: ['transferred-out'] });
    expect(await refusalOf((tx) => beginTransfer(tx, asked))).toBe('referrals.referral-over');
    expect(await refusalOf((tx) => askForMissing(tx, { prescriptionId, itemCodes: ['tb-screen'] }))).toBe(
      'referrals.referral-over',
    );
  });
});
