-- Work: one wide row for each item that waits in a queue, and exact counts without a row that everybody writes.

create schema work;

create table work.work_item (
  tenant_id integer not null,
  item_id uuid not null,
  queue text not null,
  subject_kind text not null,
  subject_id uuid not null,
  site_id uuid,
  patient_id uuid,
  therapy_id uuid,
  stage text,
  reason_code text not null,
  role text,
  facts jsonb not null,
  due_at timestamptz(3) not null,
  effective_due_at timestamptz(3) not null,
  order_version integer not null,
  order_reasons jsonb not null,
  opened_at timestamptz(3) not null,
  taken_by uuid,
  taken_at timestamptz(3),
  taken_until timestamptz(3),
  closed_at timestamptz(3),
  outcome text,
  primary key (tenant_id, item_id),
  check ((taken_by is null) = (taken_at is null) and (taken_by is null) = (taken_until is null)),
  check ((closed_at is null) = (outcome is null))
);
select platform.protect_tenant_table('work.work_item', 'select', 'insert', 'update');
select platform.protect_site_table('work.work_item');
create unique index work_item_open on work.work_item (tenant_id, queue, subject_id) where closed_at is null;
create index work_item_order on work.work_item (tenant_id, queue, effective_due_at, item_id) where closed_at is null;
create index work_item_taken on work.work_item (tenant_id, taken_by, effective_due_at, item_id) where closed_at is null and taken_by is not null;
create index work_item_therapy on work.work_item (tenant_id, therapy_id) where closed_at is null and therapy_id is not null;
comment on table work.work_item is 'Work that waits or waited in a queue. A queue holds one open item for each subject. Codes, ids, amounts and instants only: names are asked of their own module.';
comment on column work.work_item.effective_due_at is 'By what the queue is ordered: the due instant as the facts move it, computed when they change and never when somebody looks.';
comment on column work.work_item.order_version is 'The version of the rules that computed the effective due instant.';

create table work.count_change (
  tenant_id integer not null,
  change_id bigint generated always as identity,
  queue text not null,
  site_id uuid,
  taken_by uuid,
  delta integer not null,
  primary key (tenant_id, change_id)
);
select platform.protect_tenant_table('work.count_change', 'select', 'insert', 'delete');
select platform.protect_site_table('work.count_change');
comment on table work.count_change is 'Changes of the counts of open work, appended in the transaction that made them and folded into balances from time to time, so that no counter is written by everybody.';

create table work.count_balance (
  tenant_id integer not null,
  balance_id uuid not null,
  queue text not null,
  site_id uuid,
  taken_by uuid,
  open_count integer not null,
  primary key (tenant_id, balance_id),
  unique nulls not distinct (tenant_id, queue, site_id, taken_by)
);
select platform.protect_tenant_table('work.count_balance');
select platform.protect_site_table('work.count_balance');
comment on table work.count_balance is 'Open work by queue, site and owner as of the last fold; the count is the balance plus the changes since.';
