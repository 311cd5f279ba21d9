-- Clinical work on a therapy: screening, verification of prescriptions, the review before the start, and what is recorded after it.

create schema clinical;

create table clinical.screening (
  tenant_id integer not null,
  screen_id uuid not null,
  prescription_id uuid not null,
  therapy_id uuid,
  patient_id uuid not null,
  site_id uuid not null,
  rules_version integer not null,
  failed text[] not null default '{}',
  sealed_facts bytea not null,
  screened_at timestamptz(3) not null,
  screened_by uuid,
  primary key (tenant_id, screen_id),
  foreign key (tenant_id, site_id) references identity.site
);
select platform.protect_append_only('clinical.screening');
select platform.protect_site_table('clinical.screening');
comment on table clinical.screening is 'Each screening of a prescription with the facts it looked at, so that it can be replayed; failed names the parts that could not be checked.';
comment on column clinical.screening.sealed_facts is 'patient data: age, weight, allergies, medicines and all else that the screening looked at, sealed';
create index screening_prescription on clinical.screening (tenant_id, prescription_id, screened_at);

create table clinical.alert (
  tenant_id integer not null,
  screen_id uuid not null,
  alert_key text not null,
  kind text not null,
  tier text not null check (tier in ('interruptive', 'prominent', 'passive')),
  severity text not null,
  ingredient_rxcuis text[] not null,
  effect text not null,
  advice text not null,
  source text not null,
  primary key (tenant_id, screen_id, alert_key),
  foreign key (tenant_id, screen_id) references clinical.screening
);
select platform.protect_append_only('clinical.alert');
comment on table clinical.alert is 'What a screening found, worst first by tier. The key is the same whenever the same facts meet.';

create table clinical.alert_answer (
  tenant_id integer not null,
  answer_id uuid not null,
  prescription_id uuid not null,
  alert_key text not null,
  reason_code text not null,
  answered_at timestamptz(3) not null,
  answered_by uuid not null,
  primary key (tenant_id, answer_id)
);
select platform.protect_append_only('clinical.alert_answer');
comment on table clinical.alert_answer is 'Why a pharmacist went on in spite of an alert; the latest answer to a key counts.';
create index alert_answer_prescription on clinical.alert_answer (tenant_id, prescription_id, alert_key, answered_at);

create table clinical.verification (
  tenant_id integer not null,
  prescription_id uuid not null,
  therapy_id uuid not null,
  site_id uuid not null,
  state text not null check (state in ('unverified', 'verified')),
  screen_id uuid,
  verified_by uuid,
  verified_at timestamptz(3),
  primary key (tenant_id, prescription_id),
  foreign key (tenant_id, site_id) references identity.site,
  foreign key (tenant_id, screen_id) references clinical.screening
);
select platform.protect_tenant_table('clinical.verification', 'select', 'insert', 'update');
select platform.protect_site_table('clinical.verification');
comment on table clinical.verification is 'Whether a pharmacist has verified a prescription before its fill, and upon which screening.';
create index verification_therapy on clinical.verification (tenant_id, therapy_id);

create table clinical.verification_step (
  tenant_id integer not null,
  prescription_id uuid not null,
  sequence integer not null,
  state text not null check (state in ('unverified', 'verified')),
  screen_id uuid,
  reason_code text,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, prescription_id, sequence),
  foreign key (tenant_id, prescription_id) references clinical.verification
);
select platform.protect_append_only('clinical.verification_step');
comment on table clinical.verification_step is 'Every verification of a prescription and every one that was taken back.';

create table clinical.start_review (
  tenant_id integer not null,
  review_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  outcome text not null check (outcome in ('cleared', 'held', 'labs-missing', 'rems-unmet')),
  diagnosis_code text not null,
  rems_status text not null check (rems_status in ('not-required', 'met', 'pending', 'unmet')),
  education_given boolean not null,
  labs jsonb not null,
  sealed_assessment bytea not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, review_id),
  foreign key (tenant_id, site_id) references identity.site
);
select platform.protect_append_only('clinical.start_review');
select platform.protect_site_table('clinical.start_review');
comment on table clinical.start_review is 'Clinical reviews before the start; the latest one of a therapy counts. labs: LOINC code, whether present, day.';
comment on column clinical.start_review.sealed_assessment is 'patient data: goals and notes of the assessment in words, sealed';
create index start_review_therapy on clinical.start_review (tenant_id, therapy_id, recorded_at);

create table clinical.care_record (
  tenant_id integer not null,
  record_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  kind text not null check (kind in ('intervention', 'start-confirmation', 'monitoring', 'adverse-event')),
  codes jsonb not null,
  sealed_note bytea not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, record_id),
  foreign key (tenant_id, site_id) references identity.site
);
select platform.protect_append_only('clinical.care_record');
select platform.protect_site_table('clinical.care_record');
comment on table clinical.care_record is 'What was recorded while a therapy is cared for: interventions, the confirmed start, monitoring calls, adverse events. codes depend on the kind.';
comment on column clinical.care_record.sealed_note is 'patient data: what was said, in words, sealed';
create index care_record_therapy on clinical.care_record (tenant_id, therapy_id, recorded_at);
