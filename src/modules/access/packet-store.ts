import type { DocumentId, Id, TherapyId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import {
  type Recorded,
  type TherapySubject,
  toRecorded,
  toRecordedColumns,
  toSubjectColumns,
} from './access-record.ts';
import type { PacketChannel, PacketStep, PacketVersion } from './domain/welcome-packet.ts';

export type PacketId = Id<'welcome-packet'>;

/** A packet that was composed for a therapy, with what became of it. */
export interface WelcomePacket extends Pick<PacketVersion, 'programme' | 'language' | 'version'>, Recorded {
  readonly packetId: PacketId;
  readonly therapyId: TherapyId;
  /** The language that the patient speaks, where the packet is in another; null where it is in theirs. */
  readonly wishedLanguage: string | null;
  readonly documentId: DocumentId;
  /** The newest last. */
  readonly steps: readonly (Recorded & { readonly step: PacketStep; readonly channel: PacketChannel | null })[];
}

/** Saves contents of packets; a version that stands already stays as it is. */
export async function savePacketVersions(tx: TenantTransaction, versions: readonly PacketVersion[]): Promise<void> {
  await tx.database
    .insertInto('access.packet_version')
    .values(
      versions.map((each) => ({
        tenant_id: tx.tenantId,
        programme: each.programme,
        language: each.language,
        version: each.version,
        valid_from: each.validFrom,
        parts: JSON.stringify(each.parts),
        source: each.source,
        is_verified: each.isVerified,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Lists the contents that may count for a programme. */
export async function listPacketVersions(tx: TenantTransaction, programme: string): Promise<readonly PacketVersion[]> {
  const rows = await tx.database
    .selectFrom('access.packet_version')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('programme', 'in', [programme, '*'])
    .execute();
  return rows.map((row) => ({
    programme: row.programme,
    language: row.language,
    version: row.version,
    validFrom: row.valid_from,
    parts: row.parts as unknown as PacketVersion['parts'],
    source: row.source,
    isVerified: row.is_verified,
  }));
}

/** Adds a packet that was composed. */
export function insertPacket(
  tx: TenantTransaction,
  packet: TherapySubject & Pick<WelcomePacket, 'packetId' | 'documentId' | 'wishedLanguage'> & PacketVersion,
): void {
  tx.write(
    tx.database.insertInto('access.welcome_packet').values({
      ...toSubjectColumns(tx, packet),
      packet_id: packet.packetId,
      programme: packet.programme,
      language: packet.language,
      version: packet.version,
      wished_language: packet.wishedLanguage,
      document_id: packet.documentId,
      ...toRecordedColumns(tx),
    }),
  );
}

/** Appends what became of a packet. */
export function appendPacketStep(
  tx: TenantTransaction,
  step: { readonly packetId: PacketId; readonly step: PacketStep; readonly channel: PacketChannel | null },
): void {
  tx.write(
    tx.database.insertInto('access.packet_step').values({
      tenant_id: tx.tenantId,
      packet_id: step.packetId,
      step_id: tx.newId<'packet-step'>(),
      step: step.step,
      channel: step.channel,
      ...toRecordedColumns(tx),
    }),
  );
}

/** Locks a packet so that its steps follow one another; null when there is none. */
export async function lockPacket(tx: TenantTransaction, packetId: PacketId): Promise<WelcomePacket | null> {
  const row = await selectPackets(tx).where('packet_id', '=', packetId).forUpdate().executeTakeFirst();
  const [packet] = row === undefined ? [] : await withSteps(tx, [row]);
  return packet ?? null;
}

/** Lists the packets of a therapy, the newest first. */
export async function listPackets(tx: TenantTransaction, therapyId: TherapyId): Promise<readonly WelcomePacket[]> {
  const rows = await selectPackets(tx)
    .where('therapy_id', '=', therapyId)
    .orderBy('recorded_at', 'desc')
    .orderBy('packet_id', 'desc')
    .limit(20)
    .execute();
  return withSteps(tx, rows);
}

function selectPackets(tx: TenantTransaction) {
  return tx.database.selectFrom('access.welcome_packet').selectAll().where('tenant_id', '=', tx.tenantId);
}

type PacketRow = Awaited<ReturnType<ReturnType<typeof selectPackets>['execute']>>[number];

async function withSteps(tx: TenantTransaction, rows: readonly PacketRow[]): Promise<readonly WelcomePacket[]> {
  if (rows.length === 0) return [];
  const steps = await tx.database
    .selectFrom('access.packet_step')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where(
      'packet_id',
      'in',
      rows.map(({ packet_id: packetId }) => packetId),
    )
    .orderBy('recorded_at')
    .orderBy('step_id')
    .execute();
  return rows.map((row) => ({
    packetId: row.packet_id as PacketId,
    therapyId: row.therapy_id as TherapyId,
    programme: row.programme,
    language: row.language,
    version: row.version,
    wishedLanguage: row.wished_language,
    documentId: row.document_id as DocumentId,
    ...toRecorded(row),
    steps: steps
      .filter(({ packet_id: packetId }) => packetId === row.packet_id)
      .map((step) => ({
        step: step.step as PacketStep,
        channel: step.channel as PacketChannel | null,
        ...toRecorded(step),
      })),
  }));
}
