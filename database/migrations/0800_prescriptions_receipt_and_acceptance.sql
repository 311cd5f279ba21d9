-- Prescriptions: what authorizes, as it came, what it was matched to, and how its acceptance was decided.

create schema prescriptions;

create table prescriptions.prescription (
  tenant_id integer not null,
  prescription_id uuid not null,
  site_id uuid not null,
  channel text not null check (channel in ('hl7v2', 'ncpdp-script', 'fhir', 'phone', 'paper', 'fax')),
  raw_message_id uuid,
  partner_id uuid,
  order_number text,
  status text not null check (status in ('needs-person', 'parked', 'accepted', 'refused', 'cancelled')),
  status_reasons text[] not null,
  patient_id uuid,
  prescriber_id uuid,
  drug_id uuid,
  ingredient_rxcui text,
  therapy_id uuid,
  written_on date,
  expires_on date,
  quantity_thousandths bigint,
  quantity_unit text,
  days_supply integer,
  refills_authorized integer,
  substitution_allowed boolean,
  indication_code text,
  ship_to_state text,
  urgent boolean not null,
  matches jsonb not null,
  sealed_incoming bytea not null,
  clinical_facts_recorded boolean not null default false,
  version integer not null default 1,
  received_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  decided_at timestamptz(3) not null,
  primary key (tenant_id, prescription_id),
  foreign key (tenant_id, raw_message_id) references exchange.raw_message,
  foreign key (tenant_id, patient_id) references patients.patient,
  foreign key (tenant_id, therapy_id) references therapies.therapy,
  check (status <> 'accepted' or (patient_id is not null and drug_id is not null and prescriber_id is not null and therapy_id is not null))
);
select platform.protect_tenant_table('prescriptions.prescription', 'select', 'insert', 'update');
select platform.protect_site_table('prescriptions.prescription');
create index prescription_patient on prescriptions.prescription (tenant_id, patient_id, received_at) where patient_id is not null;
create index prescription_therapy on prescriptions.prescription (tenant_id, therapy_id, received_at) where therapy_id is not null;
create index prescription_waiting on prescriptions.prescription (tenant_id, status, prescription_id) where status in ('needs-person', 'parked');
create index prescription_order on prescriptions.prescription (tenant_id, partner_id, order_number) where order_number is not null;
create index prescription_message on prescriptions.prescription (tenant_id, raw_message_id) where raw_message_id is not null;
comment on table prescriptions.prescription is 'Each prescription as it stands: matched to patient, prescriber and drug, and decided. Received at is the first moment any channel had it and never changes.';
comment on column prescriptions.prescription.sealed_incoming is 'patient data: the prescription in neutral words as it was received or entered, with directions and notes, sealed';
comment on column prescriptions.prescription.matches is 'How patient, prescriber and drug were matched: decision, score, reason codes and the ids of candidates.';
comment on column prescriptions.prescription.order_number is 'The sender''s own number of the order, by which it is cancelled or sent again.';

create table prescriptions.acceptance (
  tenant_id integer not null,
  acceptance_id uuid not null,
  prescription_id uuid not null,
  decision text not null check (decision in ('accepted', 'parked', 'needs-person', 'refused', 'cancelled')),
  findings jsonb not null,
  decided_at timestamptz(3) not null,
  decided_by uuid,
  primary key (tenant_id, acceptance_id),
  foreign key (tenant_id, prescription_id) references prescriptions.prescription
);
select platform.protect_append_only('prescriptions.acceptance');
create index acceptance_prescription on prescriptions.acceptance (tenant_id, prescription_id, decided_at);
comment on table prescriptions.acceptance is 'Every decision about a prescription: each rule with its outcome, version and evidence in codes.';

create table prescriptions.patient_correction (
  tenant_id integer not null,
  correction_id uuid not null,
  prescription_id uuid not null,
  wrong_patient_id uuid not null,
  patient_id uuid not null,
  wrong_therapy_id uuid,
  therapy_id uuid,
  reason_code text not null,
  corrected_at timestamptz(3) not null,
  corrected_by uuid,
  primary key (tenant_id, correction_id),
  foreign key (tenant_id, prescription_id) references prescriptions.prescription
);
select platform.protect_append_only('prescriptions.patient_correction');
comment on table prescriptions.patient_correction is 'Prescriptions that stood under the wrong patient, and where they were moved.';

create table prescriptions.early_cancellation (
  tenant_id integer not null,
  partner_id uuid not null,
  order_number text not null,
  raw_message_id uuid,
  reason_code text not null,
  received_at timestamptz(3) not null,
  primary key (tenant_id, partner_id, order_number)
);
select platform.protect_tenant_table('prescriptions.early_cancellation', 'select', 'insert');
comment on table prescriptions.early_cancellation is 'Cancellations that came before their prescription: such a prescription is cancelled on arrival.';
