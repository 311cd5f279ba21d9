-- Therapies: an append-only, hash-chained stream of events for each, and the therapy as it stands as the fold of them.

create schema therapies;

create table therapies.therapy (
  tenant_id integer not null,
  therapy_id uuid not null,
  number integer not null,
  patient_id uuid not null,
  ingredient_rxcui text not null,
  drug_id uuid not null,
  indication_code text,
  site_id uuid not null,
  prescription_id uuid not null,
  pathway_id text not null,
  pathway_version integer not null,
  stage text not null,
  stage_since timestamptz(3) not null,
  sub_status text not null,
  cycle integer not null,
  holds text[] not null,
  waits text[] not null,
  barrier_code text,
  barrier_party text,
  barrier_since timestamptz(3),
  owner_role text,
  due_at timestamptz(3),
  received_at timestamptz(3) not null,
  opened_at timestamptz(3) not null,
  run_out_on date,
  ended_at timestamptz(3),
  end_reason text,
  state jsonb not null,
  sequence integer not null,
  last_hash bytea not null,
  primary key (tenant_id, therapy_id),
  unique (tenant_id, number)
) with (fillfactor = 70);
select platform.protect_tenant_table('therapies.therapy', 'select', 'insert', 'update');
select platform.protect_site_table('therapies.therapy');
create index therapy_patient on therapies.therapy (tenant_id, patient_id, ingredient_rxcui);
create unique index therapy_open on therapies.therapy (tenant_id, patient_id, ingredient_rxcui, coalesce(indication_code, ''), site_id)
  where ended_at is null;
comment on table therapies.therapy is 'Each therapy (patient x ingredient x indication) as it stands: the fold of its events, written in their transaction. Codes, ids and instants only.';
comment on column therapies.therapy.state is 'The fold itself; the columns before it are taken from it for lists and reports.';
comment on column therapies.therapy.last_hash is 'The hash of the newest event, so that a stream that lost its end is noticed.';

create table therapies.therapy_event (
  tenant_id integer not null,
  therapy_id uuid not null,
  sequence integer not null,
  type text not null,
  version integer not null,
  occurred_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  facts jsonb not null,
  agenda jsonb,
  sealed_note bytea,
  actor_kind text not null,
  actor_id uuid,
  source_kind text,
  source_id text,
  previous_hash bytea,
  hash bytea not null,
  primary key (tenant_id, therapy_id, sequence),
  foreign key (tenant_id, therapy_id) references therapies.therapy,
  check ((sequence = 1) = (previous_hash is null))
);
select platform.protect_append_only('therapies.therapy_event');
comment on table therapies.therapy_event is 'What happened to each therapy. A correction is a further event. Each row''s hash covers its stored bytes and the hash before it.';
comment on column therapies.therapy_event.sealed_note is 'patient data: what a person wrote about the event, sealed';
comment on column therapies.therapy_event.agenda is 'Instants that were computed with the event: due times, run-out, the end of an authorization.';

create table therapies.number_slot (
  tenant_id integer not null,
  slot integer not null,
  next_number integer not null,
  primary key (tenant_id, slot)
);
select platform.protect_tenant_table('therapies.number_slot', 'select', 'insert', 'update');
comment on table therapies.number_slot is 'Where therapy numbers come from: several rows, so that therapies opened at once do not wait for each other.';
