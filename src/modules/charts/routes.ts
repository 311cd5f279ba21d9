import type { StaffId, TherapyId } from '../../kernel/ids.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listPartnerNames, listPartners, type PartnerId } from '../exchange/index.ts';
import { listProviders, type ProviderId } from '../federation/index.ts';
import { listStaffNames } from '../identity/index.ts';
import { getTherapySummary } from '../therapies/index.ts';
import { openLaunch } from './actions/open-launch.ts';
import { setConnection } from './actions/save-connection.ts';
import { findNotePlace, sendNote } from './actions/send-note.ts';
import * as api from './api.ts';
import { type ChartConnection, listConnections } from './connection-store.ts';
import type { LaunchId } from './launch-store.ts';
import { listNotes } from './note-store.ts';
import { chartRefusals } from './refusals.ts';

/** What answers the endpoints of charts. */
export const chartsRoutes: readonly Route[] = [
  route(api.listConnections, async (tx) => ok({ body: await describeCharts(tx), patientIds: [] })),
  route(api.saveConnection, async (tx, call) => {
    const { partnerId, providerId, launchClientId, ...terms } = call.request;
    const saved = await setConnection(tx, {
      ...{ partnerId: partnerId as PartnerId, providerId: providerId as ProviderId | null, launchClientId, terms },
      changedBy: staffOf(call.principal),
    });
    if (!saved.ok) return saved;
    const object = { kind: 'partner', id: saved.value };
    return ok({ body: {}, patientIds: [], about: { kind: 'configuration', object } });
  }),
  route(api.openLaunch, async (tx, call) => {
    const launchId = call.request.launchId as LaunchId;
    const opened = await openLaunch(tx, { launchId, staffId: staffOf(call.principal) });
    if (!opened.ok) return opened;
    const { outcome, patientId, therapyId, patient, partnerId } = opened.value;
    const partnerName = (await listPartnerNames(tx, [partnerId])).get(partnerId) ?? '';
    return ok({
      body: { outcome, patientId, therapyId, partnerName, patient },
      patientIds: patientId === null ? [] : [patientId],
      about: { object: { kind: 'chart-launch', id: launchId }, reason: outcome },
    });
  }),
  route(api.listNotes, async (tx, call) => describeNotes(tx, call.request.therapyId as TherapyId)),
  route(api.sendNote, async (tx, call) => {
    const { kind, text } = call.request;
    const therapyId = call.request.therapyId as TherapyId;
    const sent = await sendNote(tx, { therapyId, kind, text: text.trim(), writtenBy: staffOf(call.principal) });
    if (!sent.ok) return sent;
    const { noteId, therapy } = sent.value;
    return ok({
      body: { noteId },
      patientIds: [therapy.patientId],
      about: { object: { kind: 'chart-note', id: noteId }, reason: kind },
    });
  }),
];

async function describeCharts(tx: TenantTransaction) {
  const connections = new Map((await listConnections(tx)).map((each) => [each.partnerId, each]));
  const partners = (await listPartners(tx)).filter(({ kind }) => kind === 'ehr');
  return {
    charts: partners.map(({ partnerId, name, status, queryAddress }) => {
      const connection = connections.get(partnerId);
      return {
        ...{ partnerId, partnerName: name, isRunning: status === 'active', baseAddress: queryAddress },
        connection: connection === undefined ? null : describeConnection(connection),
      };
    }),
    providers: (await listProviders(tx)).map(({ providerId, name, issuer, isEnabled }) => ({
      ...{ providerId, name, issuer, isEnabled },
    })),
  };
}

function describeConnection({ partnerId: _, launch, publicKey, ...connection }: ChartConnection) {
  return {
    ...connection,
    scopes: [...connection.scopes],
    launchScopes: [...connection.launchScopes],
    providerId: launch?.providerId ?? null,
    launchClientId: launch?.clientId ?? null,
    publicKey: JSON.stringify(publicKey),
  };
}

async function describeNotes(tx: TenantTransaction, therapyId: TherapyId) {
  const therapy = await getTherapySummary(tx, therapyId);
  if (therapy === null) return refuse(chartRefusals.unknownTherapy);
  const place = await findNotePlace(tx, therapyId);
  const notes = await listNotes(tx, therapyId);
  const partners = await listPartnerNames(
    tx,
    notes.map(({ partnerId }) => partnerId),
  );
  const writers = await listStaffNames(
    tx,
    notes.map(({ writtenBy }) => writtenBy),
  );
  return ok({
    body: {
      takenBy: place.ok ? place.value.connection.partner.name : null,
      whyNot: place.ok ? null : place.refusal.sentence,
      notes: notes.map(({ noteId, kind, text, state, documentId, messageId, writtenAt, settledAt, ...note }) => ({
        ...{ noteId, kind, text, state, documentId, messageId, writtenAt, settledAt },
        partnerName: partners.get(note.partnerId) ?? '',
        writtenByName: writers.get(note.writtenBy) ?? '',
      })),
    },
    patientIds: [therapy.patientId],
  });
}

function staffOf(principal: Principal | null): StaffId {
  if (principal?.actor.kind !== 'staff') throw new Error('this endpoint needs a person');
  return principal.actor.staffId;
}
