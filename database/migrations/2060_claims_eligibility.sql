-- What a payer answered when it was asked whether it covers a person on a day, before anything is billed.

create table claims.eligibility_check (
  tenant_id integer not null,
  check_id uuid not null,
  coverage_id uuid not null,
  asked_on date not null,
  asked_at timestamptz(3) not null,
  asked_by uuid,
  state text not null check (state in ('asked', 'eligible', 'rejected', 'unanswered')),
  reject_codes text[] not null,
  answered_at timestamptz(3),
  sealed_inquiry bytea not null,
  sealed_lines bytea,
  primary key (tenant_id, check_id)
);
select platform.protect_tenant_table('claims.eligibility_check', 'select', 'insert', 'update');
create index eligibility_check_by_coverage on claims.eligibility_check (tenant_id, coverage_id, asked_at desc);
-- Of two people who ask at the same moment, one asks.
create unique index eligibility_check_one_asked on claims.eligibility_check (tenant_id, coverage_id) where state = 'asked';
comment on table claims.eligibility_check is 'Each time a payer was asked whether it covers a person on a day (E1), and what it answered. It never pays or takes back.';
comment on column claims.eligibility_check.sealed_inquiry is 'patient data: card and person as the payer was told, sealed';
comment on column claims.eligibility_check.sealed_lines is 'patient data: every field that was sent and that came back, sealed';
