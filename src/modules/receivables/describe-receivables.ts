import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { addDays, countDaysBetween } from '../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../kernel/endpoint.ts';
import type { PatientId } from '../../kernel/ids.ts';
import { dayIn, type TimeZone } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { type ClaimWithSteps, listClaimsWithSteps } from '../claims/index.ts';
import { listStaffNames } from '../identity/index.ts';
import { listDrugNames, listPayerNames } from '../reference/index.ts';
import { listRemittanceFilesOf, sumHeldPayments } from '../remittance/index.ts';
import {
  type AgedAmount,
  measurePaySpeed,
  type OpenAmount,
  type PaySpeed,
  sumLedger,
  sumOpenByAge,
} from '../revenue/index.ts';
import type { AgeBucket } from '../revenue/language.ts';
import type * as api from './api.ts';
import { countOpenDeeds, type Dispute, listDisputesOfClaims } from './dispute-store.ts';
import type { WriteOff } from './write-off-store.ts';

type Receivables = ResponseOf<typeof api.getReceivables>;
type ShownPayer = Receivables['payers'][number];

const zone = 'UTC' as TimeZone;
const speedDays = 365;

/** Describes what payers owe and how fast they pay, those that owe most first. */
export async function describeReceivables(tx: TenantTransaction): Promise<Receivables> {
  const asOf = dayIn(tx.now, zone);
  const from = addDays(asOf, -speedDays);
  const aged = await sumOpenByAge(tx);
  const speeds = await measurePaySpeed(tx, { period: 'whole', from });
  const months = await measurePaySpeed(tx, { period: 'month', from });
  const payerIds = [...new Set([...aged, ...speeds].map(({ payerId }) => payerId))];
  const names = await listPayerNames(tx, payerIds);
  const payers = payerIds
    .map((payerId): ShownPayer => {
      const ofPayer = <One extends { readonly payerId: string | null }>(all: readonly One[]) =>
        all.filter((one) => one.payerId === payerId);
      return {
        ...{ payerId, payerName: names.get(payerId ?? '') ?? null },
        ...sumAges(ofPayer(aged)),
        ...describeSpeed(ofPayer(speeds)[0] ?? null),
        months: ofPayer(months).map((one) => ({
          ...{ month: one.period, averageDaysTenths: averageTenths(one), paidCents: one.paidCents },
        })),
      };
    })
    .sort((left, right) => right.cents - left.cents);
  const sums = await sumLedger(tx);
  return {
    ...{ asOf, payers, held: await sumHeldPayments(tx), deeds: await countOpenDeeds(tx) },
    ledger: {
      openCents: (sums['payer-receivable'] ?? 0) + (sums['take-back'] ?? 0),
      takenBackCents: sums['take-back'] ?? 0,
      patientCents: sums['patient-receivable'] ?? 0,
      suspenseCents: 0 - (sums.suspense ?? 0),
      notDepositedCents: sums['remitted-cash'] ?? 0,
      depositedCents: sums.deposited ?? 0,
      providerAdjustmentCents: sums['provider-adjustment'] ?? 0,
      writtenOffCents: sums['write-off'] ?? 0,
    },
  };
}

function sumAges(
  aged: readonly AgedAmount[],
): Pick<ShownPayer, 'cells' | 'claims' | 'cents' | 'creditCents' | 'takenBackCents'> {
  const sum = (read: (one: AgedAmount) => number): number => aged.reduce((total, one) => total + read(one), 0);
  return {
    cells: aged.map(({ bucket, claims, cents }): { bucket: AgeBucket; claims: number; cents: number } => ({
      ...{ bucket, claims, cents },
    })),
    claims: sum(({ claims }) => claims),
    cents: sum(({ cents }) => cents),
    creditCents: sum(({ creditCents }) => creditCents),
    takenBackCents: sum(({ takenBackCents }) => takenBackCents),
  };
}

function describeSpeed(speed: PaySpeed | null): Pick<ShownPayer, 'averageDaysTenths' | 'medianDays'> {
  if (speed === null) return { averageDaysTenths: null, medianDays: null };
  return { averageDaysTenths: averageTenths(speed), medianDays: speed.medianDays };
}

/** Computes the days to pay, weighted by the dollar, in tenths. */
export function averageTenths({ centDays, paidCents }: PaySpeed): number {
  return Math.round((10 * centDays) / paidCents);
}

type OpenClaim = ResponseOf<typeof api.listOpenClaims>['claims'][number];

/** Describes open amounts with their claims. */
export async function describeOpenClaims(
  tx: TenantTransaction,
  open: readonly OpenAmount[],
): Promise<readonly OpenClaim[]> {
  const asOf = dayIn(tx.now, zone);
  const claims = await mapClaims(
    tx,
    open.map(({ claimId }) => claimId),
  );
  const names = await listPayerNames(
    tx,
    open.map(({ payerId }) => payerId),
  );
  const drugs = await listDrugNames(
    tx,
    [...claims.values()].map(({ ndc11 }) => ndc11),
  );
  const disputes = await listDisputesOfClaims(tx, [...claims.keys()]);
  return open.flatMap(({ therapyId: _therapyId, ndc11: _ndc11, ...amounts }): readonly OpenClaim[] => {
    const claim = claims.get(amounts.claimId);
    if (claim === undefined) return [];
    const dispute = disputes.find(({ claimId, payerId }) => claimId === amounts.claimId && payerId === amounts.payerId);
    return [
      {
        ...amounts,
        ...{ payerName: names.get(amounts.payerId ?? '') ?? null, patientId: claim.patientId, state: claim.state },
        ...{ drugName: drugs.get(claim.ndc11) ?? '', dispute: dispute?.state ?? null },
        ageDays: countDaysBetween({ from: amounts.serviceOn, to: asOf }),
      },
    ];
  });
}

/** Describes write-offs with who proposed and decided them. */
export async function describeWriteOffs(
  tx: TenantTransaction,
  writeOffs: readonly WriteOff[],
): Promise<ResponseOf<typeof api.listWriteOffs>['writeOffs']> {
  const claims = await mapClaims(
    tx,
    writeOffs.map(({ claimId }) => claimId),
  );
  const payers = await listPayerNames(
    tx,
    writeOffs.map(({ payerId }) => payerId),
  );
  const people = await listStaffNames(tx, [
    ...new Set(
      writeOffs.flatMap(({ proposedBy, decidedBy }) => [proposedBy, ...(decidedBy === null ? [] : [decidedBy])]),
    ),
  ]);
  return writeOffs.map(({ payerId, decidedBy, ...one }) => ({
    ...one,
    ...{ payerName: payers.get(payerId ?? '') ?? null, proposerName: people.get(one.proposedBy) ?? '' },
    deciderName: decidedBy === null ? null : (people.get(decidedBy) ?? ''),
    patientId: claims.get(one.claimId)?.patientId ?? null,
  }));
}

/** Describes disputes with the file of their evidence and their age. */
export async function describeDisputes(
  tx: TenantTransaction,
  disputes: readonly Dispute[],
): Promise<ResponseOf<typeof api.listDisputes>['disputes']> {
  const asOf = dayIn(tx.now, zone);
  const claims = await mapClaims(
    tx,
    disputes.map(({ claimId }) => claimId),
  );
  const payers = await listPayerNames(
    tx,
    disputes.map(({ payerId }) => payerId),
  );
  const files = await listRemittanceFilesOf(
    tx,
    disputes.flatMap(({ paymentId }) => paymentId ?? []),
  );
  return disputes.map(({ payerId, paymentId, ...one }) => ({
    ...one,
    ...{ payerName: payers.get(payerId ?? '') ?? null, remittanceFileId: files.get(paymentId ?? '') ?? null },
    ageDays: countDaysBetween({
      from: dayIn(one.openedAt, zone),
      to: one.answeredAt === null ? asOf : toDay(one.answeredAt),
    }),
    patientId: claims.get(one.claimId)?.patientId ?? null,
  }));
}

function toDay(at: Parameters<typeof dayIn>[0]): CalendarDay {
  return dayIn(at, zone);
}

/** Lists whose data stand in rows, for the audit. */
export function listPatients(rows: readonly { readonly patientId: string | null }[]): readonly PatientId[] {
  return [...new Set(rows.flatMap(({ patientId }) => patientId ?? []))] as PatientId[];
}

async function mapClaims(
  tx: TenantTransaction,
  claimIds: readonly string[],
): Promise<ReadonlyMap<string, ClaimWithSteps>> {
  const claims = await listClaimsWithSteps(tx, { claimIds: [...new Set(claimIds)] });
  return new Map(claims.map((claim) => [claim.claimId as string, claim]));
}
