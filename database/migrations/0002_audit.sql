-- The audit: who did what with whose data, and the chain that shows when an entry was changed afterwards.

create schema audit;

create table audit.entry (
  tenant_id integer not null,
  entry_id uuid not null,
  writer_id uuid not null,
  writer_sequence bigint not null,
  kind text not null,
  occurred_at timestamptz(3) not null,
  actor_kind text not null,
  actor_id text,
  actor_roles text[] not null,
  session_id uuid,
  site_id uuid,
  action text not null,
  object_kind text,
  object_id text,
  patient_ids uuid[] not null,
  reason text,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  subject_count integer not null,
  request_id text,
  facts json,
  mac bytea not null,
  transaction_id xid8 not null default pg_current_xact_id(),
  primary key (tenant_id, entry_id)
);
select platform.protect_append_only('audit.entry');
create index entry_order on audit.entry (tenant_id, transaction_id);
comment on table audit.entry is 'One entry for each read, search, print, export and write of patient data, sign-in, refusal and configuration change.';
comment on column audit.entry.writer_sequence is 'Counted by the writing process for each tenant, so that a missing entry is noticed before it is chained.';
comment on column audit.entry.patient_ids is 'patient data: whose data were read or written, by id';
comment on column audit.entry.reason is 'A code, never free text.';
comment on column audit.entry.facts is 'Codes and numbers that explain the entry, in canonical form; never patient data.';
comment on column audit.entry.mac is 'HMAC-SHA-256 over all columns before it, by a key of the tenant that is kept outside the database.';
comment on column audit.entry.transaction_id is 'The transaction that wrote the entry, by which the chainer knows that nothing earlier can still be committed.';

create table audit.link (
  tenant_id integer not null,
  sequence bigint not null,
  entry_id uuid not null,
  previous_hash bytea not null,
  hash bytea not null,
  horizon xid8 not null,
  primary key (tenant_id, sequence),
  unique (tenant_id, entry_id)
);
select platform.protect_append_only('audit.link');
comment on table audit.link is 'The chain of a tenant: each hash covers the one before it and the MAC of one entry, by a key that is kept outside the database.';
comment on column audit.link.horizon is 'Entries of all transactions before this one were in the chain when the link was made.';

create table audit.patient_entry (
  tenant_id integer not null,
  patient_id uuid not null,
  entry_id uuid not null,
  primary key (tenant_id, patient_id, entry_id)
);
select platform.protect_append_only('audit.patient_entry');
comment on table audit.patient_entry is 'The entries of each patient, for the report of who saw a patient''s data; filled when the entries are chained.';
comment on column audit.patient_entry.patient_id is 'patient data: whose data were read or written, by id';

create unlogged table audit.server_life (
  tenant_id integer primary key,
  life_id uuid not null default gen_random_uuid()
);
select platform.protect_tenant_table('audit.server_life', 'select', 'insert');
comment on table audit.server_life is 'Unlogged on purpose: it is empty after a crash of the server, which tells writers that numbers of transactions may have been given out anew.';

-- The owner may look over all tenants, and append for several of them at once, so that the definer functions below can.
do $$ begin
  execute format('create policy owner_appends on audit.entry for insert to %I with check (true)', current_user);
  execute format('create policy owner_lists_tenants on audit.entry for select to %I using (true)', current_user);
  execute format('create policy owner_lists_tenants on audit.link for select to %I using (true)', current_user);
end $$;

create function audit.append_entries(entries json) returns text
  language sql security definer set search_path = '' as $$
  insert into audit.entry (
    tenant_id, entry_id, writer_id, writer_sequence, kind, occurred_at, actor_kind, actor_id, actor_roles, session_id, site_id, action,
    object_kind, object_id, patient_ids, reason, outcome, subject_count, request_id, facts, mac)
  select
    e.tenant_id, e.entry_id, e.writer_id, e.writer_sequence, e.kind, e.occurred_at, e.actor_kind, e.actor_id, e.actor_roles, e.session_id,
    e.site_id, e.action, e.object_kind, e.object_id, e.patient_ids, e.reason, e.outcome, e.subject_count, e.request_id, e.facts::json,
    pg_catalog.decode(e.mac, 'hex')
  from pg_catalog.json_to_recordset(entries) as e (
    tenant_id integer, entry_id uuid, writer_id uuid, writer_sequence bigint, kind text, occurred_at timestamptz, actor_kind text,
    actor_id text, actor_roles text[], session_id uuid, site_id uuid, action text, object_kind text, object_id text, patient_ids uuid[],
    reason text, outcome text, subject_count integer, request_id text, facts text, mac text)
  on conflict do nothing;
  select pg_catalog.pg_current_xact_id()::text
$$;
comment on function audit.append_entries is 'Appends signed entries of any tenants in one transaction, so that many reads share one commit; those already there stay as they are.';
revoke all on function audit.append_entries(json) from public;
grant execute on function audit.append_entries(json) to theriac_app;

create function audit.list_tenants() returns table (tenant_id integer)
  language sql stable security definer set search_path = '' as $$
  with recursive tenant as (
    select min(e.tenant_id) as tenant_id from audit.entry e
    union all
    select (select min(e.tenant_id) from audit.entry e where e.tenant_id > t.tenant_id) from tenant t where t.tenant_id is not null
  )
  select t.tenant_id from tenant t where t.tenant_id is not null
$$;
comment on function audit.list_tenants is 'Names the tenants that have audit entries.';
revoke all on function audit.list_tenants() from public;
grant execute on function audit.list_tenants() to theriac_app;

create function audit.list_tenants_to_chain() returns table (tenant_id integer)
  language sql stable security definer set search_path = '' as $$
  select t.tenant_id
  from audit.list_tenants() t
  left join lateral (
    select l.horizon from audit.link l where l.tenant_id = t.tenant_id order by l.sequence desc limit 1
  ) last on true
  where last.horizon is null
    or last.horizon > pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())
    or exists (select from audit.entry e where e.tenant_id = t.tenant_id and e.transaction_id >= last.horizon)
$$;
comment on function audit.list_tenants_to_chain is 'Names the tenants that may have entries which are not yet in their chain.';
revoke all on function audit.list_tenants_to_chain() from public;
grant execute on function audit.list_tenants_to_chain() to theriac_app;
