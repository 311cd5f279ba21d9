-- Documents: what is filed about a patient, a therapy or a fill, and which requirement each meets.

create schema documents;

create table documents.document (
  tenant_id integer not null,
  document_id uuid not null,
  kind text not null check (kind in (
    'referral', 'label', 'leaflet', 'medication-guide', 'chart-note', 'lab', 'letter', 'card', 'proof-of-delivery')),
  subject_kind text not null,
  subject_id uuid not null,
  patient_id uuid,
  therapy_id uuid,
  site_id uuid,
  file_id uuid not null,
  sealed_details bytea not null,
  filed_at timestamptz(3) not null,
  filed_by uuid,
  primary key (tenant_id, document_id),
  foreign key (tenant_id, file_id) references platform.stored_file
);
select platform.protect_append_only('documents.document');
select platform.protect_site_table('documents.document');
create index document_subject on documents.document (tenant_id, subject_id, filed_at);
create index document_patient on documents.document (tenant_id, patient_id, filed_at) where patient_id is not null;
create index document_therapy on documents.document (tenant_id, therapy_id, filed_at) where therapy_id is not null;
comment on table documents.document is 'Filed documents; the bytes lie sealed in the file store. A better copy is a new document.';
comment on column documents.document.sealed_details is 'patient data: the title and the note of the document, sealed';

create table documents.satisfied_requirement (
  tenant_id integer not null,
  document_id uuid not null,
  requirement_code text not null,
  satisfied_at timestamptz(3) not null,
  satisfied_by uuid,
  primary key (tenant_id, document_id, requirement_code),
  foreign key (tenant_id, document_id) references documents.document
);
select platform.protect_append_only('documents.satisfied_requirement');
comment on table documents.satisfied_requirement is 'Which requirement (a payer''s, a programme''s, a clinical one) a document meets, by code.';
