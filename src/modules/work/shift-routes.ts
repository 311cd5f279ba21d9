import type { StaffId } from '../../kernel/ids.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { handOverItems } from './actions/act-on-items.ts';
import { readAssignment } from './assignment-store.ts';
import { describeItems, listPatients, staffOf } from './describe-items.ts';
import { answerBulk } from './desk-routes.ts';
import { decideHandingOver } from './domain/handing-over.ts';
import type { WorkItem } from './domain/work-item.ts';
import { listWorkers } from './people-who-work.ts';
import { workRefusals } from './refusals.ts';
import * as api from './shift-api.ts';
import { listTakenItems } from './work-queries.ts';

/** Nobody holds more at the end of a shift; what is beyond goes with the next hand-over. */
const mostHeld = 1_000;

/** What answers the endpoints of the end of a shift. */
export const shiftRoutes: readonly Route[] = [
  route(api.readShiftHandOver, async (tx, call) => {
    const me = staffOf(tx);
    if (me === null) return refuse(workRefusals.staffOnly);
    const held = await listTakenItems(tx, me.staffId, mostHeld);
    const colleagues = await weighColleagues(tx, me.staffId, held);
    const chosen = colleagues.find(({ staffId }) => staffId === call.request.toStaffId);
    const left = chosen?.left ?? [];
    const items = await describeItems(
      tx,
      left.map(({ item }) => item),
    );
    const body = {
      held: held.length,
      colleagues: colleagues.map(({ left: stays, ...colleague }) => ({
        ...colleague,
        suits: held.length - stays.length,
      })),
      left: left.flatMap(({ refusal: { code, sentence } }, index) => {
        const item = items[index];
        return item === undefined ? [] : [{ item, code, sentence }];
      }),
    };
    return ok({ body, patientIds: listPatients(left.map(({ item }) => item)) });
  }),
  route(api.handOverShift, async (tx, call) => {
    const me = staffOf(tx);
    if (me === null) return refuse(workRefusals.staffOnly);
    const held = await listTakenItems(tx, me.staffId, mostHeld);
    if (held.length === 0) return refuse(workRefusals.nothingHeld);
    const { toStaffId, note } = call.request;
    const handed = await handOverItems(tx, {
      itemIds: held.map(({ itemId }) => itemId),
      mayReleaseOthers: false,
      toStaffId: toStaffId as StaffId | null,
      note,
    });
    return handed.ok ? answerBulk(tx, handed.value) : handed;
  }),
];

/** Lists colleagues who could take some of what a person holds, with what each could not and why: who can take most first, then who holds least. */
async function weighColleagues(tx: TenantTransaction, staffId: StaffId, held: readonly WorkItem[]) {
  if (held.length === 0) return [];
  const rules = await readAssignment(tx);
  const others = (await listWorkers(tx)).filter((each) => each.staffId !== staffId);
  return others
    .map((receiver) => {
      const left = held.flatMap((item) => {
        const decided = decideHandingOver(item, { staffId, mayReleaseOthers: false, receiver, rules, now: tx.now });
        return decided.ok ? [] : [{ item, refusal: decided.refusal }];
      });
      return { staffId: receiver.staffId, name: receiver.name, holds: receiver.holds, left };
    })
    .filter(({ left }) => left.length < held.length)
    .toSorted(
      (one, other) =>
        one.left.length - other.left.length || one.holds - other.holds || one.name.localeCompare(other.name),
    );
}
