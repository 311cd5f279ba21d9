import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listTherapyNotes, type TherapyNote } from '../../therapies/index.ts';
import { listUnreadPlaces } from '../mention-store.ts';

const mostShown = 50;

/** More than are shown, because a note at a site that the person does not see any more stays unread. */
const mostUnread = 1_000;

/** Lists the notes in which the person of this transaction was mentioned and that they have not read, the oldest first. */
export async function listUnreadMentions(tx: TenantTransaction): Promise<readonly TherapyNote[]> {
  if (tx.actor.kind !== 'staff') return [];
  const places = await listUnreadPlaces(tx, { staffId: tx.actor.staffId, most: mostUnread });
  return listTherapyNotes(tx, places, { most: mostShown });
}
