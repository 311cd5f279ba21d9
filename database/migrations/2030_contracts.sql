-- Contracts of payers as dated versions, the lists that they price by, and what each claim was expected to pay when it was billed.

create schema contracts;
grant usage on schema contracts to theriac_app;

create table contracts.contract (
  tenant_id integer not null,
  contract_id uuid not null,
  name text not null,
  payer_id uuid,
  plan_id uuid,
  bin text check (bin ~ '^\d{6}$'),
  pcn text,
  group_number text,
  primary key (tenant_id, contract_id),
  unique (tenant_id, name),
  check (num_nonnulls(payer_id, plan_id, bin) > 0)
);
select platform.protect_append_only('contracts.contract');
comment on table contracts.contract is 'A contract with a payer and the claims that it is for: payer, plan, BIN, PCN, group. What is null stands for any.';

create table contracts.contract_version (
  tenant_id integer not null,
  contract_id uuid not null,
  version integer not null check (version > 0),
  valid_from date not null,
  terms jsonb not null,
  source text not null,
  is_synthetic boolean not null,
  proposed_by uuid,
  proposed_at timestamptz(3) not null,
  activated_by uuid,
  activated_at timestamptz(3),
  primary key (tenant_id, contract_id, version),
  foreign key (tenant_id, contract_id) references contracts.contract,
  -- Whoever proposes terms does not put them into force.
  check (activated_by is null or proposed_by is null or activated_by <> proposed_by)
);
select platform.protect_tenant_table('contracts.contract_version', 'select', 'insert', 'update');
comment on table contracts.contract_version is 'The terms of a contract from a day on, with their source. A version counts once it was activated.';

create table contracts.list_price (
  tenant_id integer not null,
  list_code text not null,
  ndc11 text not null,
  valid_from date not null,
  valid_to date,
  unit_price_hundred_thousandths bigint not null check (unit_price_hundred_thousandths >= 0),
  source text not null,
  is_synthetic boolean not null,
  primary key (tenant_id, list_code, ndc11, valid_from)
);
select platform.protect_append_only('contracts.list_price');
comment on table contracts.list_price is 'Prices of a payer''s list of maximum allowable costs, or of the maximum fair prices (list MFP), by product and day.';

create table contracts.concession_rule (
  tenant_id integer not null,
  valid_from date not null,
  timing text not null check (timing in ('point-of-sale', 'later')),
  source text not null,
  primary key (tenant_id, valid_from)
);
select platform.protect_append_only('contracts.concession_rule');
comment on table contracts.concession_rule is 'When payers take price concessions: later as DIR, or at the point of sale, from a day on.';

create table contracts.expected_payment (
  tenant_id integer not null,
  claim_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  contract_id uuid,
  version integer,
  amount_cents bigint,
  expectation jsonb not null,
  computed_at timestamptz(3) not null,
  primary key (tenant_id, claim_id),
  foreign key (tenant_id, contract_id, version) references contracts.contract_version
);
select platform.protect_append_only('contracts.expected_payment');
select platform.protect_site_table('contracts.expected_payment');
comment on table contracts.expected_payment is 'What a claim was expected to be paid, payer and patient together, when it was billed, and why. Names no product and no person but by id.';
comment on column contracts.expected_payment.patient_id is 'Whose claim it is.';
