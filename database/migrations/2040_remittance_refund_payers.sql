-- Payers whose remittances bring refunds of manufacturers: their lines pay no claim of a payer, and no claim is short of them.

create table remittance.refund_payer (
  tenant_id integer not null,
  payer_id text not null,
  valid_from date not null,
  valid_to date,
  code_qualifier text not null,
  source text not null,
  is_verified boolean not null,
  primary key (tenant_id, payer_id, valid_from),
  check (valid_to is null or valid_to >= valid_from)
);
select platform.protect_append_only('remittance.refund_payer');
comment on table remittance.refund_payer is 'By which payer id an 835 of the Medicare Transaction Facilitator is known from a day on, and who says so.';
comment on column remittance.refund_payer.code_qualifier is 'Under which qualifier of a reference (REF01) a line carries the transaction code of the facilitator.';

alter table remittance.payment add column purpose text not null default 'claims' check (purpose in ('claims', 'refunds'));
comment on column remittance.payment.purpose is 'What the payment is for: claims of a payer, or refunds of manufacturers.';

create table remittance.refund_line (
  tenant_id integer not null,
  payment_id uuid not null,
  position integer not null check (position > 0),
  transaction_code text,
  remark_codes text[] not null,
  primary key (tenant_id, payment_id, position),
  foreign key (tenant_id, payment_id, position) references remittance.line
);
select platform.protect_append_only('remittance.refund_line');
comment on table remittance.refund_line is 'What a line of a refund payment says besides: the transaction code of the facilitator, and remarks (RARC).';
