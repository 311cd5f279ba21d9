-- What claims of a contract were paid by month, for the guarantees of its effective rates.

create table revenue.rate_month (
  tenant_id integer not null,
  contract_id uuid not null,
  kind text not null check (kind in ('GER', 'BER', 'DER')),
  month date not null check (extract(day from month) = 1),
  claims integer not null check (claims > 0),
  awp_cents bigint not null,
  ingredient_paid_cents bigint not null,
  fee_paid_cents bigint not null,
  summed_at timestamptz(3) not null,
  primary key (tenant_id, contract_id, kind, month)
);
select platform.protect_tenant_table('revenue.rate_month', 'select', 'insert', 'delete');
comment on table revenue.rate_month is 'Sums of the paid claims of a contract by month of service: generics, brands, and fees of all. Summed anew at each daily look.';
