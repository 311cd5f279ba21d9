-- Access to a therapy: the welcome call, the benefits check, prior authorization and financial assistance.

create schema access;

create table access.enrolment_contact (
  tenant_id integer not null,
  contact_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  outcome text not null check (outcome in ('enrolled', 'declined', 'unable-to-reach', 'attempted')),
  channel text not null check (channel in ('phone', 'text', 'email', 'letter', 'in-person')),
  reason_code text,
  sealed_note bytea not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, contact_id),
  foreign key (tenant_id, site_id) references identity.site
);
select platform.protect_append_only('access.enrolment_contact');
select platform.protect_site_table('access.enrolment_contact');
comment on table access.enrolment_contact is 'Attempts to welcome and enroll a patient; the latest one of a therapy counts.';
comment on column access.enrolment_contact.sealed_note is 'patient data: what was said, in words, sealed';
create index enrolment_contact_therapy on access.enrolment_contact (tenant_id, therapy_id, recorded_at);

create table access.benefits_check (
  tenant_id integer not null,
  benefits_check_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  outcome text not null check (outcome in ('complete', 'incomplete', 'inactive-coverage')),
  coverage_id uuid,
  plan_id uuid,
  plan_kind text,
  benefit text check (benefit in ('pharmacy', 'medical')),
  coverage_state text not null check (coverage_state in ('active', 'inactive', 'unknown')),
  authorization_need text not null check (authorization_need in ('needed', 'not-needed', 'unknown')),
  patient_pay_cents bigint check (patient_pay_cents >= 0),
  mandated_pharmacy text not null check (mandated_pharmacy in ('none', 'this-pharmacy', 'another-pharmacy', 'unknown')),
  sealed_detail bytea not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, benefits_check_id),
  foreign key (tenant_id, site_id) references identity.site
);
select platform.protect_append_only('access.benefits_check');
select platform.protect_site_table('access.benefits_check');
comment on table access.benefits_check is 'What a plan covers as it was found out; the latest check of a therapy counts.';
comment on column access.benefits_check.sealed_detail is 'patient data: reference of the call and notes, sealed';
create index benefits_check_therapy on access.benefits_check (tenant_id, therapy_id, recorded_at);

create table access.prior_authorization (
  tenant_id integer not null,
  authorization_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  state text not null,
  version integer not null,
  opened_at timestamptz(3) not null,
  primary key (tenant_id, authorization_id),
  foreign key (tenant_id, site_id) references identity.site
);
select platform.protect_tenant_table('access.prior_authorization', 'select', 'insert', 'update');
select platform.protect_site_table('access.prior_authorization');
comment on table access.prior_authorization is 'Prior authorizations and where each stands; its steps say how it came there.';
create index prior_authorization_therapy on access.prior_authorization (tenant_id, therapy_id, opened_at);

-- A therapy never has two prior authorizations under way.
create unique index prior_authorization_one_open on access.prior_authorization (tenant_id, therapy_id)
  where state not in ('not-required', 'withdrawn', 'not-submitted', 'exhausted', 'voided');

create table access.authorization_step (
  tenant_id integer not null,
  authorization_id uuid not null,
  sequence integer not null,
  state text not null,
  valid_from date,
  valid_to date,
  quantity_thousandths bigint check (quantity_thousandths > 0),
  denial_reason_code text,
  reason_code text,
  deadline_on date,
  sealed_detail bytea not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, authorization_id, sequence),
  foreign key (tenant_id, authorization_id) references access.prior_authorization
);
select platform.protect_append_only('access.authorization_step');
comment on table access.authorization_step is 'Every state that a prior authorization entered, with what was known then.';
comment on column access.authorization_step.sealed_detail is 'patient data: number of the authorization, case and notes, sealed';

create table access.assistance (
  tenant_id integer not null,
  assistance_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  programme text not null check (programme in ('none', 'manufacturer-card', 'foundation', 'patient-assistance', 'low-income-subsidy')),
  outcome text not null check (outcome in ('not-needed', 'affordable', 'pending', 'not-affordable')),
  patient_pay_before_cents bigint check (patient_pay_before_cents >= 0),
  patient_pay_after_cents bigint check (patient_pay_after_cents >= 0),
  expires_on date,
  sealed_detail bytea not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, assistance_id),
  foreign key (tenant_id, site_id) references identity.site
);
select platform.protect_append_only('access.assistance');
select platform.protect_site_table('access.assistance');
comment on table access.assistance is 'Whether a patient can pay, with which help; the latest entry of a therapy counts.';
comment on column access.assistance.sealed_detail is 'patient data: member numbers of the programme and notes, sealed';
create index assistance_therapy on access.assistance (tenant_id, therapy_id, recorded_at);
