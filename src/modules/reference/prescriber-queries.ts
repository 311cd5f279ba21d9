import type { Npi } from '../../kernel/npi.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Prescriber, PrescriberId } from './domain/prescriber.ts';
import type { PrescriberQuery } from './domain/prescriber-resolution.ts';
import { listPlainWords } from './domain/word-similarity.ts';

const mostCandidates = 200;

/** Gets a prescriber; there must be one. */
export async function getPrescriber(tx: TenantTransaction, prescriberId: PrescriberId): Promise<Prescriber> {
  const row = await selectPrescribers(tx).where('prescriber_id', '=', prescriberId).executeTakeFirstOrThrow();
  return toPrescriber(row);
}

/** Lists prescribers whom a prescription may mean: by NPI, DEA number, or a word of the name that begins a family name. */
export async function listPrescribersFor(
  tx: TenantTransaction,
  query: PrescriberQuery,
): Promise<readonly Prescriber[]> {
  const words = listPlainWords(query.name ?? '').filter((word) => word.length >= 3);
  const dea = query.dea?.trim().toUpperCase().split('-')[0] ?? '';
  const rows = await selectPrescribers(tx)
    .where((where) =>
      where.or([
        where('npi', '=', query.npi?.trim() ?? ''),
        ...(dea === '' ? [] : [where('dea_number', 'like', `${dea.replace(/[%_\\]/g, '')}%`)]),
        ...words.map((word) => where('family_key', 'like', `${word.toUpperCase().slice(0, 4)}%`)),
      ]),
    )
    .limit(mostCandidates)
    .execute();
  return rows.map(toPrescriber);
}

/** Lists prescribers by their ids; an unknown id is absent. */
export async function listPrescribers(
  tx: TenantTransaction,
  prescriberIds: readonly PrescriberId[],
): Promise<readonly Prescriber[]> {
  if (prescriberIds.length === 0) return [];
  const rows = await selectPrescribers(tx).where('prescriber_id', 'in', prescriberIds).execute();
  return rows.map(toPrescriber);
}

/** Searches prescribers by the beginning of a name, or by NPI digits. */
export async function searchPrescribers(
  tx: TenantTransaction,
  search: { readonly text: string; readonly most: number },
): Promise<readonly Prescriber[]> {
  const digits = search.text.replace(/\D/g, '');
  const words = listPlainWords(search.text);
  if (digits.length < 4 && words.length === 0) return [];
  const rows = await selectPrescribers(tx)
    .where((where) =>
      digits.length >= 4
        ? where('npi', 'like', `${digits}%`)
        : where.and(
            words.map((word) =>
              where.or([
                where('family_key', 'like', `${word.toUpperCase()}%`),
                where('given_name', 'ilike', `${word}%`),
              ]),
            ),
          ),
    )
    .orderBy('family_key')
    .orderBy('given_name')
    .limit(search.most)
    .execute();
  return rows.map(toPrescriber);
}

function selectPrescribers(tx: TenantTransaction) {
  return tx.database
    .selectFrom('reference.prescriber')
    .select([
      'prescriber_id',
      'npi',
      'dea_number',
      'family_name',
      'given_name',
      'credential',
      'specialty',
      'phone',
      'fax',
      'state',
    ])
    .where('tenant_id', '=', tx.tenantId);
}

type PrescriberRow = Awaited<ReturnType<ReturnType<typeof selectPrescribers>['executeTakeFirstOrThrow']>>;

function toPrescriber(row: PrescriberRow): Prescriber {
  return {
    prescriberId: row.prescriber_id as PrescriberId,
    npi: row.npi as Npi,
    deaNumber: row.dea_number,
    familyName: row.family_name,
    givenName: row.given_name,
    credential: row.credential,
    specialty: row.specialty,
    phone: row.phone,
    fax: row.fax,
    state: row.state,
  };
}
