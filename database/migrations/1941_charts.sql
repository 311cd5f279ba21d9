-- Charts of EHRs: how each is asked and by whom it may launch Theriac (SMART App Launch 2.2), launches under way, and notes written back.

create schema charts;

create table charts.connection (
  tenant_id integer not null,
  partner_id uuid not null,
  client_id text not null,
  scopes text[] not null,
  identifier_system text not null,
  identifier_assigner text not null,
  takes_notes boolean not null,
  provider_id uuid,
  launch_client_id text,
  launch_scopes text[] not null,
  sealed_key bytea not null,
  public_key jsonb not null,
  changed_by uuid,
  changed_at timestamptz(3) not null,
  primary key (tenant_id, partner_id),
  check ((provider_id is null) = (launch_client_id is null)),
  foreign key (tenant_id, partner_id) references exchange.partner,
  foreign key (tenant_id, provider_id) references federation.provider,
  foreign key (tenant_id, changed_by) references identity.staff
);
select platform.protect_tenant_table('charts.connection', 'select', 'insert', 'update', 'delete');
comment on table charts.connection is 'How the chart of a partner is asked with a token, and by whom it may launch Theriac. A partner without one is asked without a token.';
comment on column charts.connection.sealed_key is 'The private key by which Theriac proves itself to the authorization server of the EHR.';
comment on column charts.connection.identifier_system is 'The system by which the EHR names its record numbers in FHIR.';
comment on column charts.connection.identifier_assigner is 'The assigner under which patients have these record numbers here.';
comment on column charts.connection.provider_id is 'The identity provider that vouches for people who launch; null where nobody may.';
comment on column charts.connection.changed_by is 'Who set it; null for the demonstration.';

create table charts.launch (
  tenant_id integer not null,
  launch_id uuid not null,
  attempt_id uuid not null,
  partner_id uuid not null,
  provider_id uuid not null,
  started_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  subject text,
  sealed_context bytea,
  outcome text check (outcome in ('known', 'unknown', 'several', 'differs', 'no-number')),
  opened_by uuid,
  opened_at timestamptz(3),
  primary key (tenant_id, launch_id),
  unique (tenant_id, attempt_id),
  foreign key (tenant_id, partner_id) references exchange.partner,
  foreign key (tenant_id, opened_by) references identity.staff
);
select platform.protect_tenant_table('charts.launch', 'select', 'insert', 'update', 'delete');
create index launch_expiry on charts.launch (tenant_id, expires_at);
comment on table charts.launch is 'Launches from an EHR that are under way. What the EHR said of the patient is kept here, and nowhere in an address; each is forgotten a day after it expired.';
comment on column charts.launch.sealed_context is 'patient data: record number, family name and birth date of the patient whom the EHR had open, sealed';

create table charts.note (
  tenant_id integer not null,
  note_id uuid not null,
  site_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  partner_id uuid not null,
  kind text not null check (kind in ('clinical', 'intervention', 'status')),
  sealed_text bytea not null,
  state text not null check (state in ('waiting', 'filed', 'refused', 'unanswered')),
  document_id text,
  message_id uuid,
  answer_message_id uuid,
  written_by uuid not null,
  written_at timestamptz(3) not null,
  settled_at timestamptz(3),
  primary key (tenant_id, note_id),
  foreign key (tenant_id, partner_id) references exchange.partner,
  foreign key (tenant_id, written_by) references identity.staff
);
select platform.protect_tenant_table('charts.note', 'select', 'insert', 'update');
select platform.protect_site_table('charts.note');
create index note_therapy on charts.note (tenant_id, therapy_id, note_id);
comment on table charts.note is 'Notes that were written for the chart of an EHR, and what became of each.';
comment on column charts.note.sealed_text is 'patient data: what the note says, sealed';
comment on column charts.note.document_id is 'Under which id the EHR keeps the document; null while it has not answered.';
