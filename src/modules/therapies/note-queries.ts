import type { Id, PatientId, StaffId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { notePlace } from './therapy-store.ts';

/** Where what somebody wrote stands in the stream of a therapy. */
export interface NotePlace {
  readonly therapyId: TherapyId;
  readonly sequence: number;
}

/** What a person told of a therapy, with their words. */
export interface TherapyNote extends NotePlace {
  readonly code: string;
  readonly number: number;
  readonly drugId: Id<'drug'>;
  readonly patientId: PatientId;
  readonly recordedAt: Instant;
  readonly authorId: StaffId | null;
  readonly text: string;
}

/** Lists what people wrote at some places, the oldest first; a therapy that is not at the sites of this transaction is left out. */
export async function listTherapyNotes(
  tx: TenantTransaction,
  places: readonly NotePlace[],
  { most }: { readonly most: number },
): Promise<readonly TherapyNote[]> {
  if (places.length === 0) return [];
  const rows = await tx.database
    .selectFrom('therapies.therapy_event as event')
    .innerJoin('therapies.therapy as therapy', (join) =>
      join.onRef('therapy.tenant_id', '=', 'event.tenant_id').onRef('therapy.therapy_id', '=', 'event.therapy_id'),
    )
    .select(['event.therapy_id', 'event.sequence', 'event.recorded_at', 'event.facts', 'event.sealed_note'])
    .select(['event.actor_id', 'therapy.number', 'therapy.drug_id', 'therapy.patient_id'])
    .where('event.tenant_id', '=', tx.tenantId)
    .where('event.type', '=', 'fact-recorded')
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('event.therapy_id', 'event.sequence'),
        'in',
        places.map(({ therapyId, sequence }) => tuple(therapyId, sequence)),
      ),
    )
    .orderBy('event.recorded_at')
    .limit(most)
    .execute();
  const notes: TherapyNote[] = [];
  for (const row of rows) {
    const place = { therapyId: row.therapy_id as TherapyId, sequence: row.sequence };
    const { sealed_note: sealed } = row;
    notes.push({
      ...place,
      code: (row.facts as { readonly code: string }).code,
      number: row.number,
      drugId: row.drug_id as Id<'drug'>,
      patientId: row.patient_id as PatientId,
      recordedAt: row.recorded_at,
      authorId: row.actor_id as StaffId | null,
      text: sealed === null ? '' : await tx.sealer.open<string>(notePlace(place), sealed),
    });
  }
  return notes;
}
