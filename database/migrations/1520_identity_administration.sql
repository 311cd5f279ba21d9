-- What administrators see of people, programs and sites: why somebody was disabled, who let a program in, when a site opens from a day on.

alter table identity.staff add column disabled_reason text;
comment on column identity.staff.disabled_reason is 'The coded reason for which a person may not sign in; null while they may.';

alter table identity.api_client add column made_by uuid;
alter table identity.api_client add column last_used_at timestamptz(3);
comment on column identity.api_client.made_by is 'The person who let the program in; null when that was done on the command line.';
comment on column identity.api_client.last_used_at is 'When the program last got an access token.';

alter table identity.access_review add column ended_at timestamptz(3);
comment on column identity.access_review.ended_at is 'When the person ended the access before its time was over.';

create table identity.site_calendar (
  tenant_id integer not null,
  site_id uuid not null,
  sequence integer not null,
  valid_from date not null,
  opening jsonb not null,
  proposal_id uuid not null,
  decided_at timestamptz(3) not null,
  primary key (tenant_id, site_id, sequence),
  foreign key (tenant_id, site_id) references identity.site,
  foreign key (tenant_id, proposal_id) references identity.proposal
);
select platform.protect_append_only('identity.site_calendar');
comment on table identity.site_calendar is
  'Opening hours and holidays that take the place of those before from a day on; of two for the same day the later entry counts.';
