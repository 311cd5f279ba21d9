-- Every export of a record is one fact that stays, and how many a person may make in an hour is policy.

create schema portability;
grant usage on schema portability to theriac_app;

create table portability.export (
  tenant_id integer not null,
  export_id uuid not null,
  kind text not null check (kind in ('patient')),
  patient_id uuid not null,
  patient_count integer not null check (patient_count >= 0),
  purpose text not null check (purpose in ('patient-request', 'continuing-care', 'payer-audit', 'legal', 'new-system')),
  sealed_note bytea not null,
  counts jsonb not null,
  file_id uuid not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  byte_count integer not null,
  exported_at timestamptz(3) not null,
  exported_by uuid not null,
  primary key (tenant_id, export_id),
  foreign key (tenant_id, file_id) references platform.stored_file
);
select platform.protect_append_only('portability.export');
comment on table portability.export is 'Every export of the record of a patient: who, when, for which purpose, and the sealed archive that was made.';
comment on column portability.export.patient_id is 'patient data: whose record was exported, by id';
comment on column portability.export.sealed_note is 'patient data: what the person wrote on why the record leaves, sealed';
comment on column portability.export.counts is 'How many records of each kind the archive holds; numbers only.';
create index export_of_person on portability.export (tenant_id, exported_by, exported_at);

create table portability.export_limit (
  tenant_id integer not null,
  valid_from date not null,
  patients_in_hour integer not null check (patients_in_hour >= 0),
  source text not null,
  primary key (tenant_id, valid_from)
);
select platform.protect_tenant_table('portability.export_limit', 'select', 'insert');
comment on table portability.export_limit is 'How many patients one person may export within an hour, from a day on, and who says so.';
