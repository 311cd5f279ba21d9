-- Patients who are likely to need a specialty drug soon, found by their appointments before a prescription exists.

create schema prospects;
grant usage on schema prospects to theriac_app;

create table prospects.prospect (
  tenant_id integer not null,
  prospect_id uuid not null,
  site_id uuid not null,
  clinic_id uuid not null,
  patient_id uuid not null,
  appointment_id uuid not null,
  appointment_at timestamptz(3) not null,
  disease_state text not null,
  findings jsonb not null,
  state text not null check (state in ('found', 'contacted', 'order-received', 'elsewhere', 'not-candidate')),
  reason_code text,
  therapy_id uuid,
  prescription_id uuid,
  found_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  changed_by uuid,
  version integer not null,
  primary key (tenant_id, prospect_id),
  foreign key (tenant_id, appointment_id) references clinics.appointment,
  foreign key (tenant_id, patient_id) references patients.patient,
  check ((state in ('elsewhere', 'not-candidate')) = (reason_code is not null)),
  check ((state = 'order-received') = (prescription_id is not null))
);
select platform.protect_tenant_table('prospects.prospect', 'select', 'insert', 'update');
select platform.protect_site_table('prospects.prospect');
create unique index prospect_open on prospects.prospect (tenant_id, patient_id, disease_state) where state in ('found', 'contacted');
create index prospect_queue on prospects.prospect (tenant_id, state, appointment_at);
create index prospect_patient on prospects.prospect (tenant_id, patient_id);
create index prospect_appointment on prospects.prospect (tenant_id, appointment_id);
comment on table prospects.prospect is 'Patients with an appointment and a diagnosis for which a specialty drug is usual, and no therapy of that kind: found before a prescription, and what became of each.';
comment on column prospects.prospect.patient_id is 'patient data: who it is, by id';
comment on column prospects.prospect.findings is 'Each rule that made them a prospect, with its evidence: codes and days.';
comment on column prospects.prospect.changed_by is 'Who of the staff changed it last; null when the program did.';

create index prescription_received on prescriptions.prescription (tenant_id, received_at);
