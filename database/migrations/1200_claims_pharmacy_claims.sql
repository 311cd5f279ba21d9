-- Claims to payers: what was asked, what the switch answered, and every step between.

create schema claims;

create table claims.claim (
  tenant_id integer not null,
  claim_id uuid not null,
  site_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  prescription_id uuid not null,
  fill_id uuid not null,
  coverage_id uuid,
  plan_id uuid,
  ndc11 text not null,
  quantity_thousandths bigint not null check (quantity_thousandths > 0),
  days_supply integer not null check (days_supply > 0),
  fill_number integer not null check (fill_number >= 0),
  date_of_service date not null,
  state text not null check (state in ('sending', 'paid', 'captured', 'rejected', 'reversing', 'reversed', 'unanswered')),
  authorization_number text,
  prior_authorization_number text,
  reject_codes text[] not null default '{}',
  submitted_cents bigint not null,
  patient_pay_cents bigint,
  ingredient_paid_cents bigint,
  fee_paid_cents bigint,
  total_paid_cents bigint,
  submitted_at timestamptz(3) not null,
  answered_at timestamptz(3),
  version integer not null default 1,
  primary key (tenant_id, claim_id),
  foreign key (tenant_id, site_id) references identity.site
);
select platform.protect_tenant_table('claims.claim', 'select', 'insert', 'update');
select platform.protect_site_table('claims.claim');
comment on table claims.claim is 'One claim for one fill. Amounts are those of the last answer.';
create index claim_by_fill on claims.claim (tenant_id, fill_id, submitted_at);
create index claim_by_therapy on claims.claim (tenant_id, therapy_id, submitted_at);
-- A fill never has two claims that a payer may pay.
create unique index claim_one_open_per_fill on claims.claim (tenant_id, fill_id) where state in ('sending', 'paid', 'captured', 'reversing', 'unanswered');

create table claims.submission (
  tenant_id integer not null,
  claim_id uuid not null,
  sealed_submission bytea not null,
  primary key (tenant_id, claim_id),
  foreign key (tenant_id, claim_id) references claims.claim
);
select platform.protect_append_only('claims.submission');
comment on table claims.submission is 'What a claim told the payer, so that its reversal says the same.';
comment on column claims.submission.sealed_submission is 'patient data: the billed person, cardholder id and prescription, sealed';

create table claims.claim_step (
  tenant_id integer not null,
  claim_id uuid not null,
  sequence integer not null,
  from_state text,
  to_state text not null,
  reason_code text,
  reject_codes text[] not null default '{}',
  actor_id uuid,
  occurred_at timestamptz(3) not null,
  primary key (tenant_id, claim_id, sequence),
  foreign key (tenant_id, claim_id) references claims.claim
);
select platform.protect_append_only('claims.claim_step');
comment on table claims.claim_step is 'Every step of a claim, only ever added to.';
