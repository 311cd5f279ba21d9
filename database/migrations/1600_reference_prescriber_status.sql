-- Whether a prescriber was in standing on a day: facts of named sources with the day from which each counts.

create table reference.prescriber_status (
  tenant_id integer not null,
  npi text not null check (npi ~ '^[12][0-9]{9}$'),
  source text not null check (source <> ''),
  valid_from date not null,
  status text not null check (status in ('active', 'inactive', 'deceased', 'sanctioned')),
  primary key (tenant_id, npi, source, valid_from)
);
select platform.protect_tenant_table('reference.prescriber_status', 'select', 'insert', 'update');
comment on table reference.prescriber_status is
  'The standing of prescribers by NPI, known before the prescriber is. Of each source the newest fact that has begun counts, and of several sources the one that stands most against.';
comment on column reference.prescriber_status.source is 'Who says so, such as a directory of providers, a licensing board or a list of exclusions.';
