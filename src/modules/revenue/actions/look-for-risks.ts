import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import { dayIn, type Instant, instantAt, type TimeZone } from '../../../kernel/instant.ts';
import { type Cents, cents, sumCents } from '../../../kernel/money.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type ClaimWithSteps, listClaimsWithSteps, listLastClaims } from '../../claims/index.ts';
import { findWillCallDays } from '../../dispensing/index.ts';
import { listFillMovements } from '../../inventory/index.ts';
import { listPayerNames, type PayerId } from '../../reference/index.ts';
import { listRefundsOf, readRefundTerms } from '../../refunds/index.ts';
import {
  checkClaimPayments,
  checkProviderAdjustments,
  listPostedLines,
  listPostedProviderAdjustments,
  readRemittanceRules,
} from '../../remittance/index.ts';
import { checkBenefit, type JudgedBenefit } from '../domain/benefit-detector.ts';
import { computeClaimStanding } from '../domain/claim-waterfall.ts';
import {
  checkClaimState,
  type DetectorCode,
  type DetectorTerms,
  detectors,
  type FoundRisk,
  type JudgedClaim,
} from '../domain/detector.ts';
import { decideLook } from '../domain/finding-lifecycle.ts';
import { type Posting, sumAccounts } from '../domain/ledger.ts';
import { type RatedClaim, sumRateMonths } from '../domain/rate-tracker.ts';
import { checkClaimRefund } from '../domain/refund-detector.ts';
import { type FindingSubject, insertFinding, lockFindings, saveFinding } from '../finding-store.ts';
import { listPostings } from '../ledger-queries.ts';
import { replaceRateMonths } from '../rate-store.ts';
import { findContractRisks, type JudgedPayment } from './find-contract-risks.ts';
import { findCardRisks, loadBenefits } from './load-benefits.ts';
import { listSubjects } from './post-claims.ts';
import { listAllClaims } from './post-past.ts';
import { findRateDrift, listGuarantees, listRatedClaims, nameGuarantee } from './sum-rates.ts';

/** The timer at which all claims are looked at, because some findings come by the calendar alone. */
export const lookTimer = 'revenue.look-for-risks';

const zone = 'UTC' as TimeZone;

/** Looks at all claims and adjustments, and sets the next look for tomorrow. */
export async function lookAtEverything(tx: TenantTransaction): Promise<void> {
  const rated: RatedClaim[] = [];
  for await (const claims of listAllClaims(tx)) {
    await lookAtClaims(tx, claims);
    rated.push(...(await listRatedClaims(tx, claims)));
  }
  await lookAtAdjustments(tx, null);
  await replaceRateMonths(tx, sumRateMonths(rated));
  await lookAtGuarantees(tx);
  await setNextLook(tx);
}

/** Sets the next look at everything. Each day has a timer of its own: news of today never moves a look that is due already. */
export async function setNextLook(tx: TenantTransaction): Promise<void> {
  const today = dayIn(tx.now, zone);
  const on = tx.now < lookAt(today) ? today : addDays(today, 1);
  await tx.setTimer({ kind: lookTimer, subject: on, dueAt: lookAt(on), payload: null });
}

function lookAt(day: CalendarDay): Instant {
  return instantAt({ day, time: '09:00', timeZone: zone });
}

/** Looks at the claims of fills that something happened to. */
export async function lookAtFills(tx: TenantTransaction, fillIds: readonly string[]): Promise<void> {
  const claims = await listClaimsWithSteps(tx, { fillIds });
  // A newer claim may have closed what was found about an older one of the therapy.
  await lookAtTherapies(tx, [...new Set(claims.map(({ therapyId }) => therapyId))]);
}

/** Looks at the claims of therapies whose benefit may have changed. */
export async function lookAtTherapies(tx: TenantTransaction, therapyIds: readonly string[]): Promise<void> {
  await lookAtClaims(tx, await listClaimsWithSteps(tx, { therapyIds }));
}

/** Runs the detectors over claims; those of one fill are given together. Findings are opened, changed, and closed where their cause is gone. */
export async function lookAtClaims(tx: TenantTransaction, claims: readonly ClaimWithSteps[]): Promise<void> {
  if (claims.length === 0) return;
  const found = await findRisks(tx, claims);
  const subjects = await composeSubjects(tx, claims);
  await keepFindings(tx, { found, subjectIds: claims.map(({ claimId }) => claimId), subjects });
}

/** Runs the detector of what was deducted without a claim, over a payment or all. */
export async function lookAtAdjustments(tx: TenantTransaction, paymentId: string | null): Promise<void> {
  const rules = await readRemittanceRules(tx);
  const subjects = new Map<string, Omit<FindingSubject, 'version' | 'owner'>>();
  const subjectIds: string[] = [];
  const found: FoundRisk[] = [];
  for (const adjustment of await listPostedProviderAdjustments(tx, { paymentId })) {
    const subjectId = `${adjustment.paymentId}/${adjustment.number}`;
    const none = { therapyId: null, siteId: null, payerId: null, serviceOn: null };
    subjects.set(subjectId, { ...none, paymentId: adjustment.paymentId, payerName: adjustment.payerName });
    subjectIds.push(subjectId);
    for (const { atRiskCents } of checkProviderAdjustments([adjustment], rules))
      found.push({
        ...{ detector: 'RV17', subjectId, claimId: null, atRiskCents },
        facts: { reasonCode: adjustment.reasonCode },
      });
  }
  await keepFindings(tx, { found, subjectIds, subjects });
}

async function lookAtGuarantees(tx: TenantTransaction): Promise<void> {
  const asOf = dayIn(tx.now, zone);
  const guarantees = await listGuarantees(tx, asOf);
  const none = { paymentId: null, therapyId: null, siteId: null, serviceOn: null };
  const subjects = new Map(
    guarantees.map((one) => [nameGuarantee(one, asOf), { ...none, payerId: one.payerId, payerName: one.contractName }]),
  );
  await keepFindings(tx, { found: findRateDrift(guarantees, asOf), subjectIds: [...subjects.keys()], subjects });
}

async function findRisks(tx: TenantTransaction, claims: readonly ClaimWithSteps[]): Promise<readonly FoundRisk[]> {
  const asOf = dayIn(tx.now, zone);
  const ids = claims.map(({ claimId }) => claimId);
  const rules = await readRemittanceRules(tx);
  const returnToStockDays = findWillCallDays(asOf);
  const postings = Map.groupBy(await listPostings(tx, ids), ({ claimId }) => claimId);
  const refundTerms = await readRefundTerms(tx);
  const refunds = new Map((await listRefundsOf(tx, ids)).map((refund) => [refund.claimId, refund]));
  const posted = await listPostedLines(tx, { claimIds: ids });
  const lines = Map.groupBy(
    posted.filter(({ purpose }) => purpose === 'claims'),
    ({ claimId }) => claimId as string | null,
  );
  const moved = Map.groupBy(
    await listFillMovements(tx, [...new Set(claims.map(({ fillId }) => fillId))]),
    ({ fillId }) => fillId,
  );
  const therapyIds = [...new Set(claims.map(({ therapyId }) => therapyId))] as TherapyId[];
  const newest = new Set<string>((await listLastClaims(tx, therapyIds)).map(({ claimId }) => claimId));
  const benefits = await loadBenefits(tx, claims, therapyIds);
  const ofFills = Map.groupBy(claims, ({ fillId }) => fillId);
  const judgedPayments: JudgedPayment[] = [];
  const found = claims.flatMap((claim) => {
    const { claimId, fillId, serviceOn, state, authorizationNumber } = claim;
    const refund = refunds.get(claimId);
    const ofRefund = refund === undefined ? [] : checkClaimRefund(refund, { asOf, terms: refundTerms });
    const ofFill = ofFills.get(fillId) ?? [];
    const postingsOfClaim = postings.get(claimId) ?? [];
    // What a claim of 340B costs is the price of its replacement, which is not recorded: nobody can say that it loses money.
    const isOfFirstPayer = claim.payerOrder === 1;
    const judged = judgeClaim(claim, {
      ...{ ofFill, postings: postingsOfClaim, isNewestOfTherapy: newest.has(claimId) },
      outThousandths: (moved.get(fillId) ?? []).reduce((sum, one) => sum + one.quantityThousandths, 0),
    });
    const terms = { asOf, returnToStockDays, benefit: benefits.standings.get(claim.therapyId) };
    const ofState = isOfFirstPayer
      ? checkFirstClaim(judged, terms).filter(({ detector }) => detector !== 'RV01' || refund?.benefit !== '340b')
      : findCardRisks(claim, { ...benefits, ofFill });
    const isUnderwater = ofState.some(({ detector }) => detector === 'RV01');
    if (isOfFirstPayer) judgedPayments.push({ claim, judged, isUnderwater });
    if (claim.totalPaidCents === null) return [...ofState, ...ofRefund];
    const paidLines = lines.get(claimId) ?? [];
    const agreedCents = claim.totalPaidCents;
    const adjudicated = {
      ...{ id: claimId, rxNumber: '', serviceOn, authorizationNumber },
      ...{ expectedCents: agreedCents, isReversed: state === 'reversed' },
    };
    const writtenOffCents = sumAccounts(postingsOfClaim, ['write-off']);
    const remittedCents = sumCents(paidLines.map(({ paidCents }) => paidCents));
    return [
      ...ofState,
      ...ofRefund,
      ...checkClaimPayments({ claim: adjudicated, lines: paidLines }, { asOf, rules }).flatMap(
        ({ code, atRiskCents }): readonly FoundRisk[] => {
          // What two people gave up is not at risk any more.
          const leftCents = cents(code === 'RV17' ? atRiskCents : atRiskCents - writtenOffCents);
          const facts = { agreedCents, remittedCents };
          return leftCents > 0 ? [{ detector: code, subjectId: claimId, claimId, atRiskCents: leftCents, facts }] : [];
        },
      ),
    ];
  });
  return [...found, ...(await findContractRisks(tx, judgedPayments, asOf))];
}

/** Checks the claim of a first payer by itself and by the benefit under which the therapy goes on. */
function checkFirstClaim(
  judged: JudgedClaim,
  by: DetectorTerms & { readonly benefit: JudgedBenefit | undefined },
): readonly FoundRisk[] {
  const ofBenefit = by.benefit === undefined ? [] : checkBenefit(judged, by.benefit, by);
  return [...checkClaimState(judged, by), ...ofBenefit];
}

/** Puts together what of a first payer's claim is judged: what any payer of its fill pays counts. */
function judgeClaim(
  claim: ClaimWithSteps,
  by: {
    readonly ofFill: readonly ClaimWithSteps[];
    readonly postings: readonly Posting[];
    readonly isNewestOfTherapy: boolean;
    readonly outThousandths: number;
  },
): JudgedClaim {
  const { claimId, serviceOn, daysSupply } = claim;
  const paying = by.ofFill.filter(({ state }) => state === 'paid' || state === 'captured');
  const standing = computeClaimStanding(by.postings, null);
  return {
    ...{ claimId, serviceOn, daysSupply, isPaid: paying.length > 0 },
    agreedCents: sumCents(paying.map(({ totalPaidCents }) => totalPaidCents ?? cents(0))),
    ...{ reimbursementCents: standing.reimbursementCents, netMarginCents: standing.netMarginCents },
    productCostCents: sumAccounts(by.postings, ['acquisition-cost']),
    outThousandths: by.outThousandths,
    isNewestOfFill: by.ofFill.findLast(({ payerOrder }) => payerOrder === 1)?.claimId === claimId,
    isNewestOfTherapy: by.isNewestOfTherapy,
  };
}

async function composeSubjects(
  tx: TenantTransaction,
  claims: readonly ClaimWithSteps[],
): Promise<ReadonlyMap<string, Omit<FindingSubject, 'version' | 'owner'>>> {
  const subjects = await listSubjects(tx, claims);
  const payerIds = [...new Set([...subjects.values()].flatMap(({ payerId }) => payerId ?? []))] as PayerId[];
  const names: ReadonlyMap<string, string> = await listPayerNames(tx, payerIds);
  return new Map(
    claims.map(({ claimId, therapyId, siteId, serviceOn }) => {
      const payerId = subjects.get(claimId)?.payerId ?? null;
      const payerName = payerId === null ? null : (names.get(payerId) ?? null);
      return [claimId as string, { paymentId: null, therapyId, siteId, payerId, payerName, serviceOn }];
    }),
  );
}

/** Brings the findings about subjects in line with what was found about them now. */
async function keepFindings(
  tx: TenantTransaction,
  look: {
    readonly found: readonly FoundRisk[];
    readonly subjectIds: readonly string[];
    readonly subjects: ReadonlyMap<string, Omit<FindingSubject, 'version' | 'owner'>>;
  },
): Promise<void> {
  const today: CalendarDay = dayIn(tx.now, zone);
  const keyOf = (one: { readonly detector: DetectorCode; readonly subjectId: string }) =>
    `${one.detector} ${one.subjectId}`;
  const found = new Map(look.found.map((one) => [keyOf(one), one]));
  let isChanged = false;
  for (const known of await lockFindings(tx, look.subjectIds)) {
    const now = found.get(keyOf(known)) ?? null;
    found.delete(keyOf(known));
    const atRiskCents: Cents | null = now?.atRiskCents ?? null;
    const state = decideLook(known, { atRiskCents, today });
    if (state === null) continue;
    isChanged = true;
    const { snoozedUntil } = known;
    const kept = state === 'snoozed' ? snoozedUntil : null;
    saveFinding(tx, known, {
      state,
      snoozedUntil: kept,
      ...(now === null ? {} : { atRiskCents: now.atRiskCents, facts: now.facts }),
    });
  }
  for (const one of found.values()) {
    const subject = look.subjects.get(one.subjectId);
    if (subject === undefined) continue;
    isChanged = true;
    const { version, owner } = detectors[one.detector];
    insertFinding(tx, one, { ...subject, version, owner });
  }
  if (isChanged) tx.touch('revenue-risk');
}
