-- What is known of a patient's health beside our own therapies. A record that was wrong stays and is marked as entered in error.

create table patients.allergy (
  tenant_id integer not null,
  allergy_id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('substance', 'no-known-allergies')),
  ingredient_rxcui text,
  snomed_code text,
  severity text check (severity in ('mild', 'moderate', 'severe')),
  state text not null check (state in ('active', 'resolved', 'entered-in-error')),
  sealed_detail bytea not null,
  origin_kind text not null,
  origin_id uuid,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, allergy_id),
  foreign key (tenant_id, patient_id) references patients.patient
);
select platform.protect_tenant_table('patients.allergy', 'select', 'insert', 'update');
comment on table patients.allergy is 'Allergies and intolerances, or that none are known.';
comment on column patients.allergy.sealed_detail is 'patient data: substance and reaction in words, sealed';
create index allergy_patient on patients.allergy (tenant_id, patient_id);

create table patients.condition (
  tenant_id integer not null,
  condition_id uuid not null,
  patient_id uuid not null,
  code_system text not null check (code_system in ('ICD-10-CM', 'SNOMED CT', 'other')),
  code text,
  onset_on date,
  ended_on date,
  state text not null check (state in ('active', 'resolved', 'entered-in-error')),
  sealed_detail bytea not null,
  origin_kind text not null,
  origin_id uuid,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, condition_id),
  foreign key (tenant_id, patient_id) references patients.patient
);
select platform.protect_tenant_table('patients.condition', 'select', 'insert', 'update');
comment on table patients.condition is 'Conditions by code.';
comment on column patients.condition.sealed_detail is 'patient data: the condition in words, sealed';
create index condition_patient on patients.condition (tenant_id, patient_id);

create table patients.medication (
  tenant_id integer not null,
  medication_id uuid not null,
  patient_id uuid not null,
  rxcui text,
  ingredient_rxcui text,
  started_on date,
  ended_on date,
  state text not null check (state in ('active', 'stopped', 'entered-in-error')),
  sealed_detail bytea not null,
  origin_kind text not null,
  origin_id uuid,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, medication_id),
  foreign key (tenant_id, patient_id) references patients.patient
);
select platform.protect_tenant_table('patients.medication', 'select', 'insert', 'update');
comment on table patients.medication is 'Medicines that a patient takes beside those that we dispense.';
comment on column patients.medication.sealed_detail is 'patient data: the medicine and its directions in words, sealed';
create index medication_patient on patients.medication (tenant_id, patient_id);

create table patients.observation (
  tenant_id integer not null,
  observation_id uuid not null,
  patient_id uuid not null,
  loinc_code text not null,
  value text not null,
  ucum_unit text,
  observed_on date not null,
  state text not null check (state in ('active', 'entered-in-error')),
  sealed_detail bytea not null,
  origin_kind text not null,
  origin_id uuid,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, observation_id),
  foreign key (tenant_id, patient_id) references patients.patient
);
select platform.protect_tenant_table('patients.observation', 'select', 'insert', 'update');
comment on table patients.observation is 'Measured values by LOINC code: weight, height, laboratory results. The value is decimal text.';
comment on column patients.observation.sealed_detail is 'patient data: the name and comment of the result in words, sealed';
create index observation_patient on patients.observation (tenant_id, patient_id, loinc_code, observed_on);

create table patients.imported_record (
  tenant_id integer not null,
  source_code text not null,
  kind text not null,
  source_token bytea not null,
  record_id uuid not null,
  imported_at timestamptz(3) not null,
  primary key (tenant_id, source_code, kind, source_token)
);
select platform.protect_tenant_table('patients.imported_record', 'select', 'insert');
comment on table patients.imported_record is 'Which of our records came from which record of another system, so that importing again changes nothing.';
comment on column patients.imported_record.source_token is 'patient data: keyed hash of the other system''s identifier';
