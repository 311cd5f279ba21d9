-- The money ledger of claims: one balanced set of postings for each cause, only ever added to.

create schema revenue;
grant usage on schema revenue to theriac_app;

create table revenue.rule (
  tenant_id integer not null,
  valid_from date not null,
  transaction_fee_cents integer not null check (transaction_fee_cents >= 0),
  handling_cents integer not null check (handling_cents >= 0),
  reserve_ten_thousandths integer not null check (reserve_ten_thousandths between 0 and 10000),
  return_to_stock_days integer not null check (return_to_stock_days > 2),
  source text not null,
  primary key (tenant_id, valid_from)
);
select platform.protect_append_only('revenue.rule');
comment on table revenue.rule is 'What a claim costs besides its product, and after how many days it must be sold, from a day on, and who says so.';
comment on column revenue.rule.reserve_ten_thousandths is 'The share of the ingredient paid that is set aside for the true-up of an effective rate.';

create table revenue.posting_set (
  tenant_id integer not null,
  posting_set_id uuid not null,
  cause_kind text not null check (cause_kind in
    ('adjudication', 'reversal', 'remittance-line', 'line-match', 'provider-adjustment', 'deposit', 'stock-movement', 'delivery')),
  cause_id text not null,
  claim_id uuid,
  fill_id uuid,
  therapy_id uuid,
  site_id uuid,
  payer_id uuid,
  payment_id uuid,
  ndc11 text,
  occurred_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  primary key (tenant_id, posting_set_id),
  unique (tenant_id, cause_kind, cause_id),
  foreign key (tenant_id, claim_id) references claims.claim,
  foreign key (tenant_id, payment_id) references remittance.payment
);
select platform.protect_append_only('revenue.posting_set');
select platform.protect_site_table('revenue.posting_set');
comment on table revenue.posting_set is 'One set for each cause: the step of a claim, the line of a payment, the movement of a lot. The cause is posted once.';
create index posting_set_by_claim on revenue.posting_set (tenant_id, claim_id);
create index posting_set_by_therapy on revenue.posting_set (tenant_id, therapy_id);
create index posting_set_by_payment on revenue.posting_set (tenant_id, payment_id);

create table revenue.posting (
  tenant_id integer not null,
  posting_set_id uuid not null,
  number integer not null check (number > 0),
  account text not null check (account in
    ('charge', 'contractual-adjustment', 'payer-receivable', 'patient-receivable', 'take-back', 'remitted-cash', 'deposited', 'suspense',
     'provider-adjustment', 'acquisition-cost', 'inventory', 'handling', 'transaction-fee', 'payable', 'effective-rate-reserve', 'reserve-held')),
  detail text not null default '',
  cents bigint not null check (cents <> 0),
  primary key (tenant_id, posting_set_id, number),
  foreign key (tenant_id, posting_set_id) references revenue.posting_set
);
select platform.protect_append_only('revenue.posting');
comment on table revenue.posting is 'Amounts by account; debits are positive, credits negative.';
comment on column revenue.posting.detail is 'What tells amounts of an account apart: group and reason of an adjustment (CARC, PLB), or the owner of stock.';

-- Every statement that adds postings adds as much as it takes, set by set, so that every set sums to zero.
create function revenue.refuse_imbalance() returns trigger language plpgsql as $$
begin
  if exists (select 1 from added group by tenant_id, posting_set_id having sum(cents) <> 0) then
    raise exception 'a set of postings does not sum to zero' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger posting_balanced after insert on revenue.posting
  referencing new table as added for each statement execute function revenue.refuse_imbalance();
