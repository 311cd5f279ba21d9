-- Refunds that manufacturers owe the pharmacy for claims priced at the maximum fair price (MFP) of Medicare.

create schema refunds;
grant usage on schema refunds to theriac_app;

create table refunds.selected_drug (
  tenant_id integer not null,
  ndc11 text not null check (ndc11 ~ '^[0-9]{11}$'),
  valid_from date not null,
  valid_to date,
  applicability_year integer not null,
  manufacturer text not null,
  unit_price_hundred_thousandths bigint not null check (unit_price_hundred_thousandths >= 0),
  source text not null,
  is_verified boolean not null,
  is_synthetic boolean not null,
  primary key (tenant_id, ndc11, valid_from),
  check (valid_to is null or valid_to >= valid_from)
);
select platform.protect_append_only('refunds.selected_drug');
comment on table refunds.selected_drug is 'Packages of the selected drugs with their maximum fair price for each billing unit, from a day on, and who says so.';

create table refunds.term (
  tenant_id integer not null,
  valid_from date not null,
  manufacturer_days integer not null check (manufacturer_days > 0),
  unpaid_days integer not null check (unpaid_days >= manufacturer_days),
  missed_days integer not null check (missed_days >= unpaid_days),
  tolerance_cents integer not null check (tolerance_cents >= 0),
  source text not null,
  primary key (tenant_id, valid_from)
);
select platform.protect_append_only('refunds.term');
comment on table refunds.term is 'Days by which refunds are judged, from a day on, and who says so.';

create table refunds.ceiling_price (
  tenant_id integer not null,
  ndc11 text not null check (ndc11 ~ '^[0-9]{11}$'),
  valid_from date not null,
  unit_price_hundred_thousandths bigint not null check (unit_price_hundred_thousandths >= 0),
  source text not null,
  is_synthetic boolean not null,
  primary key (tenant_id, ndc11, valid_from)
);
select platform.protect_append_only('refunds.ceiling_price');
comment on table refunds.ceiling_price is '340B ceiling prices for each billing unit, from a day on, and who says so.';

create table refunds.refund (
  tenant_id integer not null,
  claim_id uuid not null,
  fill_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  ndc11 text not null,
  manufacturer text not null,
  service_on date not null,
  quantity_thousandths integer not null,
  wac_hundred_thousandths bigint,
  fair_hundred_thousandths bigint,
  standard_cents bigint not null check (standard_cents >= 0),
  expected_cents bigint not null check (expected_cents >= 0),
  received_cents bigint not null,
  benefit text not null check (benefit in ('mfp', '340b', 'none')),
  state text not null check (state in ('awaited', 'refused', 'with-plan', 'paid', 'short', 'over', 'to-return', 'withdrawn')),
  last_code text,
  first_received_on date,
  opened_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  primary key (tenant_id, claim_id),
  foreign key (tenant_id, claim_id) references claims.claim
);
select platform.protect_tenant_table('refunds.refund', 'select', 'insert', 'update');
select platform.protect_site_table('refunds.refund');
comment on table refunds.refund is 'How the refund of a claim stands: what is expected, what came, and which of both benefits counts. What led there is in its steps, receipts and determinations.';
comment on column refunds.refund.standard_cents is 'The standard default refund amount: WAC x quantity less MFP x quantity, each rounded, at the prices of the date of service; 0 where a refund came for a claim that has none.';
create index refund_open on refunds.refund (tenant_id, service_on) where state not in ('paid', 'withdrawn');
create index refund_by_day on refunds.refund (tenant_id, service_on, claim_id);

create table refunds.refund_step (
  tenant_id integer not null,
  claim_id uuid not null,
  sequence integer not null check (sequence > 0),
  reason text not null check (reason in ('eligible', 'not-eligible', 'claim-reversed', '340b-chosen', 'mfp-chosen')),
  expected_cents bigint not null check (expected_cents >= 0),
  change_cents bigint not null,
  actor_id uuid,
  occurred_at timestamptz(3) not null,
  primary key (tenant_id, claim_id, sequence),
  foreign key (tenant_id, claim_id) references refunds.refund
);
select platform.protect_append_only('refunds.refund_step');
comment on table refunds.refund_step is 'Every change of what is expected for a claim: opened, withdrawn, opened again.';

create table refunds.receipt (
  tenant_id integer not null,
  payment_id uuid not null,
  position integer not null check (position > 0),
  claim_id uuid not null,
  transaction_code text,
  effect text not null,
  status_code text not null,
  payer_claim_number text not null,
  paid_cents bigint not null,
  reason_codes text[] not null,
  remark_codes text[] not null,
  received_at timestamptz(3) not null,
  primary key (tenant_id, payment_id, position),
  foreign key (tenant_id, payment_id, position) references remittance.line,
  foreign key (tenant_id, claim_id) references refunds.refund
);
select platform.protect_append_only('refunds.receipt');
comment on table refunds.receipt is 'What the facilitator remitted or said of a claim, line by line; a line counts once.';
create index receipt_by_claim on refunds.receipt (tenant_id, claim_id);

create table refunds.determination (
  tenant_id integer not null,
  claim_id uuid not null,
  sequence integer not null check (sequence > 0),
  is_qualified boolean not null,
  evidence text not null check (evidence in ('scc-20', 'n1', 'qualification', 'replenished', 'not-340b')),
  ceiling_hundred_thousandths bigint,
  fair_hundred_thousandths bigint,
  benefit text not null check (benefit in ('mfp', '340b')),
  determined_at timestamptz(3) not null,
  determined_by uuid,
  primary key (tenant_id, claim_id, sequence),
  foreign key (tenant_id, claim_id) references claims.claim,
  check (not is_qualified or ceiling_hundred_thousandths is not null)
);
select platform.protect_append_only('refunds.determination');
comment on table refunds.determination is 'Whether a claim is one of 340B, on which evidence, and which benefit was chosen by which prices; the newest counts.';

create table refunds.inquiry (
  tenant_id integer not null,
  inquiry_id uuid not null,
  claim_id uuid not null,
  kind text not null check (kind in ('good-faith-inquiry', 'dispute')),
  reason text not null check (reason in ('unpaid', 'short', 'refused', 'presumed-340b', 'wrong-price')),
  asked_at timestamptz(3) not null,
  asked_by uuid,
  primary key (tenant_id, inquiry_id),
  foreign key (tenant_id, claim_id) references refunds.refund
);
select platform.protect_append_only('refunds.inquiry');
comment on table refunds.inquiry is 'What a manufacturer was asked about a refund: a good-faith inquiry or a dispute.';
create index inquiry_by_claim on refunds.inquiry (tenant_id, claim_id);

create table refunds.inquiry_answer (
  tenant_id integer not null,
  inquiry_id uuid not null,
  outcome text not null check (outcome in ('will-pay', 'paid', 'corrected', 'refused', 'no-answer')),
  answered_at timestamptz(3) not null,
  answered_by uuid,
  primary key (tenant_id, inquiry_id),
  foreign key (tenant_id, inquiry_id) references refunds.inquiry
);
select platform.protect_append_only('refunds.inquiry_answer');
comment on table refunds.inquiry_answer is 'How an inquiry ended; there is one answer for each.';
