-- What is done about money that payers did not pay: amounts written off by two people, and disputes about what was paid short.

create schema receivables;
grant usage on schema receivables to theriac_app;

create table receivables.write_off (
  tenant_id integer not null,
  write_off_id uuid not null,
  claim_id uuid not null,
  payer_id uuid,
  site_id uuid,
  cents bigint not null check (cents > 0),
  reason_code text not null,
  state text not null check (state in ('proposed', 'approved', 'declined', 'reversed')),
  proposed_by uuid not null,
  proposed_at timestamptz(3) not null,
  decided_by uuid,
  decided_at timestamptz(3),
  reversed_by uuid,
  reversed_at timestamptz(3),
  primary key (tenant_id, write_off_id),
  foreign key (tenant_id, claim_id) references claims.claim,
  constraint write_off_two_people check (decided_by is null or decided_by <> proposed_by),
  constraint write_off_decided check ((state = 'proposed') = (decided_by is null))
);
select platform.protect_tenant_table('receivables.write_off', 'select', 'insert', 'update');
select platform.protect_site_table('receivables.write_off');
comment on table receivables.write_off is 'An open amount of a claim that one person proposed to give up and another decided on; a reversed one is owed again.';
create unique index write_off_one_proposed on receivables.write_off (tenant_id, claim_id, coalesce(payer_id, '00000000-0000-0000-0000-000000000000'))
  where state = 'proposed';
create index write_off_by_state on receivables.write_off (tenant_id, state, write_off_id);
create index write_off_by_claim on receivables.write_off (tenant_id, claim_id);

create table receivables.dispute_rule (
  tenant_id integer not null,
  valid_from date not null,
  days integer not null check (days > 0),
  source text not null,
  primary key (tenant_id, valid_from)
);
select platform.protect_append_only('receivables.dispute_rule');
comment on table receivables.dispute_rule is 'Within how many days of a short remittance it can be disputed, from a day on, and who says so.';

create table receivables.dispute (
  tenant_id integer not null,
  dispute_id uuid not null,
  claim_id uuid not null,
  payer_id uuid,
  site_id uuid,
  agreed_cents bigint not null,
  remitted_cents bigint not null,
  short_cents bigint not null check (short_cents > 0),
  payment_id uuid,
  position integer,
  state text not null check (state in ('open', 'paid', 'denied', 'withdrawn')),
  opened_by uuid,
  opened_at timestamptz(3) not null,
  due_on date,
  due_source text,
  answered_by uuid,
  answered_at timestamptz(3),
  answer_reference text,
  primary key (tenant_id, dispute_id),
  foreign key (tenant_id, claim_id) references claims.claim,
  foreign key (tenant_id, payment_id) references remittance.payment
);
select platform.protect_tenant_table('receivables.dispute', 'select', 'insert', 'update');
select platform.protect_site_table('receivables.dispute');
comment on table receivables.dispute is 'What a payer is told that it paid short, with the evidence of that day: what it agreed to, what it remitted, and the line of the remittance.';
comment on column receivables.dispute.answer_reference is 'The number under which the payer answered; no data of a person.';
create unique index dispute_one_open on receivables.dispute (tenant_id, claim_id, coalesce(payer_id, '00000000-0000-0000-0000-000000000000'))
  where state = 'open';
create index dispute_by_state on receivables.dispute (tenant_id, state, dispute_id);
create index dispute_by_claim on receivables.dispute (tenant_id, claim_id);

alter table revenue.posting_set drop constraint posting_set_cause_kind_check;
alter table revenue.posting_set add constraint posting_set_cause_kind_check check (cause_kind in
  ('adjudication', 'reversal', 'remittance-line', 'line-match', 'provider-adjustment', 'deposit', 'stock-movement', 'delivery',
   'refund-expected', 'write-off', 'write-off-reversal'));
alter table revenue.posting drop constraint posting_account_check;
alter table revenue.posting add constraint posting_account_check check (account in
  ('charge', 'contractual-adjustment', 'payer-receivable', 'patient-receivable', 'take-back', 'remitted-cash', 'deposited', 'suspense',
   'provider-adjustment', 'acquisition-cost', 'inventory', 'handling', 'transaction-fee', 'payable', 'effective-rate-reserve', 'reserve-held',
   'mfp-refund', 'mfp-refund-due', 'mfp-refund-cash', 'mfp-refund-suspense', 'write-off'));
