import { type BusinessCalendar, openingOn } from '../../../kernel/business-calendar.ts';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { storeDocument } from '../../documents/index.ts';
import { getSite } from '../../identity/index.ts';
import { getPatient, isConsentInForce, listConsents, listReaches } from '../../patients/index.ts';
import { findDrug, nameDrug } from '../../reference/index.ts';
import { getTherapySummary, recordTherapyFact } from '../../therapies/index.ts';
import {
  choosePacket,
  decidePacketStep,
  fillPlaces,
  type PacketChannel,
  type PacketStep,
} from '../domain/welcome-packet.ts';
import { composePacketPdf } from '../packet-pdf.ts';
import { appendPacketStep, insertPacket, listPacketVersions, lockPacket, type PacketId } from '../packet-store.ts';
import { accessRefusals } from '../refusals.ts';
import { findTherapySubject } from './find-therapy-subject.ts';

/** Composes the packet that counts for a therapy today in the language of its patient, and files it. */
export async function composePacket(tx: TenantTransaction, therapyId: TherapyId): Promise<Result<PacketId>> {
  const subject = await findTherapySubject(tx, therapyId);
  const therapy = await getTherapySummary(tx, therapyId);
  if (subject === null || therapy === null) return refuse(accessRefusals.unknownTherapy);
  const { patientId, siteId } = subject;
  const drug = await findDrug(tx, therapy.drugId);
  const site = await getSite(tx, siteId);
  const today = dayIn(tx.now, site.timeZone);
  const language = (await listReaches(tx, [patientId])).get(patientId)?.language ?? null;
  const programme = drug?.programme ?? '*';
  const chosen = choosePacket(await listPacketVersions(tx, programme), { programme, language, today });
  if (chosen === null) return refuse(accessRefusals.packetMissing);
  const { lines, city, state, postalCode } = site.address;
  const address = `${lines.join(', ')}, ${city}, ${state} ${postalCode}`;
  // Whoever reads it dials it: the ten digits of the United States in groups.
  const phone = site.phone.replace(/^(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3');
  const places = {
    ...{ pharmacy: site.name, phone, address },
    hours: describeHours(site.calendar, { today, language: chosen.language }),
    drug: drug === null ? '' : nameDrug(drug),
  };
  const bytes = await composePacketPdf({
    from: { name: site.name, address, phone },
    title: chosen.parts[0]?.title ?? 'Welcome',
    patientName: (await getPatient(tx, patientId)).displayName,
    date: today,
    edition: `${chosen.language}, ${chosen.programme === '*' ? 'general' : chosen.programme}, version ${chosen.version}`,
    parts: chosen.parts.map(({ title, text }) => ({ title, text: fillPlaces(text, places) })),
  });
  const documentId = await storeDocument(tx, {
    ...{ kind: 'letter', subjectKind: 'therapy', subjectId: therapyId, patientId, therapyId, siteId },
    ...{ mediaType: 'application/pdf', bytes, title: `Welcome packet, version ${chosen.version}` },
  });
  const packetId = tx.newId<'welcome-packet'>();
  const wishedLanguage = language === chosen.language ? null : language;
  insertPacket(tx, { ...subject, ...chosen, packetId, documentId, wishedLanguage });
  tx.touch(`therapy:${therapyId}`);
  return ok(packetId);
}

/** Records what became of a packet: sent, handed over, returned or acknowledged; it stands on the timeline of the therapy. */
export async function recordPacketStep(
  tx: TenantTransaction,
  asked: {
    readonly therapyId: TherapyId;
    readonly packetId: PacketId;
    readonly step: PacketStep;
    readonly channel: PacketChannel | null;
  },
): Promise<Result<PacketId>> {
  const packet = await lockPacket(tx, asked.packetId);
  const subject = await findTherapySubject(tx, asked.therapyId);
  if (packet === null || subject === null || packet.therapyId !== asked.therapyId)
    return refuse(accessRefusals.unknownPacket);
  const today = dayIn(tx.now, (await getSite(tx, subject.siteId)).timeZone);
  const consents = await listConsents(tx, subject.patientId);
  const decided = decidePacketStep(asked, {
    last: packet.steps.at(-1)?.step ?? null,
    agreesToEmail: isConsentInForce(consents, { use: 'email', on: today }),
  });
  if (!decided.ok) return decided;
  appendPacketStep(tx, asked);
  // A therapy that has ended takes no more lines; the packet keeps its own.
  await recordTherapyFact(tx, packet.therapyId, {
    code: `access.welcome-packet-${asked.step}`,
    source: { kind: 'document', id: packet.documentId },
    ...(asked.channel === null ? {} : { facts: { code: asked.channel } }),
  });
  tx.touch(`therapy:${packet.therapyId}`);
  return ok(asked.packetId);
}

/** Says when a pharmacy is open, weekday by weekday, in the language of the packet. */
function describeHours(
  calendar: BusinessCalendar,
  of: { readonly today: CalendarDay; readonly language: string },
): string {
  const opening = openingOn(calendar, of.today);
  if (opening === '24/7') return '24/7';
  const names = new Intl.DateTimeFormat(of.language, { weekday: 'short', timeZone: 'UTC' });
  // The 1st of January 2024 was a Monday.
  const nameOf = (weekday: number): string => names.format(Date.UTC(2024, 0, weekday));
  return [...opening.hoursByWeekday]
    .toSorted(([left], [right]) => left - right)
    .map(([weekday, { opens, closes }]) => `${nameOf(weekday)} ${opens}-${closes}`)
    .join(', ');
}
