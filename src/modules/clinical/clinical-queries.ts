import type { StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listStaffNames } from '../identity/index.ts';
import { listIngredientNames } from '../reference/index.ts';
import { findTherapySubject } from './actions/find-therapy-subject.ts';
import { findScreenable, previewScreening } from './actions/screen-prescription.ts';
import type { ScreeningOutcome } from './domain/screening.ts';
import { listCareRecords, listReviews } from './review-store.ts';
import { listAnswers } from './screening-store.ts';
import { findVerification } from './verification-store.ts';

/** Describes the clinical side of a therapy for its page; null when it is unknown here. */
export async function describeTherapyClinical(tx: TenantTransaction, therapyId: TherapyId) {
  const subject = await findTherapySubject(tx, therapyId);
  if (subject === null) return null;
  const { prescriptionId, patientId, drug, indicationCode, isDelivered } = subject;
  const prescription = await findScreenable(tx, prescriptionId);
  if (prescription === null) return null;
  const screening = await previewScreening(tx, prescription);
  const verification = await findVerification(tx, prescriptionId);
  const [reviews, careRecords] = [await listReviews(tx, therapyId), await listCareRecords(tx, therapyId)];
  const people = [verification?.verifiedBy, ...[...reviews, ...careRecords].map(({ recordedBy }) => recordedBy)];
  const nameOf = await readNames(tx, people);
  return {
    patientId,
    body: {
      prescriptionId,
      drugName: drug?.name ?? null,
      remsProgram: drug?.remsProgram ?? null,
      indicationCode,
      isAccepted: prescription.status === 'accepted',
      isDelivered,
      verification: {
        state: verification?.state ?? ('unverified' as const),
        verifiedAt: verification?.verifiedAt ?? null,
        verifiedByName: nameOf(verification?.verifiedBy ?? null),
      },
      alerts: await describeAlerts(tx, { screening, answers: await listAnswers(tx, prescriptionId) }),
      failed: [...screening.failed],
      reviews: reviews.map((review) => withName({ ...review, labs: [...review.labs] }, nameOf)),
      careRecords: careRecords.map((kept) => withName(kept, nameOf)),
    },
  };
}

async function describeAlerts(
  tx: TenantTransaction,
  found: { readonly screening: ScreeningOutcome; readonly answers: Awaited<ReturnType<typeof listAnswers>> },
) {
  const { screening, answers } = found;
  const ingredients = await listIngredientNames(
    tx,
    screening.alerts.flatMap(({ ingredientRxcuis }) => ingredientRxcuis),
  );
  const nameOf = await readNames(
    tx,
    answers.map(({ answeredBy }) => answeredBy),
  );
  return screening.alerts.map(({ ingredientRxcuis, ...alert }) => {
    const answer = answers.find(({ alertKey }) => alertKey === alert.alertKey);
    return {
      ...alert,
      ingredientNames: ingredientRxcuis.map((rxcui) => ingredients.get(rxcui) ?? `RxNorm ${rxcui}`),
      answer:
        answer === undefined
          ? null
          : {
              reasonCode: answer.reasonCode,
              answeredAt: answer.answeredAt,
              answeredByName: nameOf(answer.answeredBy),
            },
    };
  });
}

type NameOf = (staffId: StaffId | null) => string | null;

async function readNames(tx: TenantTransaction, staffIds: readonly (StaffId | null | undefined)[]): Promise<NameOf> {
  const names = await listStaffNames(tx, [...new Set(staffIds.flatMap((staffId) => staffId ?? []))]);
  return (staffId) => (staffId === null ? null : (names.get(staffId) ?? null));
}

function withName<Kept extends { readonly recordedAt: Instant; readonly recordedBy: StaffId | null }>(
  { recordedBy, ...kept }: Kept,
  nameOf: NameOf,
) {
  return { ...kept, recordedByName: nameOf(recordedBy) };
}
