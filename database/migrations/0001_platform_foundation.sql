-- What every other migration stands on: tenancy by row-level security, append-only tables, the outbox and timers.

create function platform.current_tenant() returns integer
  language sql stable parallel safe
  return current_setting('app.tenant')::integer;
comment on function platform.current_tenant() is 'The tenant of this transaction; an error when none is set, so that nothing is ever served without one.';

create function platform.current_sites() returns uuid[]
  language sql stable parallel safe
  return nullif(current_setting('app.sites'), '*')::uuid[];
comment on function platform.current_sites() is 'The sites this transaction may see; null means all sites of the tenant.';

create function platform.protect_tenant_table(target regclass, variadic allowed text[] default array['select', 'insert', 'update', 'delete'])
  returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy tenant_only on %s to theriac_app using (tenant_id = (select platform.current_tenant())) with check (tenant_id = (select platform.current_tenant()))',
    target);
  execute format('grant usage on schema %I to theriac_app', (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = target));
  execute format('grant %s on %s to theriac_app', array_to_string(allowed, ', '), target);
end $$;
comment on function platform.protect_tenant_table is 'Forces row-level security on a table and grants the application role only the named statements.';

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: a correction is a new row', tg_table_name using errcode = 'restrict_violation';
end $$;

create function platform.protect_append_only(target regclass) returns void language plpgsql as $$
begin
  perform platform.protect_tenant_table(target, 'select', 'insert');
  execute format('create trigger append_only before update or delete on %s for each row execute function platform.refuse_change()', target);
  execute format('create trigger append_only_truncate before truncate on %s for each statement execute function platform.refuse_change()', target);
end $$;
comment on function platform.protect_append_only is 'Protects a tenant table and refuses every update, delete and truncate, whoever asks.';

create function platform.protect_site_table(target regclass) returns void language plpgsql as $$
begin
  execute format(
    'create policy site_only on %s as restrictive to theriac_app using ((select platform.current_sites()) is null or site_id is null or site_id = any ((select platform.current_sites())::uuid[]))',
    target);
end $$;
comment on function platform.protect_site_table is 'Adds to a protected tenant table that only rows of the sites of this transaction are seen; a row without a site is seen by all.';

create function platform.protect_work_table(target regclass) returns void language plpgsql as $$
begin
  perform platform.protect_tenant_table(target);
  execute format('create policy owner_takes_work on %s to %I using (true) with check (true)', target, current_user);
end $$;
comment on function platform.protect_work_table is 'Protects a table of waiting work; its owner may look over all tenants so that definer functions can hand out (tenant, id).';

grant usage on schema platform to theriac_app;

-- Commands are answered once: the same key with the same request is answered from here.
create table platform.command_answer (
  tenant_id integer not null,
  principal_id uuid not null,
  idempotency_key uuid not null,
  request_hash bytea not null,
  status integer not null,
  sealed_answer bytea,
  answered_at timestamptz(3) not null,
  primary key (tenant_id, principal_id, idempotency_key)
);
select platform.protect_tenant_table('platform.command_answer', 'select', 'insert', 'delete');
comment on table platform.command_answer is 'The stored answer of each command, so that a repeat changes nothing.';
comment on column platform.command_answer.sealed_answer is 'patient data: the answer as it was given, sealed';

-- Announced facts, one delivery row for each subscriber.
create table platform.outbox_event (
  tenant_id integer not null,
  event_id uuid not null,
  type text not null,
  version integer not null,
  ordering_key text not null,
  payload jsonb not null,
  recorded_at timestamptz(3) not null,
  primary key (tenant_id, event_id)
);
select platform.protect_append_only('platform.outbox_event');
comment on table platform.outbox_event is 'Facts that modules announced; payloads carry ids and codes only.';

create table platform.outbox_delivery (
  tenant_id integer not null,
  delivery_id bigint generated always as identity,
  event_id uuid not null,
  subscriber text not null,
  ordering_key text not null,
  attempts integer not null default 0,
  due_at timestamptz(3) not null,
  last_fault text,
  dead_at timestamptz(3),
  primary key (tenant_id, delivery_id),
  unique (tenant_id, event_id, subscriber),
  foreign key (tenant_id, event_id) references platform.outbox_event
);
select platform.protect_work_table('platform.outbox_delivery');
comment on table platform.outbox_delivery is 'Deliveries not yet made; a delivery is deleted in the transaction of its subscriber.';
create index outbox_delivery_due on platform.outbox_delivery (due_at, delivery_id) where dead_at is null;
create index outbox_delivery_order on platform.outbox_delivery (tenant_id, subscriber, ordering_key, delivery_id);

create function platform.take_deliveries(at_instant timestamptz, most integer)
  returns table (tenant_id integer, delivery_id bigint)
  language sql security definer set search_path = '' as $$
  select d.tenant_id, d.delivery_id
  from platform.outbox_delivery d
  where d.dead_at is null and d.due_at <= at_instant
    and not exists (
      select from platform.outbox_delivery earlier
      where earlier.tenant_id = d.tenant_id and earlier.subscriber = d.subscriber
        and earlier.ordering_key = d.ordering_key and earlier.delivery_id < d.delivery_id and earlier.dead_at is null)
  order by d.due_at, d.delivery_id
  limit most
$$;
comment on function platform.take_deliveries is 'Names deliveries that are due in any tenant, the first of each ordering key only.';
revoke all on function platform.take_deliveries(timestamptz, integer) from public;
grant execute on function platform.take_deliveries(timestamptz, integer) to theriac_app;

-- Waiting is a state and a due time in a table.
create table platform.timer (
  tenant_id integer not null,
  timer_id uuid not null,
  kind text not null,
  subject text not null,
  payload jsonb not null,
  due_at timestamptz(3) not null,
  attempts integer not null default 0,
  last_fault text,
  dead_at timestamptz(3),
  primary key (tenant_id, timer_id),
  unique (tenant_id, kind, subject)
);
select platform.protect_work_table('platform.timer');
comment on table platform.timer is 'Waits with their due times; a timer is deleted in the transaction that acts on it.';
create index timer_due on platform.timer (due_at, timer_id) where dead_at is null;

create function platform.take_timers(at_instant timestamptz, most integer)
  returns table (tenant_id integer, timer_id uuid)
  language sql security definer set search_path = '' as $$
  select t.tenant_id, t.timer_id from platform.timer t
  where t.dead_at is null and t.due_at <= at_instant
  order by t.due_at, t.timer_id limit most
$$;
comment on function platform.take_timers is 'Names timers that are due in any tenant.';
revoke all on function platform.take_timers(timestamptz, integer) from public;
grant execute on function platform.take_timers(timestamptz, integer) to theriac_app;

create function platform.next_due_at() returns timestamptz
  language sql security definer set search_path = '' as $$
  select least((select min(due_at) from platform.timer where dead_at is null), (select min(due_at) from platform.outbox_delivery where dead_at is null))
$$;
revoke all on function platform.next_due_at() from public;
grant execute on function platform.next_due_at() to theriac_app;

-- Files by the hash of their contents; the bytes are sealed and lie outside the database.
create table platform.stored_file (
  tenant_id integer not null,
  file_id uuid not null,
  sha256 bytea not null,
  byte_count integer not null,
  media_type text not null,
  stored_at timestamptz(3) not null,
  primary key (tenant_id, file_id)
);
select platform.protect_append_only('platform.stored_file');
comment on table platform.stored_file is 'Stored files by content hash; the sealed bytes lie in the file store.';
