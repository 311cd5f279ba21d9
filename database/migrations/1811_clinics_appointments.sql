-- Appointments at clinics, as the EHR tells them, and every change of one.

create table clinics.appointment (
  tenant_id integer not null,
  appointment_id uuid not null,
  site_id uuid not null,
  clinic_id uuid not null,
  patient_id uuid not null,
  partner_id uuid not null,
  number text not null,
  state text not null check (state in ('booked', 'cancelled', 'no-show')),
  starts_at timestamptz(3) not null,
  said_at timestamptz(3) not null,
  raw_message_id uuid,
  primary key (tenant_id, appointment_id),
  unique (tenant_id, partner_id, number),
  foreign key (tenant_id, clinic_id) references clinics.clinic,
  foreign key (tenant_id, patient_id) references patients.patient
);
select platform.protect_tenant_table('clinics.appointment', 'select', 'insert', 'update');
select platform.protect_site_table('clinics.appointment');
create index appointment_patient on clinics.appointment (tenant_id, patient_id, starts_at);
comment on table clinics.appointment is 'Appointments at clinics as their senders told them last. Codes, ids and times only.';
comment on column clinics.appointment.patient_id is 'patient data: whose appointment it is, by id';
comment on column clinics.appointment.number is 'The number by which its sender speaks of it.';
comment on column clinics.appointment.said_at is 'When its sender said what counts; what was said earlier and came later changes nothing.';

create table clinics.appointment_change (
  tenant_id integer not null,
  appointment_id uuid not null,
  change_id uuid not null,
  kind text not null check (kind in ('booked', 'moved', 'cancelled', 'no-show')),
  starts_at timestamptz(3) not null,
  said_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  raw_message_id uuid,
  primary key (tenant_id, appointment_id, change_id),
  foreign key (tenant_id, appointment_id) references clinics.appointment
);
select platform.protect_append_only('clinics.appointment_change');
comment on table clinics.appointment_change is 'What happened to an appointment, in the order in which it was recorded, each with the message that told it.';
