-- Two records of one person: one answers under the other. Nothing is rewritten, so that a merge can be taken back.

alter table patients.patient
  add column merged_into uuid,
  add foreign key (tenant_id, merged_into) references patients.patient,
  add constraint patient_merged_elsewhere check (merged_into <> patient_id);
comment on column patients.patient.merged_into is 'The record of the same person under which this one answers; null while it stands for itself.';
create index patient_merged_into on patients.patient (tenant_id, merged_into) where merged_into is not null;

create table patients.merge (
  tenant_id integer not null,
  merge_id uuid not null,
  patient_id uuid not null,
  survivor_id uuid not null,
  change text not null check (change in ('merged', 'unmerged')),
  reason_code text not null,
  origin_kind text not null,
  origin_id uuid,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, merge_id),
  foreign key (tenant_id, patient_id) references patients.patient,
  foreign key (tenant_id, survivor_id) references patients.patient
);
select platform.protect_append_only('patients.merge');
comment on table patients.merge is 'Every merge of patient records and every taking back of one, in the order in which they happened.';
create index merge_patient on patients.merge (tenant_id, patient_id, recorded_at);

create function patients.list_family(tenant integer, patient uuid) returns setof uuid
  language sql stable security invoker
  as $$
  with recursive upward as (
    select p.patient_id, p.merged_into from patients.patient p where p.tenant_id = tenant and p.patient_id = patient
    union
    select p.patient_id, p.merged_into from upward join patients.patient p on p.tenant_id = tenant and p.patient_id = upward.merged_into
  ), family as (
    select patient_id from upward where merged_into is null
    union
    select p.patient_id from family join patients.patient p on p.tenant_id = tenant and p.merged_into = family.patient_id
  )
  select patient_id from family
  $$;
comment on function patients.list_family is 'All records of the person of whom a record is one: the surviving record and every one merged into it.';
grant execute on function patients.list_family to theriac_app;
