-- Welcome packets: what a patient is given at the start of a therapy, as dated contents, and what became of each packet.
create table access.packet_version (
  tenant_id integer not null,
  programme text not null,
  language text not null,
  version integer not null check (version > 0),
  valid_from date not null,
  parts jsonb not null,
  source text not null,
  is_verified boolean not null,
  primary key (tenant_id, programme, language, version)
);
select platform.protect_tenant_table('access.packet_version', 'select', 'insert');
comment on table access.packet_version is 'Contents of welcome packets by programme (a star stands for every one) and language, from a day on. A version is never changed; another one follows it.';

create table access.welcome_packet (
  tenant_id integer not null,
  packet_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  programme text not null,
  language text not null,
  version integer not null,
  wished_language text,
  document_id uuid not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, packet_id),
  foreign key (tenant_id, site_id) references identity.site,
  foreign key (tenant_id, programme, language, version) references access.packet_version
);
-- Its steps follow one another: whoever appends one locks the packet, which needs the right to update.
select platform.protect_tenant_table('access.welcome_packet', 'select', 'insert', 'update');
select platform.protect_site_table('access.welcome_packet');
create index welcome_packet_therapy on access.welcome_packet (tenant_id, therapy_id, recorded_at);
comment on table access.welcome_packet is 'Welcome packets that were composed for a therapy. The text lies sealed among the documents.';
comment on column access.welcome_packet.patient_id is 'patient data: whose packet it is, by id';
comment on column access.welcome_packet.wished_language is 'The code of the language that the packet should have been in, where no texts in it were on record.';

create table access.packet_step (
  tenant_id integer not null,
  packet_id uuid not null,
  step_id uuid not null,
  step text not null check (step in ('sent', 'handed-over', 'returned', 'acknowledged')),
  channel text check (channel in ('mail', 'email', 'with-delivery', 'in-person')),
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, packet_id, step_id),
  foreign key (tenant_id, packet_id) references access.welcome_packet
);
select platform.protect_append_only('access.packet_step');
comment on table access.packet_step is 'What became of a welcome packet, in order: sent by which channel, handed over, returned, acknowledged.';
