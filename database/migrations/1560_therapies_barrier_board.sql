-- The barrier board: from which day a wait costs the patient doses, and who stands around each therapy.

alter table therapies.therapy add column harm_on date;
comment on column therapies.therapy.harm_on is 'The day from which waiting costs the patient doses: the day on which the supply runs out, or the day by which the start was expected.';
update therapies.therapy set harm_on = coalesce(run_out_on, (received_at at time zone 'UTC')::date + 14);
create index therapy_regret on therapies.therapy (tenant_id, harm_on, therapy_id)
  where ended_at is null and barrier_code is not null;

create table therapies.therapy_surroundings (
  tenant_id integer not null,
  therapy_id uuid not null,
  payer_id uuid,
  prescriber_id uuid,
  primary key (tenant_id, therapy_id),
  foreign key (tenant_id, therapy_id) references therapies.therapy
);
select platform.protect_tenant_table('therapies.therapy_surroundings', 'select', 'insert', 'update');
comment on table therapies.therapy_surroundings is 'The payer that pays first and the prescriber of each therapy, for the barrier board. Ids only, brought up to date when coverage or prescription change; no part of the fold.';
