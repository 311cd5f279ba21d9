-- From where on the price of a claim is worth somebody's look.

create table revenue.price_limit (
  tenant_id integer not null,
  valid_from date not null,
  thin_margin_ten_thousandths integer not null check (thin_margin_ten_thousandths between 0 and 10000),
  thin_cost_cents bigint not null check (thin_cost_cents >= 0),
  appeal_warning_days integer not null check (appeal_warning_days >= 0),
  tolerance_cents integer not null check (tolerance_cents >= 0),
  source text not null,
  primary key (tenant_id, valid_from)
);
select platform.protect_append_only('revenue.price_limit');
comment on table revenue.price_limit is 'Limits of the detectors of prices from a day on, and who says so.';
comment on column revenue.price_limit.thin_margin_ten_thousandths is 'Below which share of its reimbursement the gross margin of a dear specialty claim is thin.';
