import type { PatientId, PrescriptionId, SiteId, TherapyId } from '../../../kernel/ids.ts';
import { dayIn, type Instant, type TimeZone } from '../../../kernel/instant.ts';
import type { Actor } from '../../../platform/transaction/actor.ts';
import { type Bulk, inBulk, type RandomBytes } from '../../../platform/transaction/bulk.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type Drug, listDoseLimits, listDuplicateTherapyClasses, listInteractions } from '../../reference/index.ts';
import { type CareRecord, decideCareRecord } from '../domain/care-record.ts';
import { type AnswerReason, decideVerification, isPharmacist } from '../domain/prescription-verification.ts';
import { screen, screeningRulesVersion } from '../domain/screen-prescription.ts';
import type { ScreeningFacts } from '../domain/screening.ts';
import { decideStartReview, type StartReview } from '../domain/start-review.ts';
import { type CareRecordId, insertCareRecord, insertReview, type ReviewId } from '../review-store.ts';
import { insertAnswers, insertScreening, type ScreenId } from '../screening-store.ts';
import { insertVerificationRow } from '../verification-store.ts';

type Moment = { readonly at: Instant; readonly actor: Actor };

/** What another system knew of the clinical work for one therapy. */
export interface ClinicalHistory {
  readonly therapyId: TherapyId;
  readonly patientId: PatientId;
  readonly siteId: SiteId;
  readonly timeZone: TimeZone;
  readonly drug: Drug;
  readonly verifications: readonly (Moment & {
    readonly prescriptionId: PrescriptionId;
    readonly answer: AnswerReason;
    readonly facts: Pick<
      ScreeningFacts,
      'prescription' | 'patient' | 'otherIngredientRxcuis' | 'medicationsWithoutCode' | 'allergies'
    >;
  })[];
  readonly reviews: readonly (StartReview &
    Moment & { readonly reviewId: ReviewId; readonly goals: string; readonly note: string })[];
  readonly care: readonly (Moment & {
    readonly recordId: CareRecordId;
    readonly record: CareRecord;
    readonly note: string;
  })[];
}

/** Takes over the clinical work of many therapies: each prescription is screened anew by the rules, each review decided as always. */
export async function importClinical(
  tx: TenantTransaction,
  histories: readonly ClinicalHistory[],
  random?: RandomBytes,
): Promise<void> {
  const rules = rememberRules(tx);
  await inBulk(
    tx,
    async (bulk) => {
      for (const history of histories) {
        for (const verification of history.verifications) await insertVerified(bulk, { history, verification, rules });
        await insertReviews(bulk, history);
      }
    },
    random,
  );
}

async function insertReviews(bulk: Bulk, history: ClinicalHistory): Promise<void> {
  const { reviews, care, drug, timeZone, ...subject } = history;
  for (const { at, actor, ...review } of reviews) {
    const decided = decideStartReview(review, { remsProgram: drug.remsProgram, today: dayIn(at, timeZone) });
    if (!decided.ok) throw new Error(`an imported review was refused: ${decided.refusal.code}`);
    await insertReview(bulk.at(at, actor), { ...subject, ...review });
  }
  for (const { at, actor, ...kept } of care) {
    const decided = decideCareRecord(kept.record, { today: dayIn(at, timeZone), isDelivered: true });
    if (!decided.ok) throw new Error(`an imported care record was refused: ${decided.refusal.code}`);
    await insertCareRecord(bulk.at(at, actor), { ...subject, ...kept });
  }
}

async function insertVerified(
  bulk: Bulk,
  parts: {
    readonly history: ClinicalHistory;
    readonly verification: ClinicalHistory['verifications'][number];
    readonly rules: ReturnType<typeof rememberRules>;
  },
): Promise<void> {
  const { history, verification, rules } = parts;
  const { at, actor, prescriptionId, answer } = verification;
  const { therapyId, patientId, siteId, drug } = history;
  if (actor.kind !== 'staff') throw new Error('a person of the staff verifies');
  const view = bulk.at(at, actor);
  const facts: ScreeningFacts = {
    ...verification.facts,
    ...(await rules(drug, verification.facts.otherIngredientRxcuis)),
    drug: {
      ingredientRxcuis: drug.ingredientRxcuis,
      strengthText: drug.strengthText,
      billingUnit: drug.billingUnit,
      isHazardous: drug.isHazardous,
    },
  };
  const outcome = screen(facts);
  const answers = outcome.alerts.map(({ alertKey }) => ({ alertKey, reasonCode: answer }));
  const decided = decideVerification({
    isPharmacist: isPharmacist(actor.roles),
    ...{ isAccepted: true, isVerified: false, alerts: outcome.alerts, failed: outcome.failed },
    ...{ answeredKeys: answers.map(({ alertKey }) => alertKey), reviewedManually: true },
  });
  if (!decided.ok) throw new Error(`an imported verification was refused: ${decided.refusal.code}`);
  const screenId: ScreenId = view.newId<'screening'>();
  const of = { prescriptionId, therapyId, patientId, siteId };
  const screening = { ...outcome, screenId, rulesVersion: screeningRulesVersion, screenedAt: at };
  await insertScreening(view, { ...screening, ...of, facts });
  const answered = { prescriptionId, answeredAt: at, answeredBy: actor.staffId };
  await insertAnswers(
    view,
    answers.map((one) => ({ ...one, ...answered })),
  );
  await insertVerificationRow(view, { ...of, state: 'verified', screenId, verifiedBy: actor.staffId, verifiedAt: at });
}

/** What the rules say of a drug beside others stays the same while an import lasts; it is read once. */
function rememberRules(tx: TenantTransaction) {
  const known = new Map<string, Promise<Pick<ScreeningFacts, 'interactions' | 'duplicateClasses' | 'doseLimits'>>>();
  const read = async (own: readonly string[], others: readonly string[]) => ({
    interactions: await listInteractions(tx, [...own, ...others]),
    duplicateClasses: await listDuplicateTherapyClasses(tx, own),
    doseLimits: (await Promise.all(own.map((ingredient) => listDoseLimits(tx, ingredient)))).flat(),
  });
  return ({ ingredientRxcuis }: Drug, others: readonly string[]) => {
    const key = `${ingredientRxcuis.join(' ')} | ${others.join(' ')}`;
    const reading = known.get(key) ?? read(ingredientRxcuis, others);
    known.set(key, reading);
    return reading;
  };
}
