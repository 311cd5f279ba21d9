-- Patients are gathered by tokens that join parts of name and birth date, which are rare however many people are known. The keys of
-- tokens lie outside the database, so the program indexes what stands, a share at a time; until then it asks by the former tokens too.

create table patients.search_renewal (
  tenant_id integer not null,
  after_patient_id uuid not null,
  primary key (tenant_id)
);
select platform.protect_tenant_table('patients.search_renewal');
comment on table patients.search_renewal is 'Health systems whose patients are not all indexed by the tokens of today, and up to which one they are.';
comment on column patients.search_renewal.after_patient_id is 'patient data: the last patient indexed anew, by id';

alter table patients.patient no force row level security;
alter table patients.search_renewal no force row level security;
insert into patients.search_renewal (tenant_id, after_patient_id)
select distinct tenant_id, '00000000-0000-0000-0000-000000000000'::uuid from patients.patient;
insert into platform.timer (tenant_id, timer_id, kind, subject, payload, due_at)
select tenant_id, gen_random_uuid(), 'patients.renew-search', 'all', '{}', now() from patients.search_renewal;
alter table patients.patient force row level security;
alter table patients.search_renewal force row level security;
