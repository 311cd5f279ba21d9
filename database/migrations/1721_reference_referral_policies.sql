-- What a referral needs per drug programme, who may dispense a drug, whom a plan mandates, and how missing items are asked for.

create table reference.referral_requirement (
  tenant_id integer not null,
  programme text not null,
  ingredient_rxcui text not null default '',
  item_code text not null,
  valid_from date not null,
  valid_to date,
  kind text not null check (kind in ('diagnosis', 'weight', 'height', 'allergies', 'insurance', 'address', 'phone', 'prescriber-npi',
    'prescriber-phone', 'medications', 'laboratory', 'consent', 'document')),
  label text not null,
  codes text[] not null default '{}',
  consent_use text,
  maximum_age_days integer check (maximum_age_days > 0),
  source text not null,
  is_verified boolean not null,
  primary key (tenant_id, programme, ingredient_rxcui, item_code, valid_from),
  check (kind <> 'laboratory' or cardinality(codes) > 0),
  check (kind in ('laboratory', 'diagnosis') or cardinality(codes) = 0),
  check ((kind = 'consent') = (consent_use is not null)),
  check (valid_to is null or valid_to >= valid_from)
);
select platform.protect_tenant_table('reference.referral_requirement', 'select', 'insert', 'update');
comment on table reference.referral_requirement is
  'What a referral of a drug programme must bring before it is complete. A star stands for every programme, an empty ingredient for every drug of it.';
comment on column reference.referral_requirement.codes is
  'LOINC codes of which any meets a laboratory result; beginnings of ICD-10-CM codes by which a condition of the chart is what the drug is for.';

create table reference.distribution_network (
  tenant_id integer not null,
  ingredient_rxcui text not null,
  pharmacy_npi text not null,
  valid_from date not null,
  valid_to date,
  pharmacy_name text not null,
  phone text,
  fax text,
  source text not null,
  is_verified boolean not null,
  primary key (tenant_id, ingredient_rxcui, pharmacy_npi, valid_from)
);
select platform.protect_tenant_table('reference.distribution_network', 'select', 'insert', 'update');
comment on table reference.distribution_network is 'The pharmacies through which a drug of limited distribution is dispensed.';

create table reference.plan_pharmacy (
  tenant_id integer not null,
  plan_id uuid not null,
  pharmacy_npi text not null,
  valid_from date not null,
  valid_to date,
  pharmacy_name text not null,
  phone text,
  fax text,
  source text not null,
  is_verified boolean not null,
  primary key (tenant_id, plan_id, pharmacy_npi, valid_from),
  foreign key (tenant_id, plan_id) references reference.plan
);
select platform.protect_tenant_table('reference.plan_pharmacy', 'select', 'insert', 'update');
comment on table reference.plan_pharmacy is 'The pharmacies at which alone a plan pays for specialty drugs; a plan without a row pays at any.';

create table reference.referral_clock (
  tenant_id integer not null,
  clock text not null check (clock in ('ehr-query', 'letter', 'letter-to-send', 'transfer-out', 'transfer-to-send')),
  valid_from date not null,
  minutes integer not null check (minutes > 0),
  counts text not null check (counts in ('business', 'elapsed')),
  source text not null,
  primary key (tenant_id, clock, valid_from)
);
select platform.protect_tenant_table('reference.referral_clock', 'select', 'insert', 'update');
comment on table reference.referral_clock is 'How long an answer is waited for, by the way in which it was asked, in minutes of business or of the clock.';
