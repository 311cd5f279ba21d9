import { type Fraction, formatFraction } from '../../kernel/fraction.ts';
import { instantAt } from '../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listClinics } from '../clinics/index.ts';
import { getDefaultSite } from '../identity/index.ts';
import { listPatientNames } from '../patients/index.ts';
import { listPayerNames } from '../reference/index.ts';
import { type GatheredCaptures, gatherCaptures } from './actions/gather-captures.ts';
import * as api from './capture-api.ts';
import {
  type CaptureCount,
  type CaptureDimension,
  countCapture,
  type DecidedCapture,
  findMonthRange,
  groupCapture,
  isInPart,
} from './domain/capture.ts';
import { nameReason } from './domain/reason-words.ts';
import { prospectRefusals } from './refusals.ts';

const mostRows = 200;

/** What answers the endpoints of the capture rate. */
export const captureRoutes: readonly Route[] = [
  route(api.getCapture, async (tx, { request }) => {
    const gathered = await gather(tx, request);
    if (!gathered.ok) return gathered;
    const { decided, notCounted } = gathered.value;
    const names = await nameKeys(tx, decided);
    const groups = groupCapture(decided, request.by).map(({ key, ...count }) => ({
      key,
      label: key === null ? unknownOf(request.by) : (names.get(key) ?? nameReason(key)),
      ...describeCount(count),
    }));
    return ok({ body: { total: describeCount(countCapture(decided)), notCounted, groups }, patientIds: [] });
  }),
  route(api.listCaptureRows, async (tx, { request }) => {
    const gathered = await gather(tx, request);
    if (!gathered.ok) return gathered;
    const { by, key, outcome } = request;
    const wanted = gathered.value.decided
      .filter((one) => isInPart(one, { by, key, outcome }))
      .toSorted((left, right) => right.at.localeCompare(left.at));
    const shown = wanted.slice(0, mostRows);
    const patientIds = [...new Set(shown.map(({ patientId }) => patientId))];
    const people = await listPatientNames(tx, patientIds);
    const names = await nameKeys(tx, shown);
    const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
    const rows = shown.map((one) => ({
      ...{ id: one.id, patientId: one.patientId, subject: one.subject, outcome: one.outcome, at: one.at },
      patientName: people.get(one.patientId)?.displayName ?? '',
      clinic: nameOf(one.clinicId),
      payer: nameOf(one.payerId),
      reason: one.reasonCode === null ? null : nameReason(one.reasonCode),
      ...{ therapyId: one.therapyId, prescriptionId: one.prescriptionId },
    }));
    return ok({ body: { total: wanted.length, rows }, patientIds });
  }),
];

async function gather(
  tx: TenantTransaction,
  months: { readonly fromMonth: string; readonly toMonth: string },
): Promise<Result<GatheredCaptures>> {
  const range = findMonthRange(months.fromMonth, months.toMonth);
  if (range === null) return refuse(prospectRefusals.monthsReversed);
  const { timeZone } = await getDefaultSite(tx);
  const [from, until] = [range.from, range.until].map((day) => instantAt({ day, time: '00:00', timeZone }));
  if (from === undefined || until === undefined) throw new Error('a range has two ends');
  return ok(await gatherCaptures(tx, { from, until }));
}

async function nameKeys(
  tx: TenantTransaction,
  decided: readonly DecidedCapture[],
): Promise<ReadonlyMap<string, string>> {
  const payerIds = [...new Set(decided.flatMap(({ payerId }) => payerId ?? []))];
  const clinics = await listClinics(tx);
  return new Map<string, string>([
    ...clinics.map(({ clinicId, name }) => [clinicId, name] as const),
    ...(await listPayerNames(tx, payerIds)),
  ]);
}

function unknownOf(by: CaptureDimension): string {
  return { clinic: 'Clinic not known', payer: 'No insurance on file', reason: 'No reason recorded' }[by];
}

function describeCount({ rate, ...count }: CaptureCount) {
  return { ...count, percent: rate === null ? null : formatPercent(rate) };
}

function formatPercent({ numerator, denominator }: Fraction): string {
  return formatFraction({ numerator: numerator * 100n, denominator }, 1);
}
