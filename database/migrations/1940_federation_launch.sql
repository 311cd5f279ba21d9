-- Providers that vouch for people who come by a launch from the EHR; and sign-ins that nobody finished are forgotten.

alter table federation.provider add column is_offered boolean not null default true;
comment on column federation.provider.is_offered is
  'True where the sign-in page offers it; false for the authorization server of an EHR, by which people come by a launch alone.';

alter table federation.sign_in_attempt drop constraint sign_in_attempt_purpose_check;
alter table federation.sign_in_attempt add constraint sign_in_attempt_purpose_check
  check (purpose in ('sign-in', 'trial', 'launch'));
grant delete on federation.sign_in_attempt to theriac_app;
create index sign_in_attempt_expiry on federation.sign_in_attempt (tenant_id, expires_at);
