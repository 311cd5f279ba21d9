-- The people whom the pharmacy serves. Everything that names a person is sealed, one record for each row; search goes by keyed tokens.

create schema patients;

create table patients.patient (
  tenant_id integer not null,
  patient_id uuid not null,
  version integer not null,
  registered_at timestamptz(3) not null,
  primary key (tenant_id, patient_id)
);
select platform.protect_tenant_table('patients.patient', 'select', 'insert', 'update');
comment on table patients.patient is 'Patients and which version of their demographics counts.';

create table patients.demographics (
  tenant_id integer not null,
  patient_id uuid not null,
  version integer not null,
  sealed_demographics bytea not null,
  reason_code text not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, patient_id, version),
  foreign key (tenant_id, patient_id) references patients.patient
);
select platform.protect_append_only('patients.demographics');
comment on table patients.demographics is 'Every version of the demographics of a patient; a change adds one.';
comment on column patients.demographics.sealed_demographics is 'patient data: names, birth date, sex, addresses, phones, emails, identifiers, sealed';

create table patients.search_token (
  tenant_id integer not null,
  token bytea not null,
  kind text not null,
  patient_id uuid not null,
  primary key (tenant_id, token, kind, patient_id),
  foreign key (tenant_id, patient_id) references patients.patient
);
select platform.protect_tenant_table('patients.search_token', 'select', 'insert', 'delete');
comment on table patients.search_token is 'Keyed tokens by which patients are found. A token tells nothing without the key, which lies outside the database.';
comment on column patients.search_token.token is 'patient data: keyed hash of a name, birth date, phone, record number or member id';
create index search_token_patient on patients.search_token (tenant_id, patient_id);

create table patients.coverage (
  tenant_id integer not null,
  coverage_id uuid not null,
  patient_id uuid not null,
  plan_id uuid,
  payer_order integer not null check (payer_order between 1 and 9),
  relationship text not null check (relationship in ('self', 'spouse', 'child', 'other')),
  valid_from date,
  valid_to date,
  state text not null check (state in ('active', 'ended', 'entered-in-error')),
  sealed_member bytea not null,
  origin_kind text not null,
  origin_id uuid,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, coverage_id),
  foreign key (tenant_id, patient_id) references patients.patient,
  foreign key (tenant_id, plan_id) references reference.plan
);
select platform.protect_tenant_table('patients.coverage', 'select', 'insert', 'update');
comment on table patients.coverage is 'Insurance of patients in the order in which it pays.';
comment on column patients.coverage.sealed_member is 'patient data: member id, group number, person code, cardholder and payer as written, sealed';
create index coverage_patient on patients.coverage (tenant_id, patient_id);

create table patients.consent (
  tenant_id integer not null,
  consent_id uuid not null,
  patient_id uuid not null,
  use_code text not null,
  decision text not null check (decision in ('given', 'declined', 'withdrawn')),
  wording_version text not null,
  channel text not null check (channel in ('phone', 'paper', 'electronic', 'in-person')),
  decided_at timestamptz(3) not null,
  expires_on date,
  document_id uuid,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, consent_id),
  foreign key (tenant_id, patient_id) references patients.patient
);
select platform.protect_append_only('patients.consent');
comment on table patients.consent is 'What patients decided for each use of their data or ways of contact; the latest decision counts.';
create index consent_patient on patients.consent (tenant_id, patient_id, use_code, decided_at);

create table patients.preference (
  tenant_id integer not null,
  patient_id uuid not null,
  version integer not null,
  sealed_preference bytea not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, patient_id, version),
  foreign key (tenant_id, patient_id) references patients.patient
);
select platform.protect_append_only('patients.preference');
comment on table patients.preference is 'How patients want to be reached; a change adds a version.';
comment on column patients.preference.sealed_preference is 'patient data: channel, language, times, who may speak for the patient and notes, sealed';
