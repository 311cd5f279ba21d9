import pg from 'pg';
import type { Load } from './load.ts';

/** What a drill found when it held what clients were told against what the database has. */
export interface DrillFindings {
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
}

/** Counts acknowledged facts that are not there, and facts that are there more than once. */
export async function compareWithDatabase(ownerUrl: string, load: Load): Promise<DrillFindings> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const orders = await client.query<{ key: string; times: number }>(
    `select m.control_id as key, count(p.prescription_id)::integer as times
     from exchange.raw_message m join exchange.message_outcome o using (tenant_id, raw_message_id)
     join prescriptions.prescription p using (tenant_id, raw_message_id) where not m.quarantined group by 1`,
  );
  const commands = await client.query<{ key: string; times: number }>(
    "select value as key, count(*)::integer as times from patients.observation where ucum_unit = 'kg' group by 1",
  );
  await client.end();
  const found = [count(load.acknowledgedOrders, orders.rows), count(load.acknowledgedCommands, commands.rows)];
  return {
    acknowledged: load.acknowledgedOrders.size + load.acknowledgedCommands.size,
    lost: found.reduce((sum, { lost }) => sum + lost, 0),
    doubled: found.reduce((sum, { doubled }) => sum + doubled, 0),
  };
}

function count(
  acknowledged: ReadonlySet<string>,
  rows: readonly { readonly key: string; readonly times: number }[],
): { readonly lost: number; readonly doubled: number } {
  const times = new Map(rows.map((row) => [row.key, row.times]));
  return {
    lost: [...acknowledged].filter((key) => !times.has(key)).length,
    doubled: rows.filter((row) => row.times > 1).length,
  };
}
