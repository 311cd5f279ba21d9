-- Queues are narrowed by reason, stage, due time and level; the narrowing is saved by name, and work is handed over with a note.

create index work_item_facets on work.work_item (tenant_id, queue, reason_code, coalesce(stage, '')) where closed_at is null;

create table work.saved_view (
  tenant_id integer not null,
  view_id uuid not null,
  queue text not null,
  staff_id uuid not null,
  shared_with text,
  name text not null,
  narrowing jsonb not null,
  saved_at timestamptz(3) not null,
  primary key (tenant_id, view_id),
  unique (tenant_id, queue, staff_id, name)
);
select platform.protect_tenant_table('work.saved_view');
comment on table work.saved_view is 'What a person saved of the filters of a queue, by name. Codes and ids only.';
comment on column work.saved_view.shared_with is 'The role with which a lead shares the view; null for a view of its owner alone.';

create table work.hand_over (
  tenant_id integer not null,
  hand_over_id uuid not null,
  from_staff_id uuid not null,
  to_staff_id uuid,
  sealed_note bytea,
  item_ids uuid[] not null,
  handed_at timestamptz(3) not null,
  seen_at timestamptz(3),
  primary key (tenant_id, hand_over_id)
);
select platform.protect_tenant_table('work.hand_over', 'select', 'insert', 'update');
create index hand_over_unseen on work.hand_over (tenant_id, to_staff_id, handed_at) where seen_at is null;
comment on table work.hand_over is 'Work that a person gave to a colleague, or back to its queues, at once and with a note.';
comment on column work.hand_over.sealed_note is 'patient data: the note to the colleague, sealed; null for none.';
comment on column work.hand_over.seen_at is 'When the receiver said that they have read it.';
