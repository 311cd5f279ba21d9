-- Exchange: who we exchange messages with, and every message as it came and went.

create schema exchange;

create table exchange.partner (
  tenant_id integer not null,
  partner_id uuid not null,
  name text not null,
  kind text not null check (kind in ('ehr', 'prescriber', 'hub', 'switch', 'courier', 'manufacturer')),
  formats text[] not null,
  certificate_sha256 bytea check (octet_length(certificate_sha256) = 32),
  key_sha256 bytea check (octet_length(key_sha256) = 32),
  allowed_senders text[] not null default '{}',
  address text,
  site_id uuid,
  status text not null default 'active' check (status in ('active', 'stopped')),
  made_at timestamptz(3) not null,
  primary key (tenant_id, partner_id)
);
select platform.protect_tenant_table('exchange.partner', 'select', 'insert', 'update');
create unique index partner_name on exchange.partner (tenant_id, name);
create unique index partner_certificate on exchange.partner (tenant_id, certificate_sha256);
comment on table exchange.partner is 'Outside systems, what proves them, and where they are reached. Names are those of businesses.';
comment on column exchange.partner.allowed_senders is 'What the partner may call itself: `APPLICATION|FACILITY` of MSH-3 and MSH-4, the sender id of a SCRIPT header.';
comment on column exchange.partner.address is 'Where outbound messages go, such as tcp://host:port.';
comment on column exchange.partner.site_id is 'The pharmacy that the partner feeds when its messages name none.';

-- A connection shows its certificate before anybody knows its tenant.
do $$ begin execute format('create policy owner_finds_partners on exchange.partner for select to %I using (true)', current_user); end $$;
create function exchange.find_partners_of_certificate(wanted bytea) returns table (tenant_id integer, partner_id uuid)
  language sql stable security definer set search_path = '' as $$
  select p.tenant_id, p.partner_id from exchange.partner p
  where p.certificate_sha256 = wanted and p.status = 'active'
  order by p.tenant_id, p.partner_id
$$;
comment on function exchange.find_partners_of_certificate is 'Names the partners that a client certificate proves, in any tenant.';
revoke all on function exchange.find_partners_of_certificate(bytea) from public;
grant execute on function exchange.find_partners_of_certificate(bytea) to theriac_app;

create table exchange.raw_message (
  tenant_id integer not null,
  raw_message_id uuid not null,
  partner_id uuid not null,
  site_id uuid,
  direction text not null check (direction in ('in', 'out')),
  format text not null,
  control_id text not null,
  body_sha256 bytea not null check (octet_length(body_sha256) = 32),
  byte_count integer not null,
  sealed_body bytea not null,
  quarantined boolean not null default false,
  answers uuid,
  recorded_at timestamptz(3) not null,
  primary key (tenant_id, raw_message_id)
);
select platform.protect_append_only('exchange.raw_message');
select platform.protect_site_table('exchange.raw_message');
create unique index raw_message_first on exchange.raw_message (tenant_id, partner_id, control_id) where direction = 'in' and not quarantined;
create unique index raw_message_quarantined on exchange.raw_message (tenant_id, partner_id, control_id, body_sha256) where direction = 'in' and quarantined;
comment on table exchange.raw_message is 'Every message byte for byte, stored before anything reads it. A control id stands once for each partner; the same id with another body is quarantined. There is no foreign key to the partner: each message would lock that one row.';
comment on column exchange.raw_message.sealed_body is 'patient data: the bytes of the message, sealed';
comment on column exchange.raw_message.control_id is 'The partner''s own number of the message, or the hash of the body when it gave none.';
comment on column exchange.raw_message.answers is 'The message that this one answers, when it was exchanged outside a request.';

create table exchange.message_outcome (
  tenant_id integer not null,
  raw_message_id uuid not null,
  outcome text not null check (outcome in ('applied', 'work-item', 'refused', 'quarantined', 'sent', 'received')),
  message_type text not null,
  problems jsonb not null,
  links jsonb not null,
  patient_ids uuid[] not null,
  sealed_answer bytea,
  settled_at timestamptz(3) not null,
  primary key (tenant_id, raw_message_id),
  foreign key (tenant_id, raw_message_id) references exchange.raw_message
);
select platform.protect_append_only('exchange.message_outcome');
comment on table exchange.message_outcome is 'What became of a message: once for each. A message without an outcome is still to be applied.';
comment on column exchange.message_outcome.sealed_answer is 'patient data: the bytes that were answered, sealed; a repeat is answered with the same bytes';
comment on column exchange.message_outcome.problems is 'Codes, places and severities of what is wrong with the message; never its values.';

create table exchange.message_fault (
  tenant_id integer not null,
  fault_id uuid not null,
  raw_message_id uuid not null,
  log_fault_id text not null,
  occurred_at timestamptz(3) not null,
  primary key (tenant_id, fault_id),
  foreign key (tenant_id, raw_message_id) references exchange.raw_message
);
select platform.protect_append_only('exchange.message_fault');
create index message_fault_message on exchange.message_fault (tenant_id, raw_message_id);
comment on table exchange.message_fault is 'Attempts to apply a message that broke on our side; the message stays and is tried again.';

-- Messages whose application was cut short are found in any tenant, so that no restart leaves one behind.
do $$ begin
  execute format('create policy owner_finds_messages on exchange.raw_message for select to %I using (true)', current_user);
  execute format('create policy owner_finds_outcomes on exchange.message_outcome for select to %I using (true)', current_user);
  execute format('create policy owner_finds_faults on exchange.message_fault for select to %I using (true)', current_user);
end $$;
create function exchange.list_unsettled_messages(wanted_format text, first_id uuid, last_id uuid, most_faults integer, most integer)
  returns table (tenant_id integer, raw_message_id uuid)
  language sql stable security definer set search_path = '' as $$
  select m.tenant_id, m.raw_message_id
  from (select distinct p.tenant_id from exchange.partner p) t
  join exchange.raw_message m on m.tenant_id = t.tenant_id and m.raw_message_id between first_id and last_id
  where m.direction = 'in' and not m.quarantined and m.format = wanted_format
    and not exists (select from exchange.message_outcome o where o.tenant_id = m.tenant_id and o.raw_message_id = m.raw_message_id)
    and (select count(*) from exchange.message_fault f where f.tenant_id = m.tenant_id and f.raw_message_id = m.raw_message_id) < most_faults
  order by m.raw_message_id limit most
$$;
comment on function exchange.list_unsettled_messages is 'Names inbound messages of a format that were stored between two ids, which sort by time, never settled, and did not break too often, in any tenant.';
revoke all on function exchange.list_unsettled_messages(text, uuid, uuid, integer, integer) from public;
grant execute on function exchange.list_unsettled_messages(text, uuid, uuid, integer, integer) to theriac_app;

create table exchange.outbound (
  tenant_id integer not null,
  outbound_id uuid not null,
  partner_kind text not null,
  partner_id uuid,
  kind text not null,
  subject_id uuid not null,
  sealed_payload bytea not null,
  state text not null check (state in ('waiting', 'done', 'dead')),
  attempts integer not null default 0,
  outcome text,
  enqueued_at timestamptz(3) not null,
  settled_at timestamptz(3),
  primary key (tenant_id, outbound_id),
  foreign key (tenant_id, partner_id) references exchange.partner
);
select platform.protect_tenant_table('exchange.outbound', 'select', 'insert', 'update');
create index outbound_subject on exchange.outbound (tenant_id, subject_id);
comment on table exchange.outbound is 'Messages to be sent: taken by the gateway of their partner, tried again when the partner does not answer.';
comment on column exchange.outbound.sealed_payload is 'patient data: what is to be said, sealed';
