import type { Id, PatientId, RawMessageId, TherapyId } from '../../../kernel/ids.ts';
import { dayIn, type Instant } from '../../../kernel/instant.ts';
import type { Problem } from '../../../kernel/problem.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { isMediaType, isOfMediaType, storeDocument } from '../../documents/index.ts';
import type { OutboundStanding } from '../../exchange/index.ts';
import { getSite } from '../../identity/index.ts';
import { isCoverageInForce, listAllergies, listCoverages, listObservations } from '../../patients/index.ts';
import { getPrescription, type Prescription, recordClinicalFacts } from '../../prescriptions/index.ts';
import { startWait } from '../../therapies/index.ts';
import { insertContradiction } from '../contradiction-store.ts';
import { type Contradiction, findDisagreement, type KnownFacts } from '../domain/contradiction.ts';
import { type InformationRequest, listOpenItems, type RequestId } from '../domain/information-request.ts';
import { type FormAnswer, type ReadSection, readForm } from '../domain/request-form.ts';
import { lockRequest } from '../request-store.ts';
import { noteStep } from './note-step.ts';
import { followWork } from './referral-work.ts';
import { closeByChart, goOn, isAbout } from './settle-request.ts';

/** What came of sending a form: their record took it, refused it, or could not be reached. */
export interface FormSent {
  readonly requestId: RequestId;
  readonly outcome: 'taken' | 'refused' | null;
  readonly standing: OutboundStanding;
}

/** Records how sending a form ended. Once it is taken the therapy waits for the prescriber; what nobody takes goes on by letter. */
export async function recordFormSent(tx: TenantTransaction, sent: FormSent): Promise<void> {
  const { state, sentId, replyId } = sent.standing;
  if (state === 'settled' || state === 'waiting') return;
  const request = await lockRequest(tx, sent.requestId);
  if (request === null || request.state !== 'asked' || request.way !== 'form') return;
  const source = toSource(sent.outcome === 'refused' ? (replyId ?? sentId) : sentId);
  if (sent.outcome !== 'taken') return goOn(tx, request, { step: sent.outcome ?? 'unreachable', source });
  await noteStep(tx, request, { step: 'taken', source });
  const { therapyId } = await getPrescription(tx, request.prescriptionId);
  // A therapy that has ended waits for nobody; its refusal changes nothing here.
  if (therapyId !== null) await startWait(tx, { therapyId, reason: 'awaiting_prescriber' });
}

/** A prescriber's answer to a form, as the gateway read it. */
export interface AnsweredForm {
  readonly requestId: RequestId;
  readonly rawMessageId: RawMessageId;
  readonly partnerId: Id<'partner'>;
  /** `worked-on` is no answer yet. */
  readonly state: 'worked-on' | 'declined' | 'completed';
  /** Whom it is about; null where it does not say. */
  readonly person: { readonly familyName: string; readonly birthDate: string | null } | null;
  readonly answers: readonly FormAnswer[];
  readonly receivedAt: Instant;
}

/** What an answer became; `unknown` answers nothing that its sender was asked. */
export interface TakenForm {
  readonly outcome: 'applied' | 'unknown' | 'other-person';
  readonly problems: readonly Problem[];
  readonly of: { readonly prescription: Prescription; readonly patientId: PatientId } | null;
}

/**
 * Takes what a prescriber answered: of the very patient alone, with the message as the source of each fact. What contradicts what is known
 * waits for a person; for what is still open a letter follows at once. An answer that comes late or again brings its facts and changes
 * nothing else.
 */
export async function takeFormAnswer(tx: TenantTransaction, answered: AnsweredForm): Promise<TakenForm> {
  const request = await lockRequest(tx, answered.requestId);
  if (request === null || request.formPartnerId !== answered.partnerId)
    return { outcome: 'unknown', problems: [], of: null };
  const prescription = await getPrescription(tx, request.prescriptionId);
  const { patientId } = request;
  const of = { prescription, patientId };
  const source = toSource(answered.rawMessageId);
  const isWaiting = request.state === 'asked' && request.way === 'form';
  const done = { outcome: 'applied', problems: [], of } as const;
  if (answered.state === 'worked-on') {
    if (isWaiting) await noteStep(tx, request, { step: 'worked-on', source });
    await followWork(tx, prescription);
    return done;
  }
  if (answered.state === 'declined') {
    if (isWaiting) await goOn(tx, request, { step: 'declined', source });
    else await noteStep(tx, request, { way: 'form', step: 'late', source });
    return done;
  }
  if (answered.person === null || !(await isAbout(tx, patientId, answered.person))) {
    if (isWaiting) await goOn(tx, request, { step: 'other-person', source });
    return { ...done, outcome: 'other-person' };
  }
  const { sections, problems } = readForm(request.items, answered.answers);
  const known = await gatherKnown(tx, prescription, patientId);
  const disputed: string[] = [];
  for (const section of sections) {
    const isDisputed = await land(tx, { request, section, known, answered });
    if (isDisputed) disputed.push(section.itemCode);
  }
  const fileProblems = await fileAll(tx, { request, therapyId: prescription.therapyId, sections, answered });
  await settle(tx, { request, isWaiting, disputed, source });
  return { ...done, problems: [...problems, ...fileProblems] };
}

/** Records the facts of a section, or keeps them apart where they contradict what is known; true for that. */
async function land(
  tx: TenantTransaction,
  landing: {
    readonly request: InformationRequest;
    readonly section: ReadSection;
    readonly known: KnownFacts;
    readonly answered: AnsweredForm;
  },
): Promise<boolean> {
  const { request, section, known, answered } = landing;
  const { patientId, requestId, siteId, prescriptionId } = request;
  const disagreement = findDisagreement(section, known);
  if (disagreement === null) {
    const origin = { kind: 'message', id: answered.rawMessageId } as const;
    await recordClinicalFacts(tx, { patientId, origin }, { ...section.facts, receivedAt: answered.receivedAt });
    return false;
  }
  const contradiction: Contradiction = {
    ...disagreement,
    contradictionId: tx.newId<'contradiction'>(),
    ...{ siteId, requestId, prescriptionId, patientId },
    ...{ itemCode: section.itemCode, facts: section.facts, messageId: answered.rawMessageId, foundAt: tx.now },
    ...{ settledAt: null, settledBy: null, settledAs: null },
  };
  await insertContradiction(tx, contradiction);
  return true;
}

/** Files what was attached; a file that is not what it is said to be is left out. */
async function fileAll(
  tx: TenantTransaction,
  filing: {
    readonly request: InformationRequest;
    readonly therapyId: TherapyId | null;
    readonly sections: readonly ReadSection[];
    readonly answered: AnsweredForm;
  },
): Promise<readonly Problem[]> {
  const { request, therapyId, sections, answered } = filing;
  const problems: Problem[] = [];
  for (const { itemCode, kind, files } of sections) {
    for (const { mediaType: said, bytes, title } of files) {
      const mediaType = isMediaType(said) && isOfMediaType(bytes, said) ? said : null;
      if (bytes.length === 0 || mediaType === null) {
        const where = answered.answers.find(({ linkId }) => linkId === `${itemCode}.file`)?.where ?? '';
        problems.push({ ...wrongFile, where });
        continue;
      }
      const label = request.items.find((item) => item.itemCode === itemCode)?.label ?? '';
      await storeDocument(tx, {
        kind: kind === 'consent' ? 'consent' : 'referral',
        ...{ subjectKind: 'prescription', subjectId: request.prescriptionId, siteId: request.siteId },
        ...{ patientId: request.patientId, mediaType, bytes, requirementCodes: [itemCode] },
        ...(therapyId === null ? {} : { therapyId }),
        title: title ?? label,
      });
    }
  }
  return problems;
}

const wrongFile: Omit<Problem, 'where'> = {
  code: 'referrals.answer-file-unusable',
  severity: 'warning',
  text: 'The attached file is empty or not of the type that it is said to be; it was left out.',
};

async function settle(
  tx: TenantTransaction,
  settling: {
    readonly request: InformationRequest;
    readonly isWaiting: boolean;
    readonly disputed: readonly string[];
    readonly source: { readonly kind: string; readonly id: string } | null;
  },
): Promise<void> {
  const { request, isWaiting, disputed, source } = settling;
  const { state } = request;
  const after = state === 'asked' ? await closeByChart(tx, request, source, 'form') : request;
  if (disputed.length > 0) await noteStep(tx, after, { way: 'form', step: 'contradicts', itemCodes: disputed, source });
  if (state !== 'asked' || after === request) {
    if (!isWaiting && disputed.length === 0) await noteStep(tx, request, { way: 'form', step: 'late', source });
  }
  // What a person has to settle first is not asked for once more.
  const isLeft = listOpenItems(after).some(({ itemCode }) => !disputed.includes(itemCode));
  if (after.state === 'asked' && isWaiting && isLeft) return goOn(tx, after, { step: 'nothing-new', source });
  await followWork(tx, await getPrescription(tx, request.prescriptionId));
}

/** Gathers what is known of a patient against which an answer is held. */
async function gatherKnown(
  tx: TenantTransaction,
  prescription: Prescription,
  patientId: PatientId,
): Promise<KnownFacts> {
  const { timeZone } = await getSite(tx, prescription.siteId);
  const today = dayIn(tx.now, timeZone);
  const origin = { kind: 'prescription', id: prescription.prescriptionId } as const;
  const [allergies, observations, coverages] = await Promise.all([
    listAllergies(tx, patientId),
    listObservations(tx, patientId),
    listCoverages(tx, patientId),
  ]);
  return {
    diagnoses: prescription.incoming.diagnoses.flatMap(({ system, code }) =>
      system === 'ICD-10-CM' && code !== null ? [{ code, origin }] : [],
    ),
    allergies: allergies.filter(({ state }) => state === 'active'),
    observations,
    coverages: coverages
      .filter((coverage) => isCoverageInForce(coverage, today))
      .map((coverage) => ({ ...coverage, name: coverage.payerName ?? 'Insurance in force' })),
  };
}

function toSource(rawMessageId: RawMessageId | null): { readonly kind: 'message'; readonly id: string } | null {
  return rawMessageId === null ? null : { kind: 'message', id: rawMessageId };
}
