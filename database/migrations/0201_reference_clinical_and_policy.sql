-- Clinical limits with their sources, calendars, policies of states, match thresholds, and the record of imports.

create table reference.interaction (
  tenant_id integer not null,
  interaction_id uuid not null,
  first_rxcui text not null,
  second_rxcui text not null,
  valid_from date not null,
  valid_to date,
  severity text not null check (severity in ('contraindicated', 'major', 'moderate', 'minor')),
  effect text not null,
  advice text not null,
  source text not null,
  primary key (tenant_id, interaction_id),
  unique (tenant_id, first_rxcui, second_rxcui, valid_from),
  check (first_rxcui < second_rxcui)
);
select platform.protect_tenant_table('reference.interaction', 'select', 'insert', 'update');
comment on table reference.interaction is 'Interactions of two ingredients, the smaller code as text first; the effect is told in our own words.';
create index interaction_second on reference.interaction (tenant_id, second_rxcui);

create table reference.duplicate_therapy_class (
  tenant_id integer not null,
  class_code text not null,
  ingredient_rxcui text not null,
  class_name text not null,
  source text not null,
  primary key (tenant_id, class_code, ingredient_rxcui)
);
select platform.protect_tenant_table('reference.duplicate_therapy_class', 'select', 'insert', 'update');
comment on table reference.duplicate_therapy_class is 'Ingredients that do the same work: two of one class at once are a duplicate therapy.';
create index duplicate_therapy_ingredient on reference.duplicate_therapy_class (tenant_id, ingredient_rxcui);

create table reference.dose_limit (
  tenant_id integer not null,
  dose_limit_id uuid not null,
  ingredient_rxcui text not null,
  basis text not null check (basis in ('per-dose', 'per-day')),
  valid_from date not null,
  valid_to date,
  maximum_thousandths bigint not null,
  ucum_unit text not null,
  age_years_minimum integer not null default 0,
  age_years_maximum integer not null default 150,
  weight_grams_minimum integer not null default 0,
  weight_grams_maximum integer not null default 1000000,
  note text not null,
  source text not null,
  primary key (tenant_id, dose_limit_id),
  unique (tenant_id, ingredient_rxcui, basis, valid_from, age_years_minimum, weight_grams_minimum)
);
select platform.protect_tenant_table('reference.dose_limit', 'select', 'insert', 'update');
comment on table reference.dose_limit is 'The largest labeled dose of an ingredient for an age and a weight; a unit such as mg/m2 is per body surface.';

create table reference.holiday (
  tenant_id integer not null,
  calendar_code text not null,
  day date not null,
  name text not null,
  source text not null,
  primary key (tenant_id, calendar_code, day)
);
select platform.protect_tenant_table('reference.holiday');
comment on table reference.holiday is 'Days on which those who follow a calendar do not work.';

create table reference.state_policy (
  tenant_id integer not null,
  state text not null,
  topic text not null,
  valid_from date not null,
  valid_to date,
  rule jsonb not null,
  source text not null,
  is_verified boolean not null,
  primary key (tenant_id, state, topic, valid_from)
);
select platform.protect_tenant_table('reference.state_policy', 'select', 'insert', 'update');
comment on table reference.state_policy is 'Rules of a state by topic; one that nobody has checked against its source is marked unverified.';

create table reference.match_threshold (
  tenant_id integer not null,
  kind text not null check (kind in ('patient', 'drug', 'prescriber', 'plan')),
  valid_from date not null,
  match_at integer not null check (match_at between 1 and 100),
  review_at integer not null check (review_at between 0 and 100),
  source text not null,
  primary key (tenant_id, kind, valid_from),
  check (review_at <= match_at)
);
select platform.protect_tenant_table('reference.match_threshold', 'select', 'insert', 'update');
comment on table reference.match_threshold is 'From which score of 100 a match of a kind counts without a person, and from which a person is asked.';

create table reference.reference_import (
  tenant_id integer not null,
  import_id uuid not null,
  kind text not null check (kind in ('ndc-directory', 'rxnorm', 'nadac', 'asp-crosswalk', 'asp-pricing', 'demo')),
  source text not null,
  rows_added integer not null,
  rows_changed integer not null,
  rows_unchanged integer not null,
  rows_refused integer not null,
  imported_at timestamptz(3) not null,
  primary key (tenant_id, import_id)
);
select platform.protect_append_only('reference.reference_import');
comment on table reference.reference_import is 'Which public files were read, when, and with what outcome.';
