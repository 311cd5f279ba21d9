import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../kernel/endpoint.ts';
import type { Id } from '../../kernel/ids.ts';
import { dayIn } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listClinics } from '../clinics/index.ts';
import { getDefaultSite, listSites } from '../identity/index.ts';
import { type StageCode, stages } from '../pathways/language.ts';
import { listDrugs, listPayerNames, listPrescribers, nameDrug } from '../reference/index.ts';
import {
  computeDaysLost,
  computeDaysWithout,
  describeCostOfWaiting,
  formatTherapyNumber,
  listStandings,
  nameBarrier,
  nameParty,
  type TherapyStanding,
} from '../therapies/index.ts';
import type * as api from './board-api.ts';
import type { BoardRow } from './board-queries.ts';
import type { BoardPart } from './domain/barrier-board.ts';

type RowAnswer = ResponseOf<typeof api.listBarrierRows>['rows'][number];
type Names = ReadonlyMap<string, string>;

/** Finds the day that counts as today for the whole board: that of the default site. */
export async function getBoardDay(tx: TenantTransaction): Promise<CalendarDay> {
  const { calendar } = await getDefaultSite(tx);
  return dayIn(tx.now, calendar.timeZone);
}

/** Names parts of the board, in their order. */
export async function nameParts(tx: TenantTransaction, parts: readonly BoardPart[]): Promise<readonly string[]> {
  const keysOf = (by: BoardPart['by']): readonly string[] => [
    ...new Set(parts.flatMap((part) => (part.by === by && part.key !== null ? [part.key] : []))),
  ];
  const names = new Map([
    ...(await listPayerNames(tx, keysOf('payer'))),
    ...(await namePrescribers(tx, keysOf('prescriber'))),
    ...(await nameDrugs(tx, keysOf('drug'))),
    ...(keysOf('clinic').length === 0 ? new Map<string, string>() : await nameClinics(tx)),
    ...(keysOf('site').length === 0 ? new Map<string, string>() : await nameSites(tx)),
  ]);
  return parts.map((part) => {
    if (part.key === null) return part.by === 'payer' ? 'No insurance on file' : 'Not known';
    return nameOwnKey(part) ?? names.get(part.key) ?? 'Not known';
  });
}

/**
 * Describes rows of the board as their therapies stand now, with the names of what they hold; the names of patients are asked for
 * by the page. One that nothing keeps from moving any more is left out.
 */
export async function describeRows(
  tx: TenantTransaction,
  rows: readonly BoardRow[],
  today: CalendarDay,
): Promise<RowAnswer[]> {
  const standings = await listStandings(
    tx,
    rows.map(({ therapyId }) => therapyId),
  );
  const standingOf = new Map(standings.map((standing) => [standing.therapyId, standing]));
  const known = (ids: readonly (string | null)[]): readonly string[] => [...new Set(ids.filter((id) => id !== null))];
  const names: Names = new Map([
    ...(await listPayerNames(tx, known(rows.map(({ payerId }) => payerId)))),
    ...(await namePrescribers(tx, known(rows.map(({ prescriberId }) => prescriberId)))),
    ...(await nameDrugs(tx, known(standings.map(({ drugId }) => drugId)))),
    ...(rows.length === 0 ? new Map<string, string>() : await nameClinics(tx)),
    ...(rows.length === 0 ? new Map<string, string>() : await nameSites(tx)),
  ]);
  return rows.flatMap((row) => {
    const standing = standingOf.get(row.therapyId);
    return standing === undefined ? [] : describeRow(row, { standing, names, today, now: tx.now });
  });
}

function describeRow(
  { therapyId, payerId, prescriberId, clinicId }: BoardRow,
  seen: {
    readonly standing: TherapyStanding;
    readonly names: Names;
    readonly today: CalendarDay;
    readonly now: TenantTransaction['now'];
  },
): readonly RowAnswer[] {
  const { standing, names, today, now } = seen;
  const { barrier, costOfWaiting: cost } = standing;
  if (barrier === null || cost === null) return [];
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
  const answer: RowAnswer = {
    therapyId,
    number: formatTherapyNumber(standing.number),
    patientId: standing.patientId,
    drugName: nameOf(standing.drugId) ?? '',
    stageLabel: stages[standing.stage],
    clause: barrier.clause,
    whoseMove: nameParty(barrier.party) ?? '',
    party: barrier.party,
    since: barrier.since,
    daysLost: computeDaysLost(barrier, now),
    cost: {
      harmOn: cost.harmOn,
      sentence: describeCostOfWaiting(cost, today),
      daysWithout: computeDaysWithout(cost, today),
    },
    payer: nameOf(payerId),
    prescriber: nameOf(prescriberId),
    clinic: nameOf(clinicId),
    siteName: nameOf(standing.siteId) ?? '',
  };
  return [answer];
}

/** Names the key of a dimension that a therapy knows itself; null for a key of another module, or an unknown one. */
function nameOwnKey({ by, key }: BoardPart): string | null {
  if (key === null) return null;
  if (by === 'party') return nameParty(key);
  if (by === 'stage') return Object.hasOwn(stages, key) ? stages[key as StageCode] : null;
  return by === 'barrier' ? nameBarrier(key) : null;
}

async function namePrescribers(tx: TenantTransaction, ids: readonly string[]): Promise<Names> {
  const found = await listPrescribers(tx, ids as readonly Id<'prescriber'>[]);
  return new Map(found.map(({ prescriberId, givenName, familyName }) => [prescriberId, `${givenName} ${familyName}`]));
}

async function nameDrugs(tx: TenantTransaction, ids: readonly string[]): Promise<Names> {
  const found = ids.length === 0 ? [] : await listDrugs(tx, ids as readonly Id<'drug'>[]);
  return new Map(found.map((drug) => [drug.drugId, nameDrug(drug)]));
}

async function nameClinics(tx: TenantTransaction): Promise<Names> {
  return new Map((await listClinics(tx)).map(({ clinicId, name }) => [clinicId, name]));
}

async function nameSites(tx: TenantTransaction): Promise<Names> {
  return new Map((await listSites(tx)).map(({ siteId, name }) => [siteId, name]));
}
