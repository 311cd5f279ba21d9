-- The rules by which work is ordered become data of each tenant: versioned, effective from an instant, and switched at once.

create table work.order_rules (
  tenant_id integer not null,
  version integer not null check (version > 1),
  weights jsonb not null,
  effective_from timestamptz(3) not null,
  decided_by uuid not null,
  decided_at timestamptz(3) not null,
  shown_at timestamptz(3),
  withdrawn_at timestamptz(3),
  primary key (tenant_id, version),
  check (shown_at is null or withdrawn_at is null)
);
select platform.protect_tenant_table('work.order_rules', 'select', 'insert', 'update');
comment on table work.order_rules is 'Versions of the rules that order work, as a lead or director decided them. Version 1 is the standard of the program and has no row.';
comment on column work.order_rules.effective_from is 'When items begin to be ordered by these rules, beside the order that is shown.';
comment on column work.order_rules.shown_at is 'When the queues were switched to this order; null while it is planned or being made.';

create table work.order_state (
  tenant_id integer not null,
  shown_version integer not null,
  shown_place smallint not null check (shown_place in (1, 2)),
  next_version integer,
  primary key (tenant_id)
);
select platform.protect_tenant_table('work.order_state', 'select', 'insert', 'update');
comment on table work.order_state is 'Which order the queues of a tenant show, in which of the two places of an item it stands, and which one is being made in the other. Without a row: version 1 in the first place.';

alter table work.work_item
  add column second_due_at timestamptz(3),
  add column second_version integer,
  add column second_reasons jsonb;
update work.work_item set second_due_at = effective_due_at, second_version = order_version, second_reasons = order_reasons;
alter table work.work_item
  alter column second_due_at set not null,
  alter column second_version set not null,
  alter column second_reasons set not null;
create index work_item_second_order on work.work_item (tenant_id, queue, second_due_at, item_id) where closed_at is null;
comment on column work.work_item.second_due_at is 'The second place for an effective due instant: while one place is shown, the next order is made in the other.';
comment on column work.work_item.second_version is 'The version of the rules that computed the second effective due instant.';
