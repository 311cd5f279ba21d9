import type { UnitPrice } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type ClaimWithSteps, listClaimsWithSteps } from '../../claims/index.ts';
import { appendDetermination } from '../determination-store.ts';
import { chooseSelectedDrug } from '../domain/eligibility.ts';
import type { DeterminationEvidence, InquiryKind, InquiryOutcome, InquiryReason } from '../domain/inquiry.ts';
import { chooseBenefit } from '../domain/refund.ts';
import {
  findInquiryClaim,
  type InquiryId,
  insertInquiry,
  insertInquiryAnswer,
  listInquiries,
} from '../inquiry-store.ts';
import { findCeilingPrice, listSelectedDrugs } from '../price-store.ts';
import { lockRefunds, type Refund } from '../refund-store.ts';
import { refundRefusals } from '../refusals.ts';
import { expectRefunds, settleRefunds } from './expect-refunds.ts';
import { tellChanges } from './take-receipts.ts';

/**
 * Records whether a claim is one of 340B, and chooses the benefit by the lower price. Refuses a claim of 340B without a ceiling price, and
 * evidence that says the opposite.
 */
export async function recordDetermination(
  tx: TenantTransaction,
  made: {
    readonly claimId: string;
    readonly isQualified: boolean;
    readonly evidence: DeterminationEvidence;
    /** The ceiling that a person used; null takes the one on file for the date of service. */
    readonly ceiling: UnitPrice | null;
  },
): Promise<Result<ClaimWithSteps>> {
  const { claimId, isQualified, evidence } = made;
  const claims = await listClaimsWithSteps(tx, { claimIds: [claimId] });
  const [claim] = claims;
  if (claim === undefined) return refuse(refundRefusals.unknownClaim);
  if (isQualified === (evidence === 'not-340b')) return refuse(refundRefusals.evidenceContradicts);
  const { ndc11, serviceOn } = claim;
  const onFile = await findCeilingPrice(tx, { ndc11, on: serviceOn });
  const ceiling = isQualified ? (made.ceiling ?? onFile?.unitPrice ?? null) : null;
  if (isQualified && ceiling === null) return refuse(refundRefusals.ceilingUnknown);
  const mfp = chooseSelectedDrug(await listSelectedDrugs(tx, [ndc11]), serviceOn)?.unitPrice ?? null;
  const benefit = isQualified ? chooseBenefit({ ceiling, mfp }) : 'mfp';
  await lockRefunds(tx, [claimId]);
  await appendDetermination(tx, { claimId, isQualified, evidence, ceiling, mfp, benefit });
  const opened = await expectRefunds(tx, claims);
  const settled = await settleRefunds(tx, claims);
  await tellChanges(tx, [...opened, ...settled]);
  tx.touch('refunds');
  return ok(claim);
}

/** Records that a manufacturer was asked about a refund. Refuses a second inquiry while one is open. */
export async function openInquiry(
  tx: TenantTransaction,
  asked: { readonly claimId: string; readonly kind: InquiryKind; readonly reason: InquiryReason },
): Promise<Result<Refund>> {
  const [refund] = await lockRefunds(tx, [asked.claimId]);
  if (refund === undefined) return refuse(refundRefusals.unknownRefund);
  const known = await listInquiries(tx, [asked.claimId]);
  if (known.some(({ outcome }) => outcome === null)) return refuse(refundRefusals.inquiryOpen);
  await insertInquiry(tx, asked);
  tx.touch('refunds');
  return ok(refund);
}

/** Records how an inquiry ended. Refuses a second answer. */
export async function answerInquiry(
  tx: TenantTransaction,
  answer: { readonly inquiryId: InquiryId; readonly outcome: InquiryOutcome },
): Promise<Result<Refund>> {
  const claimId = await findInquiryClaim(tx, answer.inquiryId);
  const [refund] = claimId === null ? [] : await lockRefunds(tx, [claimId]);
  if (refund === undefined) return refuse(refundRefusals.unknownInquiry);
  if (!(await insertInquiryAnswer(tx, answer))) return refuse(refundRefusals.inquiryAnswered);
  tx.touch('refunds');
  return ok(refund);
}
