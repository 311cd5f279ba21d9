-- Outreach: what prescribers are told of their orders, and what they are asked.

create schema outreach;

create table outreach.prescriber_notice (
  tenant_id integer not null,
  notice_id uuid not null,
  event_id uuid not null,
  site_id uuid not null,
  therapy_id uuid,
  prescription_id uuid not null,
  fill_id uuid,
  status text not null check (status in ('dispensed', 'partially-dispensed', 'delivered', 'not-dispensed', 'waiting-on-prescriber')),
  reason_code text,
  partner_id uuid,
  format text,
  outbound_id uuid,
  state text not null check (state in ('waiting', 'taken', 'refused', 'unanswered', 'not-sent')),
  answer_code text,
  message_id uuid,
  answer_message_id uuid,
  occurred_at timestamptz(3) not null,
  settled_at timestamptz(3),
  primary key (tenant_id, notice_id),
  foreign key (tenant_id, prescription_id) references prescriptions.prescription,
  foreign key (tenant_id, outbound_id) references exchange.outbound,
  check ((outbound_id is null) = (state = 'not-sent'))
);
select platform.protect_tenant_table('outreach.prescriber_notice', 'select', 'insert', 'update');
select platform.protect_site_table('outreach.prescriber_notice');
create unique index prescriber_notice_event on outreach.prescriber_notice (tenant_id, event_id, prescription_id);
create index prescriber_notice_therapy on outreach.prescriber_notice (tenant_id, therapy_id, occurred_at);
create index prescriber_notice_prescription on outreach.prescriber_notice (tenant_id, prescription_id, occurred_at);
comment on table outreach.prescriber_notice is 'What a prescriber was told of an order, once for each fact, and what was answered. Ids and codes only; what was said is sealed with its message.';

create table outreach.prescriber_request (
  tenant_id integer not null,
  request_id uuid not null,
  site_id uuid not null,
  therapy_id uuid,
  prescription_id uuid not null,
  kind text not null check (kind in ('renewal', 'change')),
  change_code text,
  partner_id uuid not null,
  outbound_id uuid not null,
  state text not null check (state in ('waiting', 'sent', 'refused', 'unanswered', 'approved', 'approved-with-changes', 'denied', 'new-to-follow', 'replaced', 'pending', 'unclear')),
  reason_codes text[] not null default '{}',
  sealed_words bytea,
  new_prescription_id uuid,
  message_id uuid,
  acknowledgement_id uuid,
  answer_message_id uuid,
  asked_by uuid,
  asked_at timestamptz(3) not null,
  answered_at timestamptz(3),
  settled_code text,
  primary key (tenant_id, request_id),
  foreign key (tenant_id, prescription_id) references prescriptions.prescription,
  foreign key (tenant_id, new_prescription_id) references prescriptions.prescription,
  foreign key (tenant_id, outbound_id) references exchange.outbound,
  check ((kind = 'change') = (change_code is not null))
);
select platform.protect_tenant_table('outreach.prescriber_request', 'select', 'insert', 'update');
select platform.protect_site_table('outreach.prescriber_request');
create unique index prescriber_request_open on outreach.prescriber_request (tenant_id, prescription_id, kind) where state in ('waiting', 'sent', 'pending');
create index prescriber_request_outbound on outreach.prescriber_request (tenant_id, outbound_id);
create index prescriber_request_therapy on outreach.prescriber_request (tenant_id, therapy_id, asked_at);
create index prescriber_request_prescription on outreach.prescriber_request (tenant_id, prescription_id, asked_at);
comment on table outreach.prescriber_request is 'What a prescriber was asked about a prescription (a renewal, a change) and how it was answered; at most one of a kind is open.';
comment on column outreach.prescriber_request.settled_code is 'What was done about an answer that needed a person; null while nobody did anything, or nothing is to be done.';
comment on column outreach.prescriber_request.sealed_words is 'patient data: the note that was sent and the words of the answer, sealed';
