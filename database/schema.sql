-- Written from the migrated database by the script "docs"; the migrations beside it are what is run.

create schema identity;
create schema platform;

create table identity.access_review (
  tenant_id integer not null,
  access_id uuid not null,
  staff_id uuid not null,
  site_id uuid,
  reason_code text not null,
  sealed_reason bytea not null,
  opened_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  reviewed_at timestamp(3) with time zone,
  reviewed_by uuid,
  review_outcome text,
  constraint access_review_pkey PRIMARY KEY (tenant_id, access_id),
  constraint access_review_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id)
);
alter table identity.access_review enable row level security;
alter table identity.access_review force row level security;
create table identity.api_client (
  tenant_id integer not null,
  client_id uuid not null,
  name text not null,
  public_keys jsonb not null,
  scopes text[] not null,
  site_ids uuid[],
  disabled_at timestamp(3) with time zone,
  made_at timestamp(3) with time zone not null,
  constraint api_client_pkey PRIMARY KEY (tenant_id, client_id),
  constraint api_client_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenant(tenant_id)
);
alter table identity.api_client enable row level security;
alter table identity.api_client force row level security;
create table identity.assurance_policy (
  tenant_id integer not null,
  permission_code text not null,
  strength text not null,
  notice text,
  constraint assurance_policy_pkey PRIMARY KEY (tenant_id, permission_code),
  constraint assurance_policy_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenant(tenant_id),
  constraint assurance_policy_strength_check CHECK ((strength = ANY (ARRAY['session'::text, 'fresh'::text, 'fresh-device-bound'::text])))
);
alter table identity.assurance_policy enable row level security;
alter table identity.assurance_policy force row level security;
create table identity.challenge (
  tenant_id integer not null,
  challenge_id uuid not null,
  purpose text not null,
  staff_id uuid,
  challenge text not null,
  expires_at timestamp(3) with time zone not null,
  constraint challenge_pkey PRIMARY KEY (tenant_id, challenge_id)
);
alter table identity.challenge enable row level security;
alter table identity.challenge force row level security;
create table identity.client_assertion (
  tenant_id integer not null,
  client_id uuid not null,
  assertion_id text not null,
  expires_at timestamp(3) with time zone not null,
  constraint client_assertion_pkey PRIMARY KEY (tenant_id, client_id, assertion_id)
);
alter table identity.client_assertion enable row level security;
alter table identity.client_assertion force row level security;
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
  made_at timestamp(3) with time zone not null,
  disabled_at timestamp(3) with time zone,
  constraint passkey_tenant_id_credential_id_key UNIQUE (tenant_id, credential_id),
  constraint passkey_pkey PRIMARY KEY (tenant_id, passkey_id),
  constraint passkey_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id)
);
alter table identity.passkey enable row level security;
alter table identity.passkey force row level security;
create table identity.proposal (
  tenant_id integer not null,
  proposal_id uuid not null,
  action text not null,
  command_hash bytea not null,
  sealed_command bytea not null,
  proposed_by uuid not null,
  proposed_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  decided_by uuid,
  decided_at timestamp(3) with time zone,
  decision text,
  constraint proposal_pkey PRIMARY KEY (tenant_id, proposal_id),
  constraint proposal_tenant_id_proposed_by_fkey FOREIGN KEY (tenant_id, proposed_by) REFERENCES identity.staff(tenant_id, staff_id),
  constraint proposal_check CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by))),
  constraint proposal_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'declined'::text])))
);
alter table identity.proposal enable row level security;
alter table identity.proposal force row level security;
create table identity.recovery_code (
  tenant_id integer not null,
  recovery_code_id uuid not null,
  staff_id uuid not null,
  code_hash bytea not null,
  used_at timestamp(3) with time zone,
  constraint recovery_code_pkey PRIMARY KEY (tenant_id, recovery_code_id),
  constraint recovery_code_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id)
);
alter table identity.recovery_code enable row level security;
alter table identity.recovery_code force row level security;
create table identity.session (
  tenant_id integer not null,
  session_id uuid not null,
  staff_id uuid not null,
  token_hash bytea not null,
  site_id uuid,
  opened_at timestamp(3) with time zone not null,
  last_seen_at timestamp(3) with time zone not null,
  proven_at timestamp(3) with time zone not null,
  proof text not null,
  locked_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  constraint session_tenant_id_token_hash_key UNIQUE (tenant_id, token_hash),
  constraint session_pkey PRIMARY KEY (tenant_id, session_id),
  constraint session_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id),
  constraint session_proof_check CHECK ((proof = ANY (ARRAY['passkey'::text, 'device-bound-passkey'::text, 'totp'::text, 'recovery'::text])))
);
alter table identity.session enable row level security;
alter table identity.session force row level security;
create table identity.sign_in_failure (
  tenant_id integer not null,
  failure_id uuid not null,
  account_key bytea not null,
  source_key bytea not null,
  failed_at timestamp(3) with time zone not null,
  constraint sign_in_failure_pkey PRIMARY KEY (tenant_id, failure_id)
);
alter table identity.sign_in_failure enable row level security;
alter table identity.sign_in_failure force row level security;
create table identity.site (
  tenant_id integer not null,
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
  constraint site_tenant_id_ncpdp_id_key UNIQUE (tenant_id, ncpdp_id),
  constraint site_tenant_id_npi_key UNIQUE (tenant_id, npi),
  constraint site_pkey PRIMARY KEY (tenant_id, site_id),
  constraint site_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenant(tenant_id)
);
alter table identity.site enable row level security;
alter table identity.site force row level security;
create table identity.site_licence (
  tenant_id integer not null,
  licence_id uuid not null,
  site_id uuid not null,
  state text not null,
  number text not null,
  valid_from date not null,
  valid_to date,
  constraint site_licence_tenant_id_site_id_state_number_key UNIQUE (tenant_id, site_id, state, number),
  constraint site_licence_pkey PRIMARY KEY (tenant_id, licence_id),
  constraint site_licence_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id)
);
alter table identity.site_licence enable row level security;
alter table identity.site_licence force row level security;
create table identity.staff (
  tenant_id integer not null,
  staff_id uuid not null,
  user_name text not null,
  display_name text not null,
  status text not null,
  password_hash text,
  sees_all_sites boolean not null default false,
  disabled_at timestamp(3) with time zone,
  made_at timestamp(3) with time zone not null,
  constraint staff_tenant_id_user_name_key UNIQUE (tenant_id, user_name),
  constraint staff_pkey PRIMARY KEY (tenant_id, staff_id),
  constraint staff_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenant(tenant_id),
  constraint staff_status_check CHECK ((status = ANY (ARRAY['active'::text, 'disabled'::text])))
);
alter table identity.staff enable row level security;
alter table identity.staff force row level security;
create table identity.staff_licence (
  tenant_id integer not null,
  licence_id uuid not null,
  staff_id uuid not null,
  kind text not null,
  state text not null,
  number text not null,
  valid_from date not null,
  valid_to date,
  constraint staff_licence_tenant_id_staff_id_kind_state_number_key UNIQUE (tenant_id, staff_id, kind, state, number),
  constraint staff_licence_pkey PRIMARY KEY (tenant_id, licence_id),
  constraint staff_licence_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id),
  constraint staff_licence_kind_check CHECK ((kind = ANY (ARRAY['pharmacist'::text, 'technician'::text, 'nurse'::text])))
);
alter table identity.staff_licence enable row level security;
alter table identity.staff_licence force row level security;
create table identity.staff_role (
  tenant_id integer not null,
  staff_id uuid not null,
  role text not null,
  constraint staff_role_pkey PRIMARY KEY (tenant_id, staff_id, role),
  constraint staff_role_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id)
);
alter table identity.staff_role enable row level security;
alter table identity.staff_role force row level security;
create table identity.staff_site (
  tenant_id integer not null,
  staff_id uuid not null,
  site_id uuid not null,
  constraint staff_site_pkey PRIMARY KEY (tenant_id, staff_id, site_id),
  constraint staff_site_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id),
  constraint staff_site_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id)
);
alter table identity.staff_site enable row level security;
alter table identity.staff_site force row level security;
create table identity.tenant (
  tenant_id integer not null,
  slug text not null,
  name text not null,
  hosts text[] not null,
  is_demo boolean not null default false,
  made_at timestamp(3) with time zone not null,
  constraint tenant_pkey PRIMARY KEY (tenant_id)
);
alter table identity.tenant enable row level security;
alter table identity.tenant force row level security;
create table identity.totp_factor (
  tenant_id integer not null,
  staff_id uuid not null,
  sealed_secret bytea not null,
  last_step bigint not null default 0,
  made_at timestamp(3) with time zone not null,
  constraint totp_factor_pkey PRIMARY KEY (tenant_id, staff_id),
  constraint totp_factor_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id)
);
alter table identity.totp_factor enable row level security;
alter table identity.totp_factor force row level security;
create table platform.command_answer (
  tenant_id integer not null,
  principal_id uuid not null,
  idempotency_key uuid not null,
  request_hash bytea not null,
  status integer not null,
  sealed_answer bytea,
  answered_at timestamp(3) with time zone not null,
  constraint command_answer_pkey PRIMARY KEY (tenant_id, principal_id, idempotency_key)
);
alter table platform.command_answer enable row level security;
alter table platform.command_answer force row level security;
create table platform.migration (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp(3) with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (number)
);
create table platform.outbox_delivery (
  tenant_id integer not null,
  delivery_id bigint not null generated always as identity,
  event_id uuid not null,
  subscriber text not null,
  ordering_key text not null,
  attempts integer not null default 0,
  due_at timestamp(3) with time zone not null,
  last_fault text,
  dead_at timestamp(3) with time zone,
  constraint outbox_delivery_tenant_id_event_id_subscriber_key UNIQUE (tenant_id, event_id, subscriber),
  constraint outbox_delivery_pkey PRIMARY KEY (tenant_id, delivery_id),
  constraint outbox_delivery_tenant_id_event_id_fkey FOREIGN KEY (tenant_id, event_id) REFERENCES platform.outbox_event(tenant_id, event_id)
);
alter table platform.outbox_delivery enable row level security;
alter table platform.outbox_delivery force row level security;
create table platform.outbox_event (
  tenant_id integer not null,
  event_id uuid not null,
  type text not null,
  version integer not null,
  ordering_key text not null,
  payload jsonb not null,
  recorded_at timestamp(3) with time zone not null,
  constraint outbox_event_pkey PRIMARY KEY (tenant_id, event_id)
);
alter table platform.outbox_event enable row level security;
alter table platform.outbox_event force row level security;
create table platform.stored_file (
  tenant_id integer not null,
  file_id uuid not null,
  sha256 bytea not null,
  byte_count integer not null,
  media_type text not null,
  stored_at timestamp(3) with time zone not null,
  constraint stored_file_pkey PRIMARY KEY (tenant_id, file_id)
);
alter table platform.stored_file enable row level security;
alter table platform.stored_file force row level security;
create table platform.timer (
  tenant_id integer not null,
  timer_id uuid not null,
  kind text not null,
  subject text not null,
  payload jsonb not null,
  due_at timestamp(3) with time zone not null,
  attempts integer not null default 0,
  last_fault text,
  dead_at timestamp(3) with time zone,
  constraint timer_tenant_id_kind_subject_key UNIQUE (tenant_id, kind, subject),
  constraint timer_pkey PRIMARY KEY (tenant_id, timer_id)
);
alter table platform.timer enable row level security;
alter table platform.timer force row level security;

CREATE INDEX sign_in_failure_account ON identity.sign_in_failure USING btree (tenant_id, account_key, failed_at);
CREATE UNIQUE INDEX tenant_slug ON identity.tenant USING btree (tenant_id, slug);
CREATE INDEX outbox_delivery_due ON platform.outbox_delivery USING btree (due_at, delivery_id) WHERE (dead_at IS NULL);
CREATE INDEX outbox_delivery_order ON platform.outbox_delivery USING btree (tenant_id, subscriber, ordering_key, delivery_id);
CREATE INDEX timer_due ON platform.timer USING btree (due_at, timer_id) WHERE (dead_at IS NULL);

create policy tenant_only on identity.access_review as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.api_client as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.assurance_policy as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.challenge as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.client_assertion as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.passkey as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.proposal as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.recovery_code as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.session as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.sign_in_failure as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.site as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.site_licence as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.staff as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.staff_licence as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.staff_role as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.staff_site as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy owner_names_tenants on identity.tenant as PERMISSIVE for ALL to theriac_owner using (true) with check (true);
create policy tenant_only on identity.tenant as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.totp_factor as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on platform.command_answer as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy owner_takes_work on platform.outbox_delivery as PERMISSIVE for ALL to theriac_owner using (true) with check (true);
create policy tenant_only on platform.outbox_delivery as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on platform.outbox_event as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on platform.stored_file as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy owner_takes_work on platform.timer as PERMISSIVE for ALL to theriac_owner using (true) with check (true);
create policy tenant_only on platform.timer as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON platform.outbox_event FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON platform.outbox_event FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON platform.stored_file FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON platform.stored_file FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

grant insert, select, update on identity.access_review to theriac_app;
grant insert, select, update on identity.api_client to theriac_app;
grant delete, insert, select, update on identity.assurance_policy to theriac_app;
grant delete, insert, select on identity.challenge to theriac_app;
grant delete, insert, select on identity.client_assertion to theriac_app;
grant insert, select, update on identity.passkey to theriac_app;
grant insert, select, update on identity.proposal to theriac_app;
grant delete, insert, select, update on identity.recovery_code to theriac_app;
grant insert, select, update on identity.session to theriac_app;
grant delete, insert, select on identity.sign_in_failure to theriac_app;
grant insert, select, update on identity.site to theriac_app;
grant insert, select, update on identity.site_licence to theriac_app;
grant insert, select, update on identity.staff to theriac_app;
grant insert, select, update on identity.staff_licence to theriac_app;
grant delete, insert, select on identity.staff_role to theriac_app;
grant delete, insert, select on identity.staff_site to theriac_app;
grant insert, select, update on identity.tenant to theriac_app;
grant delete, insert, select, update on identity.totp_factor to theriac_app;
grant delete, insert, select on platform.command_answer to theriac_app;
grant delete, insert, select, update on platform.outbox_delivery to theriac_app;
grant insert, select on platform.outbox_event to theriac_app;
grant insert, select on platform.stored_file to theriac_app;
grant delete, insert, select, update on platform.timer to theriac_app;

CREATE OR REPLACE FUNCTION identity.find_tenant_of_host(wanted text)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.tenant_id from identity.tenant t where wanted = any (t.hosts) order by t.tenant_id limit 1
$function$
;
CREATE OR REPLACE FUNCTION identity.list_tenants()
 RETURNS TABLE(tenant_id integer, slug text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.tenant_id, t.slug from identity.tenant t order by t.tenant_id
$function$
;
CREATE OR REPLACE FUNCTION platform.current_sites()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.sites'::text), '*'::text))::uuid[]
;
CREATE OR REPLACE FUNCTION platform.current_tenant()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (current_setting('app.tenant'::text))::integer
;
CREATE OR REPLACE FUNCTION platform.next_due_at()
 RETURNS timestamp with time zone
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select least((select min(due_at) from platform.timer where dead_at is null), (select min(due_at) from platform.outbox_delivery where dead_at is null))
$function$
;
CREATE OR REPLACE FUNCTION platform.protect_append_only(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform platform.protect_tenant_table(target, 'select', 'insert');
  execute format('create trigger append_only before update or delete on %s for each row execute function platform.refuse_change()', target);
  execute format('create trigger append_only_truncate before truncate on %s for each statement execute function platform.refuse_change()', target);
end $function$
;
CREATE OR REPLACE FUNCTION platform.protect_site_table(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format(
    'create policy site_only on %s as restrictive to theriac_app using ((select platform.current_sites()) is null or site_id is null or site_id = any ((select platform.current_sites())::uuid[]))',
    target);
end $function$
;
CREATE OR REPLACE FUNCTION platform.protect_tenant_table(target regclass, VARIADIC allowed text[] DEFAULT ARRAY['select'::text, 'insert'::text, 'update'::text, 'delete'::text])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy tenant_only on %s to theriac_app using (tenant_id = (select platform.current_tenant())) with check (tenant_id = (select platform.current_tenant()))',
    target);
  execute format('grant usage on schema %I to theriac_app', (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = target));
  execute format('grant %s on %s to theriac_app', array_to_string(allowed, ', '), target);
end $function$
;
CREATE OR REPLACE FUNCTION platform.protect_work_table(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform platform.protect_tenant_table(target);
  execute format('create policy owner_takes_work on %s to %I using (true) with check (true)', target, current_user);
end $function$
;
CREATE OR REPLACE FUNCTION platform.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only: a correction is a new row', tg_table_name using errcode = 'restrict_violation';
end $function$
;
CREATE OR REPLACE FUNCTION platform.take_deliveries(at_instant timestamp with time zone, most integer)
 RETURNS TABLE(tenant_id integer, delivery_id bigint)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select d.tenant_id, d.delivery_id
  from platform.outbox_delivery d
  where d.dead_at is null and d.due_at <= at_instant
    and not exists (
      select from platform.outbox_delivery earlier
      where earlier.tenant_id = d.tenant_id and earlier.subscriber = d.subscriber
        and earlier.ordering_key = d.ordering_key and earlier.delivery_id < d.delivery_id and earlier.dead_at is null)
  order by d.due_at, d.delivery_id
  limit most
$function$
;
CREATE OR REPLACE FUNCTION platform.take_timers(at_instant timestamp with time zone, most integer)
 RETURNS TABLE(tenant_id integer, timer_id uuid)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.tenant_id, t.timer_id from platform.timer t
  where t.dead_at is null and t.due_at <= at_instant
  order by t.due_at, t.timer_id limit most
$function$
;

comment on table identity.access_review is 'Break-glass access: time-boxed, with a reason, reviewed afterwards by a privacy officer.';
comment on column identity.access_review.sealed_reason is 'patient data: the reason in words, sealed';
comment on table identity.assurance_policy is 'Which proof of identity a permission asks for, where a tenant departs from the declared one.';
comment on table identity.client_assertion is 'Used client assertions (RFC 7523 jti): each is good once.';
comment on table identity.proposal is 'Commands that need two people: approval carries out exactly the proposed command.';
comment on column identity.proposal.sealed_command is 'patient data: the proposed command, sealed';
comment on table identity.recovery_code is 'Codes that stand in for a lost second factor; the password is asked for all the same.';
comment on table identity.sign_in_failure is 'Failed sign-ins by keyed hashes of the account and of where they came from.';
comment on table identity.site is 'Pharmacies of a health system. The address and phone are those of the business.';
comment on table identity.site_licence is 'Pharmacy licences: into which states a site may ship, and how long.';
comment on table identity.staff is 'People of the staff. Their names are no patient data.';
comment on table identity.tenant is 'Health systems. The address of a request names the tenant before anybody has signed in.';
comment on column identity.totp_factor.last_step is 'The last time step that was accepted: a code is good once.';
comment on table platform.command_answer is 'The stored answer of each command, so that a repeat changes nothing.';
comment on column platform.command_answer.sealed_answer is 'patient data: the answer as it was given, sealed';
comment on table platform.outbox_delivery is 'Deliveries not yet made; a delivery is deleted in the transaction of its subscriber.';
comment on table platform.outbox_event is 'Facts that modules announced; payloads carry ids and codes only.';
comment on table platform.stored_file is 'Stored files by content hash; the sealed bytes lie in the file store.';
comment on table platform.timer is 'Waits with their due times; a timer is deleted in the transaction that acts on it.';
