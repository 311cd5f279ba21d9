-- What the pharmacy looks up: drugs, prices, prescribers, plans, clinical limits, calendars, policies and match thresholds.
-- Everything is effective-dated: the row that counts on a day is the latest that has begun and has not ended.

create schema reference;

create table reference.ingredient (
  tenant_id integer not null,
  ingredient_rxcui text not null,
  name text not null,
  source text not null,
  primary key (tenant_id, ingredient_rxcui)
);
select platform.protect_tenant_table('reference.ingredient', 'select', 'insert', 'update');
comment on table reference.ingredient is 'Active ingredients by their RxNorm concept.';

create table reference.drug (
  tenant_id integer not null,
  drug_id uuid not null,
  ndc11 text not null check (ndc11 ~ '^\d{11}$'),
  primary key (tenant_id, drug_id),
  unique (tenant_id, ndc11)
);
select platform.protect_tenant_table('reference.drug', 'select', 'insert');
comment on table reference.drug is 'Drug packages, one for each National Drug Code.';

create table reference.drug_version (
  tenant_id integer not null,
  drug_id uuid not null,
  valid_from date not null,
  valid_to date,
  name text not null,
  generic_name text not null,
  labeler text not null,
  strength_text text not null,
  dose_form text not null,
  route text not null,
  dea_schedule text check (dea_schedule in ('2', '3', '4', '5')),
  package_size_thousandths bigint not null check (package_size_thousandths > 0),
  billing_unit text not null check (billing_unit in ('EA', 'ML', 'GM')),
  ucum_unit text not null,
  source text not null,
  primary key (tenant_id, drug_id, valid_from),
  foreign key (tenant_id, drug_id) references reference.drug
);
select platform.protect_tenant_table('reference.drug_version', 'select', 'insert', 'update');
comment on table reference.drug_version is 'What the directory says of a package from a day on.';
comment on column reference.drug_version.valid_to is 'The last day; null while it is marketed.';

create table reference.drug_rxnorm (
  tenant_id integer not null,
  drug_id uuid not null,
  rxcui text not null,
  ingredient_rxcui text not null,
  ingredient_rxcuis text[] not null,
  equivalent_rxcuis text[] not null default '{}',
  source text not null,
  primary key (tenant_id, drug_id),
  foreign key (tenant_id, drug_id) references reference.drug,
  foreign key (tenant_id, ingredient_rxcui) references reference.ingredient
);
select platform.protect_tenant_table('reference.drug_rxnorm', 'select', 'insert', 'update');
comment on table reference.drug_rxnorm is 'The RxNorm concept of a package. The ingredient names the therapy; a combination lists all of its ingredients.';
create index drug_rxnorm_concept on reference.drug_rxnorm (tenant_id, rxcui);
create index drug_rxnorm_ingredient on reference.drug_rxnorm (tenant_id, ingredient_rxcui);
create index drug_rxnorm_equivalent on reference.drug_rxnorm using gin (equivalent_rxcuis);

create table reference.drug_profile (
  tenant_id integer not null,
  drug_id uuid not null,
  valid_from date not null,
  valid_to date,
  is_specialty boolean not null,
  limited_distribution boolean not null,
  storage text not null check (storage in ('room', 'refrigerated', 'frozen')),
  medication_guide boolean not null,
  rems_program text,
  is_hazardous boolean not null,
  programme text not null,
  source text not null,
  primary key (tenant_id, drug_id, valid_from),
  foreign key (tenant_id, drug_id) references reference.drug
);
select platform.protect_tenant_table('reference.drug_profile', 'select', 'insert', 'update');
comment on table reference.drug_profile is 'How a specialty pharmacy handles a package from a day on; a package without one is an ordinary drug at room temperature.';

create table reference.drug_word (
  tenant_id integer not null,
  word text not null,
  drug_id uuid not null,
  primary key (tenant_id, word, drug_id),
  foreign key (tenant_id, drug_id) references reference.drug
);
select platform.protect_tenant_table('reference.drug_word', 'select', 'insert', 'delete');
comment on table reference.drug_word is 'The words of drug names, for search by their beginning.';
create index drug_word_beginning on reference.drug_word (tenant_id, word text_pattern_ops);
create index drug_word_drug on reference.drug_word (tenant_id, drug_id);

create table reference.drug_price (
  tenant_id integer not null,
  ndc11 text not null,
  kind text not null check (kind in ('awp', 'wac', 'nadac', 'contract')),
  valid_from date not null,
  valid_to date,
  unit_price_hundred_thousandths bigint not null check (unit_price_hundred_thousandths >= 0),
  billing_unit text not null check (billing_unit in ('EA', 'ML', 'GM')),
  source text not null,
  is_synthetic boolean not null,
  primary key (tenant_id, ndc11, kind, valid_from)
);
select platform.protect_tenant_table('reference.drug_price', 'select', 'insert', 'update');
comment on table reference.drug_price is 'Prices per billing unit in hundred-thousandths of a dollar. A synthetic price was made up for demonstration.';

create table reference.ndc_hcpcs (
  tenant_id integer not null,
  ndc11 text not null,
  hcpcs text not null,
  valid_from date not null,
  dosage text not null,
  package_size_thousandths bigint not null,
  package_quantity integer not null,
  billing_units_thousandths bigint not null,
  billing_units_per_package_thousandths bigint not null,
  source text not null,
  primary key (tenant_id, ndc11, hcpcs, valid_from)
);
select platform.protect_tenant_table('reference.ndc_hcpcs', 'select', 'insert', 'update');
comment on table reference.ndc_hcpcs is 'Which HCPCS code bills a package under the medical benefit and how many billing units it holds (CMS crosswalk).';

create table reference.hcpcs_price (
  tenant_id integer not null,
  hcpcs text not null,
  valid_from date not null,
  description text not null,
  dosage text not null,
  payment_limit_hundred_thousandths bigint not null,
  source text not null,
  primary key (tenant_id, hcpcs, valid_from)
);
select platform.protect_tenant_table('reference.hcpcs_price', 'select', 'insert', 'update');
comment on table reference.hcpcs_price is 'Medicare Part B payment limits per billing unit (CMS average sales price files).';

create table reference.prescriber (
  tenant_id integer not null,
  prescriber_id uuid not null,
  npi text not null,
  dea_number text,
  family_name text not null,
  given_name text not null,
  credential text,
  specialty text,
  phone text,
  fax text,
  state text,
  family_key text not null,
  is_synthetic boolean not null default false,
  source text not null,
  primary key (tenant_id, prescriber_id),
  unique (tenant_id, npi)
);
select platform.protect_tenant_table('reference.prescriber', 'select', 'insert', 'update');
comment on table reference.prescriber is 'Prescribers. Names and phones are those of the profession, not of patients.';
comment on column reference.prescriber.family_key is 'The family name in plain capital letters, for comparison.';
create index prescriber_dea on reference.prescriber (tenant_id, dea_number);
create index prescriber_name on reference.prescriber (tenant_id, family_key text_pattern_ops);

create table reference.payer (
  tenant_id integer not null,
  payer_id uuid not null,
  name text not null,
  is_synthetic boolean not null,
  primary key (tenant_id, payer_id),
  unique (tenant_id, name)
);
select platform.protect_tenant_table('reference.payer', 'select', 'insert', 'update');
comment on table reference.payer is 'Payers of claims.';

create table reference.plan (
  tenant_id integer not null,
  plan_id uuid not null,
  payer_id uuid not null,
  name text not null,
  kind text not null check (kind in (
    'commercial', 'medicare-part-d', 'medicare-part-b', 'medicaid-ffs', 'medicaid-managed', 'tricare', 'va', 'cash')),
  bin text not null,
  pcn text not null,
  group_number text not null,
  valid_from date not null,
  valid_to date,
  is_synthetic boolean not null,
  primary key (tenant_id, plan_id),
  unique (tenant_id, bin, pcn, group_number, valid_from),
  foreign key (tenant_id, payer_id) references reference.payer
);
select platform.protect_tenant_table('reference.plan', 'select', 'insert', 'update');
comment on table reference.plan is 'Plans as a card names them: BIN, processor control number and group; an empty PCN or group stands for any.';
