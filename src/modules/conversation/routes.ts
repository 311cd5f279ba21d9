import type { StaffId, TherapyId } from '../../kernel/ids.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listStaffNames } from '../identity/index.ts';
import { listDrugs, nameDrug } from '../reference/index.ts';
import { formatTherapyNumber, type TherapyNote, type TherapySummary } from '../therapies/index.ts';
import { listUnreadMentions } from './actions/list-mentions.ts';
import { listColleagues, readMention, writeNote } from './actions/write-note.ts';
import * as api from './api.ts';

/** What answers the endpoints of notes and mentions. */
export const conversationRoutes: readonly Route[] = [
  route(api.writeNote, async (tx, { request }) => {
    const { text, correctsSequence } = request;
    const therapyId = request.therapyId as TherapyId;
    const mentionedIds = request.mentionedIds as readonly string[] as readonly StaffId[];
    return toAnswer(await writeNote(tx, { therapyId, text: text.trim(), mentionedIds, correctsSequence }));
  }),
  route(api.listColleagues, async (tx, { request }) => {
    const listed = await listColleagues(tx, request.therapyId as TherapyId);
    if (!listed.ok) return listed;
    const colleagues = listed.value.map(({ staffId, displayName }) => ({ staffId, name: displayName }));
    return ok({ body: { colleagues }, patientIds: [] });
  }),
  route(api.listMentions, async (tx) => {
    const found = await listUnreadMentions(tx);
    const patientIds = found.map(({ patientId }) => patientId);
    return ok({ body: { mentions: await describeMentions(tx, found) }, patientIds });
  }),
  route(api.readMention, async (tx, { request }) =>
    toAnswer(await readMention(tx, { therapyId: request.therapyId as TherapyId, sequence: request.sequence })),
  ),
];

async function describeMentions(tx: TenantTransaction, found: readonly TherapyNote[]) {
  const drugIds = [...new Set(found.map(({ drugId }) => drugId))];
  const drugs = drugIds.length === 0 ? [] : await listDrugs(tx, drugIds);
  const authors = await listStaffNames(
    tx,
    found.flatMap(({ authorId }) => (authorId === null ? [] : [authorId])),
  );
  return found.map(({ therapyId, sequence, number, drugId, patientId, recordedAt, authorId, text }) => {
    const drug = drugs.find((each) => each.drugId === drugId);
    return {
      ...{ therapyId, sequence, patientId, mentionedAt: recordedAt, text },
      number: formatTherapyNumber(number),
      drugName: drug === undefined ? '' : nameDrug(drug),
      author: (authorId === null ? undefined : authors.get(authorId)) ?? 'A former member of staff',
    };
  });
}

function toAnswer(result: Result<TherapySummary>) {
  return result.ok ? ok({ body: {}, patientIds: [result.value.patientId] }) : result;
}
