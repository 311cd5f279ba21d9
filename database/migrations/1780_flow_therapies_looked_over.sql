-- What looks over many therapies is of a module of its own: the board of where they stand still, and what their cycles teach.

create schema flow;
grant usage on schema flow to theriac_app;

-- The owner fills and moves rows of all tenants here, which forced row-level security would hide from one that is no superuser.
alter table therapies.therapy no force row level security;
alter table therapies.therapy_surroundings no force row level security;
alter table identity.api_client no force row level security;
alter table identity.access_token no force row level security;
alter table identity.assurance_policy no force row level security;

-- The board's own row of each therapy: the payer and prescriber that it had, and where the therapy stands.
alter table therapies.therapy_surroundings set schema flow;
alter table flow.therapy_surroundings rename to therapy_standing;
alter table flow.therapy_standing rename constraint therapy_surroundings_pkey to therapy_standing_pkey;
alter table flow.therapy_standing rename constraint therapy_surroundings_tenant_id_therapy_id_fkey to therapy_standing_tenant_id_therapy_id_fkey;
alter table flow.therapy_standing
  add column number integer,
  add column patient_id uuid,
  add column site_id uuid,
  add column drug_id uuid,
  add column stage text,
  add column barrier_code text,
  add column barrier_party text,
  add column barrier_since timestamptz(3),
  add column harm_on date,
  add column sequence integer;
insert into flow.therapy_standing (tenant_id, therapy_id)
select tenant_id, therapy_id from therapies.therapy on conflict do nothing;
update flow.therapy_standing as standing
set (number, patient_id, site_id, drug_id, stage, barrier_code, barrier_party, barrier_since, harm_on, sequence) = (
  therapy.number, therapy.patient_id, therapy.site_id, therapy.drug_id, therapy.stage, therapy.barrier_code, therapy.barrier_party,
  therapy.barrier_since, case when therapy.ended_at is null then therapy.harm_on end, therapy.sequence)
from therapies.therapy as therapy
where therapy.tenant_id = standing.tenant_id and therapy.therapy_id = standing.therapy_id;
alter table flow.therapy_standing
  alter column number set not null,
  alter column patient_id set not null,
  alter column site_id set not null,
  alter column drug_id set not null,
  alter column stage set not null,
  alter column sequence set not null,
  add constraint therapy_standing_barrier_check check (
    barrier_code is null or (barrier_party is not null and barrier_since is not null and harm_on is not null));
select platform.protect_site_table('flow.therapy_standing');
comment on table flow.therapy_standing is 'Where each therapy stands, for the barrier board: barrier, party, stage, the day from which waiting costs doses, the payer that pays first and the prescriber. Codes, ids and dates only, taken over from therapies when it changes; no part of the fold.';
comment on column flow.therapy_standing.patient_id is 'patient data: whose therapy it is, by id';
comment on column flow.therapy_standing.sequence is 'Up to which event of the therapy''s stream this row holds.';

-- The order of the board, and the way from a patient whose coverage changed; the former order stood on the therapy's row.
create index therapy_standing_regret on flow.therapy_standing (tenant_id, harm_on, therapy_id) where barrier_code is not null;
create index therapy_standing_patient on flow.therapy_standing (tenant_id, patient_id);
drop index therapies.therapy_regret;

alter table therapies.learned_cycle set schema flow;
alter table therapies.cycle_step set schema flow;
alter table therapies.learned_therapy set schema flow;
alter table therapies.stage_usual set schema flow;
alter table therapies.start_curve set schema flow;
alter table therapies.start_backtest set schema flow;
alter table therapies.learning set schema flow;

-- What waits to be heard or done goes to the new module.
update platform.outbox_delivery set subscriber = 'flow.follow-therapies' where subscriber = 'therapies.follow-surroundings';
update platform.timer set kind = 'flow.learn-cycles' where kind = 'therapies.learn-cycles';

-- Programs that may see therapies keep seeing what moved, and a proof that a health system asks for is asked for there too.
update identity.api_client set scopes = scopes || 'flow.seeFlow'::text where 'therapies.seeTherapies' = any (scopes);
update identity.access_token set scopes = scopes || 'flow.seeFlow'::text where 'therapies.seeTherapies' = any (scopes);
insert into identity.assurance_policy (tenant_id, permission_code, strength, notice)
select tenant_id, 'flow.seeFlow', strength, notice from identity.assurance_policy where permission_code = 'therapies.seeTherapies'
on conflict do nothing;

alter table therapies.therapy force row level security;
alter table flow.therapy_standing force row level security;
alter table identity.api_client force row level security;
alter table identity.access_token force row level security;
alter table identity.assurance_policy force row level security;
