import type pg from 'pg';

/** Tables in which a row belongs to a tenant, and what is wrong with their protection. */
export async function listUnprotectedTables(owner: pg.Pool): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname !~ '^pg_|information_schema|public' and c.oid::regclass::text <> 'platform.migration'
      and (not c.relrowsecurity or not c.relforcerowsecurity
        or not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_only' and p.polpermissive
          and pg_get_expr(p.polqual, p.polrelid) like '%tenant_id = %current_tenant()%')
        or not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull))
    order by 1`);
  return rows.map((row) => row.name);
}

/** Permissive policies for the application role other than the tenant's own: each would widen what is seen. */
export async function listWideningPolicies(owner: pg.Pool): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(`
    select p.polrelid::regclass || '.' || p.polname as name from pg_policy p
    where p.polpermissive and p.polname <> 'tenant_only' and ('theriac_app'::regrole = any (p.polroles) or 0 = any (p.polroles)) order by 1`);
  return rows.map((row) => row.name);
}

/** Unique keys that do not begin with the tenant, which would tell one tenant what another has. */
export async function listTenantlessKeys(owner: pg.Pool): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(`
    select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    where i.indisunique and n.nspname !~ '^pg_|information_schema|public' and c.oid::regclass::text <> 'platform.migration'
      and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = i.indkey[0] and a.attname = 'tenant_id')
    order by 1`);
  return rows.map((row) => row.name);
}

/** Tables with a site whose rows are not limited to the sites of the transaction. */
export async function listTablesWithOpenSites(owner: pg.Pool): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and a.attname = 'site_id' and not a.attisdropped and n.nspname not in ('identity', 'audit', 'exchange') and n.nspname !~ '^pg_'
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'site_only' and not p.polpermissive)
    order by 1`);
  return rows.map((row) => row.name);
}

/** Columns whose comment says that they hold patient data, and that are neither sealed bytes nor random ids. */
export async function listUnsealedPatientColumns(owner: pg.Pool): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(`
    select a.attrelid::regclass || '.' || a.attname as name from pg_attribute a
    where col_description(a.attrelid, a.attnum) like 'patient data%' and a.atttypid not in ('bytea'::regtype, 'uuid'::regtype, 'uuid[]'::regtype) order by 1`);
  return rows.map((row) => row.name);
}

/** Powers of the application role that it must not have. */
export async function listExcessPowers(owner: pg.Pool): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(`
    select 'role attribute' as name from pg_roles where rolname = 'theriac_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
    union all select 'owns ' || c.oid::regclass::text from pg_class c where c.relowner = 'theriac_app'::regrole
    union all select 'may truncate ' || table_schema || '.' || table_name from information_schema.role_table_grants where grantee = 'theriac_app' and privilege_type = 'TRUNCATE'
    union all select 'may use superuser view ' || c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'v' and n.nspname !~ '^pg_|information_schema' and coalesce(array_to_string(c.reloptions, ','), '') not like '%security_invoker=true%'
    order by 1`);
  return rows.map((row) => row.name);
}
