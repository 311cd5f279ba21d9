-- Remittances: files as they came, what became of them, payments with their lines, and which claims they pay.

create schema remittance;
grant usage on schema remittance to theriac_app;

create table remittance.file (
  tenant_id integer not null,
  remittance_file_id uuid not null,
  file_id uuid not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  byte_count integer not null,
  source text not null check (source in ('folder', 'browser', 'import')),
  sealed_details bytea not null,
  received_at timestamptz(3) not null,
  received_by uuid,
  primary key (tenant_id, remittance_file_id),
  unique (tenant_id, sha256),
  foreign key (tenant_id, file_id) references platform.stored_file
);
select platform.protect_append_only('remittance.file');
comment on table remittance.file is 'Remittance files as they came; the bytes lie sealed in the file store before anything reads them. The same bytes are one file.';
comment on column remittance.file.sealed_details is 'patient data: the name that the file had, sealed';

create table remittance.file_outcome (
  tenant_id integer not null,
  remittance_file_id uuid not null,
  outcome text not null check (outcome in ('posted', 'held', 'unreadable')),
  problems jsonb not null,
  settled_at timestamptz(3) not null,
  primary key (tenant_id, remittance_file_id),
  foreign key (tenant_id, remittance_file_id) references remittance.file
);
select platform.protect_append_only('remittance.file_outcome');
comment on table remittance.file_outcome is 'What became of a file: posted whole, or held whole with the problems and their places.';
comment on column remittance.file_outcome.problems is 'Codes, places and sentences; no values of the file.';

create table remittance.file_dismissal (
  tenant_id integer not null,
  remittance_file_id uuid not null,
  reason_code text not null,
  dismissed_at timestamptz(3) not null,
  dismissed_by uuid,
  primary key (tenant_id, remittance_file_id),
  foreign key (tenant_id, remittance_file_id) references remittance.file
);
select platform.protect_append_only('remittance.file_dismissal');
comment on table remittance.file_dismissal is 'A held file that a person set aside, with the reason.';

create table remittance.payment (
  tenant_id integer not null,
  payment_id uuid not null,
  remittance_file_id uuid not null,
  position integer not null check (position > 0),
  state text not null check (state in ('posted', 'held')),
  trace_number text not null,
  payer_id text not null,
  payer_name text not null,
  payee_id text not null,
  paid_on date,
  payment_cents bigint not null,
  claim_paid_cents bigint not null,
  provider_adjustment_cents bigint not null,
  line_count integer not null check (line_count >= 0),
  recorded_at timestamptz(3) not null,
  primary key (tenant_id, payment_id),
  unique (tenant_id, remittance_file_id, position),
  foreign key (tenant_id, remittance_file_id) references remittance.file,
  check (state = 'held' or payment_cents = claim_paid_cents - provider_adjustment_cents)
);
select platform.protect_append_only('remittance.payment');
comment on table remittance.payment is 'Each payment of a file. A posted one is the sum of its lines less the adjustments of the provider; a held one posted nothing.';
create unique index payment_posted_once on remittance.payment (tenant_id, payer_id, trace_number) where state = 'posted';

create table remittance.line (
  tenant_id integer not null,
  payment_id uuid not null,
  position integer not null check (position > 0),
  place text not null,
  rx_number bigint,
  sealed_control_number bytea,
  payer_claim_number text not null,
  status_code text not null,
  service_on date,
  ndc11 text,
  charge_cents bigint not null,
  paid_cents bigint not null,
  patient_cents bigint,
  paired_position integer,
  primary key (tenant_id, payment_id, position),
  foreign key (tenant_id, payment_id) references remittance.payment
);
select platform.protect_append_only('remittance.line');
comment on table remittance.line is 'What a payment says of each claim; a take-back is a line of its own with status 22.';
comment on column remittance.line.rx_number is 'The pharmacy''s own number of the prescription that was paid; it names nobody without the records of the pharmacy.';
comment on column remittance.line.sealed_control_number is 'patient data: the number of the claim where it is none of a prescription, sealed';
comment on column remittance.line.paired_position is 'The line of the same payment that this one takes back, or that it corrects.';

create table remittance.line_adjustment (
  tenant_id integer not null,
  payment_id uuid not null,
  position integer not null,
  number integer not null check (number > 0),
  group_code text not null,
  reason_code text not null,
  cents bigint not null,
  primary key (tenant_id, payment_id, position, number),
  foreign key (tenant_id, payment_id, position) references remittance.line
);
select platform.protect_append_only('remittance.line_adjustment');
comment on table remittance.line_adjustment is 'Why a claim was paid other than charged, by group and reason (CARC).';

create table remittance.line_match (
  tenant_id integer not null,
  payment_id uuid not null,
  position integer not null,
  claim_id uuid not null,
  key text not null check (key in ('prescription', 'authorization', 'person')),
  expected_cents bigint not null,
  matched_at timestamptz(3) not null,
  matched_by uuid,
  primary key (tenant_id, payment_id, position),
  foreign key (tenant_id, payment_id, position) references remittance.line,
  foreign key (tenant_id, claim_id) references claims.claim
);
select platform.protect_append_only('remittance.line_match');
comment on table remittance.line_match is 'To which claim a line belongs, by which key, and what the payer had agreed to pay then; 0 for a claim that the pharmacy took back.';
create index line_match_claim on remittance.line_match (tenant_id, claim_id);

create table remittance.provider_adjustment (
  tenant_id integer not null,
  payment_id uuid not null,
  number integer not null check (number > 0),
  reason_code text not null,
  reference text not null,
  cents bigint not null,
  primary key (tenant_id, payment_id, number),
  foreign key (tenant_id, payment_id) references remittance.payment
);
select platform.protect_append_only('remittance.provider_adjustment');
comment on table remittance.provider_adjustment is 'Amounts of a payment that belong to no claim (PLB); a positive one was deducted.';

create table remittance.deposit (
  tenant_id integer not null,
  payment_id uuid not null,
  deposited_on date not null,
  cents bigint not null,
  bank_reference text not null,
  entered_at timestamptz(3) not null,
  entered_by uuid,
  primary key (tenant_id, payment_id),
  foreign key (tenant_id, payment_id) references remittance.payment
);
select platform.protect_append_only('remittance.deposit');
comment on table remittance.deposit is 'The deposit at the bank that brought a payment, as a person entered it.';

create table remittance.rule (
  tenant_id integer not null,
  valid_from date not null,
  tolerance_cents integer not null check (tolerance_cents >= 0),
  cycle_days integer not null check (cycle_days >= 0),
  grace_days integer not null check (grace_days >= 0),
  carried_reasons text[] not null,
  source text not null,
  primary key (tenant_id, valid_from)
);
select platform.protect_tenant_table('remittance.rule', 'select', 'insert');
comment on table remittance.rule is 'By what remittances are judged from a day on, and who says so.';

create index claim_by_prescription on claims.claim (tenant_id, prescription_id, date_of_service);
