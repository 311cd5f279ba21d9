-- Referrals: what was asked because it was missing, the letters that a person sends, and transfers to other pharmacies.

create schema referrals;

create table referrals.letter (
  tenant_id integer not null,
  letter_id uuid not null,
  site_id uuid not null,
  kind text not null check (kind in ('missing-information', 'duplicate-notice', 'transfer-packet')),
  prescription_id uuid not null,
  patient_id uuid,
  therapy_id uuid,
  subject_id uuid not null,
  document_id uuid not null,
  recipient_name text not null,
  recipient_fax text,
  composed_at timestamptz(3) not null,
  sent_at timestamptz(3),
  sent_by uuid,
  sent_way text check (sent_way in ('fax', 'mail', 'secure-mail', 'phone')),
  dropped_at timestamptz(3),
  primary key (tenant_id, letter_id),
  foreign key (tenant_id, prescription_id) references prescriptions.prescription,
  check ((sent_at is null) = (sent_way is null)),
  check (sent_at is null or dropped_at is null)
);
select platform.protect_tenant_table('referrals.letter', 'select', 'insert', 'update');
select platform.protect_site_table('referrals.letter');
create index letter_prescription on referrals.letter (tenant_id, prescription_id, composed_at);
create index letter_subject on referrals.letter (tenant_id, subject_id);
create index letter_waiting on referrals.letter (tenant_id, composed_at) where sent_at is null and dropped_at is null;
comment on table referrals.letter is 'Letters that the program composed and a person sends: no fax transport stands here. Its text lies sealed among the documents.';

create table referrals.information_request (
  tenant_id integer not null,
  request_id uuid not null,
  site_id uuid not null,
  prescription_id uuid not null,
  patient_id uuid not null,
  therapy_id uuid,
  state text not null check (state in ('asked', 'answered', 'withdrawn')),
  way text not null check (way in ('ehr-query', 'letter')),
  items jsonb not null,
  is_late boolean not null default false,
  asked_at timestamptz(3) not null,
  asked_by uuid,
  due_at timestamptz(3),
  closed_at timestamptz(3),
  primary key (tenant_id, request_id),
  foreign key (tenant_id, prescription_id) references prescriptions.prescription,
  foreign key (tenant_id, patient_id) references patients.patient,
  check ((state = 'asked') = (closed_at is null))
);
select platform.protect_tenant_table('referrals.information_request', 'select', 'insert', 'update');
select platform.protect_site_table('referrals.information_request');
create index information_request_prescription on referrals.information_request (tenant_id, prescription_id, asked_at);
create index information_request_open on referrals.information_request (tenant_id, patient_id) where state = 'asked';
create index information_request_waiting on referrals.information_request (tenant_id, asked_at) where state = 'asked';
comment on table referrals.information_request is 'What was missing of a referral and is asked for, by which way, until when. Items are codes with what closed them.';

create table referrals.request_step (
  tenant_id integer not null,
  request_id uuid not null,
  step_id uuid not null,
  step_order bigint generated always as identity,
  way text not null check (way in ('ehr-query', 'letter')),
  step text not null check (step in ('asked', 'composed', 'sent', 'answered', 'nothing-new', 'other-person', 'unreachable', 'silent', 'withdrawn')),
  happened_at timestamptz(3) not null,
  actor_id uuid,
  source_kind text,
  source_id uuid,
  item_codes text[] not null,
  primary key (tenant_id, request_id, step_id),
  foreign key (tenant_id, request_id) references referrals.information_request
);
select platform.protect_append_only('referrals.request_step');
comment on column referrals.request_step.step_order is 'In which order steps of one instant were written; it says nothing else and has gaps.';
comment on table referrals.request_step is 'What happened to a request, in order: asked by which way, answered by which message, silent, sent by whom.';

create table referrals.transfer_out (
  tenant_id integer not null,
  transfer_id uuid not null,
  site_id uuid not null,
  prescription_id uuid not null,
  patient_id uuid not null,
  therapy_id uuid,
  state text not null check (state in ('composed', 'sent', 'acknowledged', 'withdrawn')),
  reason_code text not null check (reason_code in ('not-in-network', 'plan-mandates', 'patient-asked', 'cannot-supply')),
  pharmacy_npi text not null,
  pharmacy_name text not null,
  pharmacy_fax text,
  letter_id uuid not null,
  composed_at timestamptz(3) not null,
  composed_by uuid,
  sent_at timestamptz(3),
  due_at timestamptz(3),
  is_late boolean not null default false,
  acknowledged_at timestamptz(3),
  acknowledged_by text,
  recorded_by uuid,
  days_held integer,
  primary key (tenant_id, transfer_id),
  foreign key (tenant_id, prescription_id) references prescriptions.prescription,
  foreign key (tenant_id, patient_id) references patients.patient,
  foreign key (tenant_id, letter_id) references referrals.letter,
  check ((state = 'acknowledged') = (acknowledged_at is not null and days_held is not null))
);
select platform.protect_tenant_table('referrals.transfer_out', 'select', 'insert', 'update');
select platform.protect_site_table('referrals.transfer_out');
create unique index transfer_out_open on referrals.transfer_out (tenant_id, prescription_id) where state in ('composed', 'sent');
create index transfer_out_prescription on referrals.transfer_out (tenant_id, prescription_id);
comment on table referrals.transfer_out is 'Referrals that go to another pharmacy: composed, sent, and followed until that pharmacy says that it has them.';
comment on column referrals.transfer_out.acknowledged_by is 'Who of the other pharmacy said that it has the referral; staff, not a patient.';
comment on column referrals.transfer_out.days_held is 'Calendar days at the site from receipt to acknowledgement.';
