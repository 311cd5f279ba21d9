-- Exchange: what a partner is told by itself, messages that go out once for each event, and what the monitor counts.

alter table exchange.partner
  add column status_format text check (status_format in ('ncpdp-script', 'hl7v2', 'fhir-r4')),
  add column status_kinds text[] not null default '{}';
comment on column exchange.partner.status_format is 'In which format the prescribers behind this partner are told what became of their orders; null when it takes nothing of the kind.';
comment on column exchange.partner.status_kinds is 'Which news it takes.';

alter table exchange.outbound
  add column event_id uuid,
  add column format text,
  add column resends integer not null default 0;
create unique index outbound_event on exchange.outbound (tenant_id, event_id, kind, subject_id) where event_id is not null;
create index outbound_open on exchange.outbound (tenant_id, partner_id, enqueued_at) where state <> 'done';
comment on column exchange.outbound.event_id is 'The announced fact that the message tells of: a fact that is heard twice is sent once.';
comment on column exchange.outbound.format is 'The format that the partner takes; null where each partner of the kind has but one.';
comment on column exchange.outbound.resends is 'How often a person had it sent again after it was dead; what a partner refused goes out under a new number.';

alter table exchange.raw_message add column outbound_id uuid;
comment on column exchange.raw_message.outbound_id is 'The waiting message that these bytes were sent for.';
create index raw_message_control on exchange.raw_message (tenant_id, control_id);
create index raw_message_partner on exchange.raw_message (tenant_id, partner_id, raw_message_id);
create index raw_message_answers on exchange.raw_message (tenant_id, answers) where answers is not null;
create index raw_message_outbound on exchange.raw_message (tenant_id, outbound_id) where outbound_id is not null;

alter table exchange.message_outcome add column elapsed_milliseconds integer check (elapsed_milliseconds >= 0);
comment on column exchange.message_outcome.elapsed_milliseconds is 'How long a partner took to answer what was sent, or this program to settle what arrived; null where nobody measured.';
