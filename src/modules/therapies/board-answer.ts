import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../kernel/endpoint.ts';
import type { Id } from '../../kernel/ids.ts';
import { dayIn } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { getDefaultSite, listSites } from '../identity/index.ts';
import { stages } from '../pathways/language.ts';
import { listDrugs, listPayerNames, listPrescribers, type PayerId } from '../reference/index.ts';
import type * as api from './board-api.ts';
import type { BoardRow } from './board-queries.ts';
import { computeDaysLost, findBarrier } from './domain/barrier.ts';
import { type BoardPart, nameBoardKey } from './domain/barrier-board.ts';
import { computeDaysWithout, describeCostOfWaiting, findCostOfWaiting } from './domain/cost-of-waiting.ts';
import { formatTherapyNumber } from './domain/therapy-number.ts';

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
    ...(await namePayers(tx, keysOf('payer'))),
    ...(await namePrescribers(tx, keysOf('prescriber'))),
    ...(await nameDrugs(tx, keysOf('drug'))),
    ...(keysOf('site').length === 0 ? new Map<string, string>() : await nameSites(tx)),
  ]);
  return parts.map((part) => {
    if (part.key === null) return part.by === 'payer' ? 'No insurance on file' : 'Not known';
    return nameBoardKey(part) ?? names.get(part.key) ?? 'Not known';
  });
}

/** Describes rows of the board with the names of what they hold; the names of patients are asked for by the page. */
export async function describeRows(
  tx: TenantTransaction,
  rows: readonly BoardRow[],
  today: CalendarDay,
): Promise<RowAnswer[]> {
  const idsOf = (pick: (row: BoardRow) => string | null): readonly string[] => [
    ...new Set(rows.map(pick).filter((id) => id !== null)),
  ];
  const names: Names = new Map([
    ...(await namePayers(
      tx,
      idsOf(({ payerId }) => payerId),
    )),
    ...(await namePrescribers(
      tx,
      idsOf(({ prescriberId }) => prescriberId),
    )),
    ...(await nameDrugs(
      tx,
      idsOf(({ state }) => state.drugId),
    )),
    ...(rows.length === 0 ? new Map<string, string>() : await nameSites(tx)),
  ]);
  return rows.flatMap((row) => describeRow(row, { names, today, now: tx.now }));
}

function describeRow(
  { therapyId, state, payerId, prescriberId }: BoardRow,
  seen: { readonly names: Names; readonly today: CalendarDay; readonly now: TenantTransaction['now'] },
): readonly RowAnswer[] {
  const { names, today, now } = seen;
  const barrier = findBarrier(state);
  const cost = findCostOfWaiting(state);
  if (barrier === null || cost === null) return [];
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
  const answer: RowAnswer = {
    therapyId,
    number: formatTherapyNumber(state.number),
    patientId: state.patientId,
    drugName: nameOf(state.drugId) ?? '',
    stageLabel: stages[state.stage],
    clause: barrier.clause,
    whoseMove: nameBoardKey({ by: 'party', key: barrier.party }) ?? '',
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
    siteName: nameOf(state.siteId) ?? '',
  };
  return [answer];
}

function namePayers(tx: TenantTransaction, ids: readonly string[]): Promise<Names> {
  return listPayerNames(tx, ids as readonly PayerId[]);
}

async function namePrescribers(tx: TenantTransaction, ids: readonly string[]): Promise<Names> {
  const found = await listPrescribers(tx, ids as readonly Id<'prescriber'>[]);
  return new Map(found.map(({ prescriberId, givenName, familyName }) => [prescriberId, `${givenName} ${familyName}`]));
}

async function nameDrugs(tx: TenantTransaction, ids: readonly string[]): Promise<Names> {
  const found = ids.length === 0 ? [] : await listDrugs(tx, ids as readonly Id<'drug'>[]);
  return new Map(found.map(({ drugId, name, strengthText }) => [drugId, `${name} ${strengthText}`.trim()]));
}

async function nameSites(tx: TenantTransaction): Promise<Names> {
  return new Map((await listSites(tx)).map(({ siteId, name }) => [siteId, name]));
}
