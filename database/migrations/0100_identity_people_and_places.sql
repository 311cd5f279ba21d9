-- Health systems, their pharmacies, and the people and programs that may sign in.

create schema identity;

create table identity.tenant (
  tenant_id integer primary key,
  slug text not null,
  name text not null,
  hosts text[] not null,
  is_demo boolean not null default false,
  made_at timestamptz(3) not null
);
select platform.protect_tenant_table('identity.tenant', 'select', 'insert', 'update');
comment on table identity.tenant is 'Health systems. The address of a request names the tenant before anybody has signed in.';
create unique index tenant_slug on identity.tenant (tenant_id, slug);

create function identity.find_tenant_of_host(wanted text) returns integer
  language sql stable security definer set search_path = '' as $$
  select t.tenant_id from identity.tenant t where wanted = any (t.hosts) order by t.tenant_id limit 1
$$;
revoke all on function identity.find_tenant_of_host(text) from public;
grant execute on function identity.find_tenant_of_host(text) to theriac_app;

create function identity.list_tenants() returns table (tenant_id integer, slug text)
  language sql stable security definer set search_path = '' as $$
  select t.tenant_id, t.slug from identity.tenant t order by t.tenant_id
$$;
comment on function identity.list_tenants is 'Names every tenant, for workers and the command line that act inside each in turn.';
revoke all on function identity.list_tenants() from public;
grant execute on function identity.list_tenants() to theriac_app;

do $$ begin execute format('create policy owner_names_tenants on identity.tenant to %I using (true) with check (true)', current_user); end $$;

create table identity.site (
  tenant_id integer not null references identity.tenant,
  site_id uuid not null,
  name text not null,
  npi text not null,
  ncpdp_id text not null,
  dea_number text,
  time_zone text not null,
  calendar jsonb not null,
  address jsonb not null,
  phone text not null,
  is_default boolean not null default false,
  primary key (tenant_id, site_id),
  unique (tenant_id, npi),
  unique (tenant_id, ncpdp_id)
);
select platform.protect_tenant_table('identity.site', 'select', 'insert', 'update');
comment on table identity.site is 'Pharmacies of a health system. The address and phone are those of the business.';

create table identity.site_licence (
  tenant_id integer not null,
  licence_id uuid not null,
  site_id uuid not null,
  state text not null,
  number text not null,
  valid_from date not null,
  valid_to date,
  primary key (tenant_id, licence_id),
  unique (tenant_id, site_id, state, number),
  foreign key (tenant_id, site_id) references identity.site
);
select platform.protect_tenant_table('identity.site_licence', 'select', 'insert', 'update');
comment on table identity.site_licence is 'Pharmacy licences: into which states a site may ship, and how long.';

create table identity.staff (
  tenant_id integer not null references identity.tenant,
  staff_id uuid not null,
  user_name text not null,
  display_name text not null,
  status text not null check (status in ('active', 'disabled')),
  password_hash text,
  sees_all_sites boolean not null default false,
  disabled_at timestamptz(3),
  made_at timestamptz(3) not null,
  primary key (tenant_id, staff_id),
  unique (tenant_id, user_name)
);
select platform.protect_tenant_table('identity.staff', 'select', 'insert', 'update');
comment on table identity.staff is 'People of the staff. Their names are no patient data.';

create table identity.staff_role (
  tenant_id integer not null,
  staff_id uuid not null,
  role text not null,
  primary key (tenant_id, staff_id, role),
  foreign key (tenant_id, staff_id) references identity.staff
);
select platform.protect_tenant_table('identity.staff_role', 'select', 'insert', 'delete');

create table identity.staff_site (
  tenant_id integer not null,
  staff_id uuid not null,
  site_id uuid not null,
  primary key (tenant_id, staff_id, site_id),
  foreign key (tenant_id, staff_id) references identity.staff,
  foreign key (tenant_id, site_id) references identity.site
);
select platform.protect_tenant_table('identity.staff_site', 'select', 'insert', 'delete');

create table identity.staff_licence (
  tenant_id integer not null,
  licence_id uuid not null,
  staff_id uuid not null,
  kind text not null check (kind in ('pharmacist', 'technician', 'nurse')),
  state text not null,
  number text not null,
  valid_from date not null,
  valid_to date,
  primary key (tenant_id, licence_id),
  unique (tenant_id, staff_id, kind, state, number),
  foreign key (tenant_id, staff_id) references identity.staff
);
select platform.protect_tenant_table('identity.staff_licence', 'select', 'insert', 'update');

create table identity.totp_factor (
  tenant_id integer not null,
  staff_id uuid not null,
  sealed_secret bytea not null,
  last_step bigint not null default 0,
  made_at timestamptz(3) not null,
  primary key (tenant_id, staff_id),
  foreign key (tenant_id, staff_id) references identity.staff
);
select platform.protect_tenant_table('identity.totp_factor');
comment on column identity.totp_factor.last_step is 'The last time step that was accepted: a code is good once.';

create table identity.passkey (
  tenant_id integer not null,
  passkey_id uuid not null,
  staff_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  sign_count bigint not null,
  device_bound boolean not null,
  transports text[] not null,
  label text not null,
  made_at timestamptz(3) not null,
  disabled_at timestamptz(3),
  primary key (tenant_id, passkey_id),
  unique (tenant_id, credential_id),
  foreign key (tenant_id, staff_id) references identity.staff
);
select platform.protect_tenant_table('identity.passkey', 'select', 'insert', 'update');

create table identity.recovery_code (
  tenant_id integer not null,
  recovery_code_id uuid not null,
  staff_id uuid not null,
  code_hash bytea not null,
  used_at timestamptz(3),
  primary key (tenant_id, recovery_code_id),
  foreign key (tenant_id, staff_id) references identity.staff
);
select platform.protect_tenant_table('identity.recovery_code');
comment on table identity.recovery_code is 'Codes that stand in for a lost second factor; the password is asked for all the same.';

create table identity.challenge (
  tenant_id integer not null,
  challenge_id uuid not null,
  purpose text not null,
  staff_id uuid,
  challenge text not null,
  expires_at timestamptz(3) not null,
  primary key (tenant_id, challenge_id)
);
select platform.protect_tenant_table('identity.challenge', 'select', 'insert', 'delete');

create table identity.session (
  tenant_id integer not null,
  session_id uuid not null,
  staff_id uuid not null,
  token_hash bytea not null,
  site_id uuid,
  opened_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  proven_at timestamptz(3) not null,
  proof text not null check (proof in ('passkey', 'device-bound-passkey', 'totp', 'recovery')),
  locked_at timestamptz(3),
  ended_at timestamptz(3),
  primary key (tenant_id, session_id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, staff_id) references identity.staff
);
select platform.protect_tenant_table('identity.session', 'select', 'insert', 'update');

create table identity.sign_in_failure (
  tenant_id integer not null,
  failure_id uuid not null,
  account_key bytea not null,
  source_key bytea not null,
  failed_at timestamptz(3) not null,
  primary key (tenant_id, failure_id)
);
select platform.protect_tenant_table('identity.sign_in_failure', 'select', 'insert', 'delete');
create index sign_in_failure_account on identity.sign_in_failure (tenant_id, account_key, failed_at);
comment on table identity.sign_in_failure is 'Failed sign-ins by keyed hashes of the account and of where they came from.';

create table identity.assurance_policy (
  tenant_id integer not null references identity.tenant,
  permission_code text not null,
  strength text not null check (strength in ('session', 'fresh', 'fresh-device-bound')),
  notice text,
  primary key (tenant_id, permission_code)
);
select platform.protect_tenant_table('identity.assurance_policy');
comment on table identity.assurance_policy is 'Which proof of identity a permission asks for, where a tenant departs from the declared one.';

create table identity.access_review (
  tenant_id integer not null,
  access_id uuid not null,
  staff_id uuid not null,
  site_id uuid,
  reason_code text not null,
  sealed_reason bytea not null,
  opened_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  reviewed_at timestamptz(3),
  reviewed_by uuid,
  review_outcome text,
  primary key (tenant_id, access_id),
  foreign key (tenant_id, staff_id) references identity.staff
);
select platform.protect_tenant_table('identity.access_review', 'select', 'insert', 'update');
comment on table identity.access_review is 'Break-glass access: time-boxed, with a reason, reviewed afterwards by a privacy officer.';
comment on column identity.access_review.sealed_reason is 'patient data: the reason in words, sealed';

create table identity.proposal (
  tenant_id integer not null,
  proposal_id uuid not null,
  action text not null,
  command_hash bytea not null,
  sealed_command bytea not null,
  proposed_by uuid not null,
  proposed_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  decided_by uuid,
  decided_at timestamptz(3),
  decision text check (decision in ('approved', 'declined')),
  primary key (tenant_id, proposal_id),
  foreign key (tenant_id, proposed_by) references identity.staff,
  check (decided_by is null or decided_by <> proposed_by)
);
select platform.protect_tenant_table('identity.proposal', 'select', 'insert', 'update');
comment on table identity.proposal is 'Commands that need two people: approval carries out exactly the proposed command.';
comment on column identity.proposal.sealed_command is 'patient data: the proposed command, sealed';

create table identity.api_client (
  tenant_id integer not null references identity.tenant,
  client_id uuid not null,
  name text not null,
  public_keys jsonb not null,
  scopes text[] not null,
  site_ids uuid[],
  disabled_at timestamptz(3),
  made_at timestamptz(3) not null,
  primary key (tenant_id, client_id)
);
select platform.protect_tenant_table('identity.api_client', 'select', 'insert', 'update');

create table identity.client_assertion (
  tenant_id integer not null,
  client_id uuid not null,
  assertion_id text not null,
  expires_at timestamptz(3) not null,
  primary key (tenant_id, client_id, assertion_id)
);
select platform.protect_tenant_table('identity.client_assertion', 'select', 'insert', 'delete');
comment on table identity.client_assertion is 'Used client assertions (RFC 7523 jti): each is good once.';

create table identity.access_token (
  tenant_id integer not null,
  token_hash bytea not null,
  client_id uuid not null,
  scopes text[] not null,
  issued_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, client_id) references identity.api_client
);
select platform.protect_tenant_table('identity.access_token', 'select', 'insert', 'delete');
comment on table identity.access_token is 'Access tokens of programs by their hash; short-lived, and void as soon as the client is disabled.';

create table identity.known_source (
  tenant_id integer not null,
  staff_id uuid not null,
  source_key bytea not null,
  last_used_at timestamptz(3) not null,
  primary key (tenant_id, staff_id, source_key),
  foreign key (tenant_id, staff_id) references identity.staff
);
select platform.protect_tenant_table('identity.known_source');
comment on table identity.known_source is 'Devices, by keyed hash, from which a person has signed in: an attack from elsewhere does not lock them out.';
