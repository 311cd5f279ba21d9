-- What is missing is asked of the prescriber by a form before a letter is written: a message with a Task and a Questionnaire, which the
-- record of the prescriber takes at an address of its own. What an answer says against what is known waits for a person.
alter table exchange.partner add column form_address text;
comment on column exchange.partner.form_address is 'Where the partner takes FHIR messages with forms for its prescribers; null when it takes none.';

alter table reference.referral_clock
  drop constraint referral_clock_clock_check,
  add constraint referral_clock_clock_check
    check (clock in ('ehr-query', 'form', 'letter', 'letter-to-send', 'transfer-out', 'transfer-to-send'));
alter table reference.referral_clock no force row level security;
insert into reference.referral_clock (tenant_id, clock, valid_from, minutes, counts, source)
select distinct tenant_id, 'form', date '2020-01-01', 510, 'business', 'Policy of the pharmacy, to be confirmed by it'
from reference.referral_clock where clock = 'ehr-query';
alter table reference.referral_clock force row level security;

alter table referrals.information_request
  drop constraint information_request_way_check,
  add constraint information_request_way_check check (way in ('ehr-query', 'form', 'letter')),
  add column form_partner_id uuid;
comment on column referrals.information_request.form_partner_id is 'The partner that was sent the form; an answer counts from nobody else.';

alter table referrals.request_step
  drop constraint request_step_way_check,
  add constraint request_step_way_check check (way in ('ehr-query', 'form', 'letter')),
  drop constraint request_step_step_check,
  add constraint request_step_step_check check (step in (
    'asked', 'composed', 'sent', 'taken', 'worked-on', 'answered', 'nothing-new', 'other-person', 'contradicts', 'declined', 'refused',
    'unreachable', 'silent', 'late', 'withdrawn'));

create table referrals.contradiction (
  tenant_id integer not null,
  contradiction_id uuid not null,
  site_id uuid not null,
  request_id uuid not null,
  prescription_id uuid not null,
  patient_id uuid not null,
  item_code text not null,
  sealed_statement bytea not null,
  known_kind text not null,
  known_id uuid,
  message_id uuid not null,
  found_at timestamptz(3) not null,
  settled_at timestamptz(3),
  settled_by uuid,
  settled_as text check (settled_as in ('recorded', 'kept')),
  primary key (tenant_id, contradiction_id),
  foreign key (tenant_id, request_id) references referrals.information_request,
  foreign key (tenant_id, prescription_id) references prescriptions.prescription,
  foreign key (tenant_id, patient_id) references patients.patient,
  check ((settled_at is null) = (settled_as is null))
);
select platform.protect_tenant_table('referrals.contradiction', 'select', 'insert', 'update');
select platform.protect_site_table('referrals.contradiction');
create index contradiction_prescription on referrals.contradiction (tenant_id, prescription_id);
create index contradiction_request on referrals.contradiction (tenant_id, request_id);
comment on table referrals.contradiction is 'What a prescriber answered against what is known. It is recorded only when a person says so.';
comment on column referrals.contradiction.patient_id is 'patient data: whose answer it is, by id';
comment on column referrals.contradiction.sealed_statement is 'patient data: what is known, what was answered, and the facts of the answer; sealed';
