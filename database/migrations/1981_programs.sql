-- The programs that come in by themselves are of a module of their own, above the people and places of identity.

create schema programs;
grant usage on schema programs to theriac_app;
alter table identity.api_client set schema programs;
alter table identity.client_assertion set schema programs;
alter table identity.access_token set schema programs;

-- The owner changes rows of all tenants here, which forced row-level security would hide from one that is no superuser.
alter table programs.api_client no force row level security;
alter table programs.access_token no force row level security;
alter table identity.assurance_policy no force row level security;

-- Programs that might see programs still may, and a proof that a health system asks for is asked for still.
update programs.api_client set scopes = scopes || 'programs.seePrograms'::text where 'identity.seeStaff' = any (scopes);
update programs.access_token set scopes = scopes || 'programs.seePrograms'::text where 'identity.seeStaff' = any (scopes);
update programs.api_client set scopes = array_replace(scopes, 'identity.changeClients', 'programs.changePrograms');
update programs.access_token set scopes = array_replace(scopes, 'identity.changeClients', 'programs.changePrograms');
update identity.assurance_policy set permission_code = 'programs.changePrograms' where permission_code = 'identity.changeClients';
insert into identity.assurance_policy (tenant_id, permission_code, strength, notice)
select tenant_id, 'programs.seePrograms', strength, notice from identity.assurance_policy where permission_code = 'identity.seeStaff'
on conflict do nothing;

alter table programs.api_client force row level security;
alter table programs.access_token force row level security;
alter table identity.assurance_policy force row level security;
