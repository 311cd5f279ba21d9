-- Clinics of the health system: by which codes messages name them, what they treat, who practises there, and from when until when.

create schema clinics;
grant usage on schema clinics to theriac_app;

create table clinics.clinic (
  tenant_id integer not null,
  clinic_id uuid not null,
  site_id uuid not null,
  name text not null,
  disease_states text[] not null check (cardinality(disease_states) > 0),
  location_codes text[] not null,
  prescriber_ids uuid[] not null,
  valid_from date not null,
  valid_to date,
  version integer not null,
  changed_at timestamptz(3) not null,
  primary key (tenant_id, clinic_id),
  check (valid_to is null or valid_to >= valid_from)
);
select platform.protect_tenant_table('clinics.clinic', 'select', 'insert', 'update');
select platform.protect_site_table('clinics.clinic');
comment on table clinics.clinic is 'Clinics of the health system, each served by one pharmacy. Configuration; no patient data.';
comment on column clinics.clinic.location_codes is 'By which messages name it: HL7 PV1-3 and AIL-3, the point of care, with its facility before it where that tells places apart. In capitals.';
comment on column clinics.clinic.disease_states is 'What it treats, as programme codes of drugs (reference.drug_profile).';

-- From which clinic a prescription came: as its message said, else by who prescribed it.
alter table prescriptions.prescription add column clinic_id uuid;
comment on column prescriptions.prescription.clinic_id is 'The clinic from which it came; null when neither its message nor its prescriber says so.';
alter table flow.therapy_standing add column clinic_id uuid;
comment on column flow.therapy_standing.clinic_id is 'The clinic from which its prescription came.';
