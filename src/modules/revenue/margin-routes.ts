import type { PatientId } from '../../kernel/ids.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { type ListCell, type ListColumn, spoolList } from '../../platform/export/list-file.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listClaimsWithSteps } from '../claims/index.ts';
import { listClinics } from '../clinics/index.ts';
import { listDrugNames, listPayerNames } from '../reference/index.ts';
import { computeClaimStanding } from './domain/claim-waterfall.ts';
import type { MarginDimension } from './domain/margin.ts';
import * as api from './margin-api.ts';
import { listClaimMargins, type MarginBar, sumAccountsOf, sumMargins } from './margin-queries.ts';
import { revenueRefusals } from './refusals.ts';

const pageSize = 50;
const mostBars = 60;

const exportColumns: readonly ListColumn[] = [
  { name: 'key', kind: 'text' },
  { name: 'name', kind: 'text' },
  { name: 'claims', kind: 'integer' },
  { name: 'underwater', kind: 'integer' },
  { name: 'reimbursement', kind: 'cents' },
  { name: 'cost', kind: 'cents' },
  { name: 'net_margin', kind: 'cents' },
];

/** What answers the endpoints of margins. */
export const marginRoutes: readonly Route[] = [
  route(api.getMargins, async (tx, { request }) => {
    const { by, ...selection } = request;
    const whole = sumBars(await sumMargins(tx, 'month', { ...selection, most: null }));
    const bars = await sumMargins(tx, by, { ...selection, most: mostBars });
    const { postings, awpCents, withoutPrice } = await sumAccountsOf(tx, selection);
    const { steps, reimbursementCents, netMarginCents } = computeClaimStanding(postings, awpCents);
    const names = await nameKeys(tx, by, bars);
    const body = {
      ...{ ...whole, withoutPrice, reimbursementCents, netMarginCents },
      steps: steps.map((step) => ({ ...step, accounts: [...step.accounts] })),
      bars: bars.map((bar) => ({ ...bar, name: names.get(bar.key) ?? null })),
    };
    return ok({ body, patientIds: [] });
  }),
  route(api.listClaimMargins, async (tx, { request }) => {
    const { after = null, ...selection } = request;
    const margins = await listClaimMargins(tx, selection, { after, most: pageSize });
    const claims = await listClaimsWithSteps(tx, { claimIds: margins.map(({ claimId }) => claimId) });
    const patients = new Map<string, PatientId>(claims.map(({ claimId, patientId }) => [claimId, patientId]));
    const payers = await listPayerNames(
      tx,
      margins.map(({ payerId }) => payerId),
    );
    const drugs = await listDrugNames(
      tx,
      margins.map(({ ndc11 }) => ndc11),
    );
    const shown = margins.map(({ payerId, ndc11, ...margin }) => ({
      ...{ ...margin, patientId: patients.get(margin.claimId) ?? null },
      ...{ payerName: payers.get(payerId ?? '') ?? null, drugName: drugs.get(ndc11) ?? '' },
    }));
    return ok({ body: { claims: shown }, patientIds: [...new Set(patients.values())] });
  }),
  route(api.exportMargins, async (tx, { request }) => {
    const { by, format, ...selection } = request;
    const bars = await sumMargins(tx, by, { ...selection, most: null });
    const rows = listRows(bars, await nameKeys(tx, by, bars));
    const file = await spoolList(tx, { format, columns: exportColumns, rows });
    return file === null ? refuse(revenueRefusals.exportTooLarge) : ok({ body: {}, patientIds: [], file });
  }),
];

async function* listRows(
  bars: readonly MarginBar[],
  names: ReadonlyMap<string, string>,
): AsyncGenerator<readonly ListCell[]> {
  for (const { key, claims, underwater, reimbursementCents, costCents, netMarginCents } of bars)
    yield [key, names.get(key) ?? null, claims, underwater, reimbursementCents, costCents, netMarginCents];
}

function sumBars(bars: readonly MarginBar[]): { readonly claims: number; readonly underwater: number } {
  return {
    claims: bars.reduce((sum, { claims }) => sum + claims, 0),
    underwater: bars.reduce((sum, { underwater }) => sum + underwater, 0),
  };
}

/** Names the keys of a dimension: a therapy by its drug; months have no names. */
async function nameKeys(
  tx: TenantTransaction,
  by: MarginDimension,
  bars: readonly MarginBar[],
): Promise<ReadonlyMap<string, string>> {
  const keys = bars.map(({ key }) => key);
  if (by === 'payer') return listPayerNames(tx, keys);
  if (by === 'drug') return listDrugNames(tx, keys);
  if (by === 'therapy') return nameTherapies(tx, keys);
  if (by === 'clinic') return new Map((await listClinics(tx)).map(({ clinicId, name }) => [clinicId, name]));
  return new Map();
}

async function nameTherapies(tx: TenantTransaction, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const claims = await listClaimsWithSteps(tx, { therapyIds: keys });
  const drugs = await listDrugNames(
    tx,
    claims.map(({ ndc11 }) => ndc11),
  );
  return new Map(claims.map(({ therapyId, ndc11 }) => [therapyId as string, drugs.get(ndc11) ?? '']));
}
