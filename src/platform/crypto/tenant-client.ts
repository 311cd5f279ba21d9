import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';

/**
 * Runs work in a short transaction of one tenant on a connection of its own. It is for the machinery that a tenant transaction
 * itself stands on (keys and audit); everything else uses the transactor.
 */
export async function withTenantClient<Outcome>(
  pool: pg.Pool,
  tenantId: TenantId,
  work: (client: pg.PoolClient) => Promise<Outcome>,
): Promise<Outcome> {
  if (!Number.isSafeInteger(tenantId)) throw new Error('a tenant is a whole number');
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that breaks between two statements says so by an event, which would end the process if nobody listened.
  const onError = (fault: Error): void => {
    broken = fault;
  };
  client.on('error', onError);
  try {
    await client.query(`begin; select set_config('app.tenant', '${tenantId}', true)`);
    const outcome = await work(client);
    await client.query('commit');
    return outcome;
  } catch (error) {
    await client.query('rollback').catch(onError);
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
