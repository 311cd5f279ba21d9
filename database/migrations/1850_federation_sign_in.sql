-- Sign-in by identity providers of the health systems (OpenID Connect): the providers, accounts that are linked, and sign-ins under way.

create schema federation;

alter table identity.session drop constraint session_proof_check;
alter table identity.session add constraint session_proof_check
  check (proof in ('passkey', 'device-bound-passkey', 'totp', 'recovery', 'federated'));
alter table identity.session add column provider_id uuid;
comment on column identity.session.provider_id is 'The identity provider that the person came in by; null for a sign-in with factors of our own alone.';

create table federation.provider (
  tenant_id integer not null references identity.tenant,
  provider_id uuid not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  authentication text not null check (authentication in ('private-key', 'secret')),
  sealed_credential bytea not null,
  public_key jsonb,
  domains text[] not null,
  group_claim text,
  accepted_methods text[] not null,
  accepted_contexts text[] not null,
  skew_seconds integer not null check (skew_seconds between 0 and 300),
  is_enabled boolean not null,
  made_by uuid not null,
  made_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  primary key (tenant_id, provider_id),
  unique (tenant_id, issuer),
  foreign key (tenant_id, made_by) references identity.staff
);
select platform.protect_tenant_table('federation.provider', 'select', 'insert', 'update');
comment on table federation.provider is 'Identity providers that people of a health system may sign in by.';
comment on column federation.provider.sealed_credential is 'The client secret, or the private key that client assertions are signed with.';
comment on column federation.provider.domains is 'Mail domains that an account must be of; any when empty.';
comment on column federation.provider.accepted_methods is 'Values of the claim amr (RFC 8176) that count as a second factor.';
comment on column federation.provider.accepted_contexts is 'Values of the claim acr that count as a second factor.';
comment on column federation.provider.skew_seconds is 'By how much the clocks of the provider and our own may differ.';

create table federation.account_link (
  tenant_id integer not null,
  issuer text not null,
  subject text not null,
  staff_id uuid not null,
  linked_at timestamptz(3) not null,
  linked_by text not null check (linked_by in ('person', 'directory')),
  last_used_at timestamptz(3),
  primary key (tenant_id, issuer, subject),
  foreign key (tenant_id, staff_id) references identity.staff
);
select platform.protect_tenant_table('federation.account_link');
create index account_link_staff on federation.account_link (tenant_id, staff_id);
comment on table federation.account_link is 'Which account at a provider is which person: by issuer and subject alone, never by a name or a mail address.';

create table federation.sign_in_attempt (
  tenant_id integer not null,
  attempt_id uuid not null,
  provider_id uuid not null,
  purpose text not null check (purpose in ('sign-in', 'trial')),
  state_hash bytea not null,
  browser_hash bytea not null,
  sealed_secrets bytea not null,
  return_path text not null,
  started_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  answered_at timestamptz(3),
  outcome text check (outcome in ('session', 'second-factor', 'link', 'refused', 'tried')),
  subject text,
  staff_id uuid,
  checks jsonb,
  finished_at timestamptz(3),
  primary key (tenant_id, attempt_id),
  unique (tenant_id, state_hash),
  foreign key (tenant_id, provider_id) references federation.provider
);
select platform.protect_tenant_table('federation.sign_in_attempt', 'select', 'insert', 'update');
create index sign_in_attempt_browser on federation.sign_in_attempt (tenant_id, browser_hash);
create index sign_in_attempt_provider on federation.sign_in_attempt (tenant_id, provider_id, started_at);
comment on table federation.sign_in_attempt is 'Sign-ins that were begun at a provider. Each is answered once, and its second factor is given once.';
comment on column federation.sign_in_attempt.sealed_secrets is 'Nonce and code verifier.';
comment on column federation.sign_in_attempt.checks is 'What was checked of the answer, and with what outcome; claims that fail are kept as codes.';

create table federation.directory_group (
  tenant_id integer not null references identity.tenant,
  group_id uuid not null,
  name text not null,
  external_id text,
  roles text[] not null,
  sees_all_sites boolean not null default false,
  site_ids uuid[] not null,
  revision integer not null default 1,
  made_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  removed_at timestamptz(3),
  primary key (tenant_id, group_id)
);
select platform.protect_tenant_table('federation.directory_group', 'select', 'insert', 'update');
create unique index directory_group_name on federation.directory_group (tenant_id, name) where removed_at is null;
comment on table federation.directory_group is 'Groups of the health system''s directory, and the roles and sites that each gives.';
