-- What people write to each other about therapies is of a module of its own. The notes stay in the streams, where they are sealed.

create schema conversation;
grant usage on schema conversation to theriac_app;
alter table therapies.mention set schema conversation;

-- The owner changes rows of all tenants here, which forced row-level security would hide from one that is no superuser.
alter table identity.api_client no force row level security;
alter table identity.access_token no force row level security;
alter table identity.assurance_policy no force row level security;

-- Programs that might read or write notes still may, and a proof that a health system asks for is asked for still.
update identity.api_client set scopes = scopes || 'conversation.readMentions'::text where 'therapies.seeTherapies' = any (scopes);
update identity.access_token set scopes = scopes || 'conversation.readMentions'::text where 'therapies.seeTherapies' = any (scopes);
update identity.api_client set scopes = array_replace(scopes, 'therapies.writeNotes', 'conversation.writeNotes');
update identity.access_token set scopes = array_replace(scopes, 'therapies.writeNotes', 'conversation.writeNotes');
update identity.assurance_policy set permission_code = 'conversation.writeNotes' where permission_code = 'therapies.writeNotes';
insert into identity.assurance_policy (tenant_id, permission_code, strength, notice)
select tenant_id, 'conversation.readMentions', strength, notice from identity.assurance_policy where permission_code = 'therapies.seeTherapies'
on conflict do nothing;

alter table identity.api_client force row level security;
alter table identity.access_token force row level security;
alter table identity.assurance_policy force row level security;
