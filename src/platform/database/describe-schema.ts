import type pg from 'pg';

/**
 * Writes the schema of a database as reviewable SQL: tables with columns, constraints, indexes, policies, triggers, grants,
 * functions and comments, in a fixed order. It is a record to read in reviews; the migrations are what is run.
 */
export async function describeSchema(pool: pg.Pool): Promise<string> {
  const parts = await Promise.all([
    lines(
      pool,
      "select format('create schema %I;', nspname) as line from pg_namespace where nspname !~ '^pg_|information_schema|public' order by nspname",
    ),
    describeTables(pool),
    lines(
      pool,
      `select indexdef || ';' as line from pg_indexes where ${ours('schemaname')} and indexname not in (select conname from pg_constraint) order by schemaname, tablename, indexname`,
    ),
    lines(
      pool,
      `select format('create policy %I on %I.%I as %s for %s to %s using (%s)%s;', policyname, schemaname, tablename, permissive, cmd, array_to_string(roles, ', '), qual, coalesce(' with check (' || with_check || ')', '')) as line
       from pg_policies where ${ours('schemaname')} order by schemaname, tablename, policyname`,
    ),
    lines(
      pool,
      `select pg_get_triggerdef(t.oid) || ';' as line from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
       where not t.tgisinternal and ${ours('n.nspname')} order by n.nspname, c.relname, t.tgname`,
    ),
    lines(
      pool,
      `select format('grant %s on %I.%I to %s;', string_agg(lower(privilege_type), ', ' order by privilege_type), table_schema, table_name, grantee) as line
       from information_schema.role_table_grants where ${ours('table_schema')} and grantee = 'theriac_app'
       group by table_schema, table_name, grantee order by table_schema, table_name`,
    ),
    lines(
      pool,
      `select pg_get_functiondef(p.oid) || ';' as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where ${ours('n.nspname')} order by n.nspname, p.proname, p.oid::regprocedure::text`,
    ),
    lines(
      pool,
      `select format('comment on %s is %L;', case when d.objsubid = 0 then 'table ' || c.oid::regclass else 'column ' || c.oid::regclass || '.' || a.attname end, d.description) as line
       from pg_description d join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass join pg_namespace n on n.oid = c.relnamespace
       left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid > 0
       where ${ours('n.nspname')} order by c.oid::regclass::text, d.objsubid`,
    ),
  ]);
  return `-- Written from the migrated database by the script "docs"; the migrations beside it are what is run.\n\n${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function ours(column: string): string {
  return `${column} !~ '^pg_|information_schema|public'`;
}

async function lines(pool: pg.Pool, statement: string): Promise<string> {
  const { rows } = await pool.query<{ line: string }>(statement);
  return rows.map((row) => row.line.trimEnd()).join('\n');
}

async function describeTables(pool: pg.Pool): Promise<string> {
  return lines(
    pool,
    `select format(E'create table %s (\\n%s\\n);%s', c.oid::regclass,
        (select string_agg(line, E',\\n' order by kind, position) from (
          select 1 as kind, a.attnum::integer as position,
            format('  %I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
              coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''), case a.attidentity when 'a' then ' generated always as identity' else '' end) as line
          from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          union all
          select 2, row_number() over (order by k.contype desc, k.conname)::integer, format('  constraint %I %s', k.conname, pg_get_constraintdef(k.oid))
          from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n') described),
        case when c.relrowsecurity then format(E'\\nalter table %s enable row level security;%s', c.oid::regclass,
          case when c.relforcerowsecurity then format(E'\\nalter table %s force row level security;', c.oid::regclass) else '' end) else '' end) as line
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and ${ours('n.nspname')} order by c.oid::regclass::text`,
  );
}
