-- What the ledger is put together by: one row for each claim of a first payer, on whose account the money of its fill stands.

create table revenue.claim_fact (
  tenant_id integer not null,
  claim_id uuid not null,
  service_on date not null,
  payer_id uuid,
  therapy_id uuid not null,
  clinic_id uuid,
  site_id uuid,
  ndc11 text not null check (ndc11 ~ '^[0-9]{11}$'),
  awp_cents bigint,
  primary key (tenant_id, claim_id),
  foreign key (tenant_id, claim_id) references claims.claim
);
select platform.protect_tenant_table('revenue.claim_fact', 'select', 'insert', 'update');
select platform.protect_site_table('revenue.claim_fact');
comment on table revenue.claim_fact is 'By what the postings of a claim are put together: day of service, payer, therapy, clinic and package, with the list price of that day.';
comment on column revenue.claim_fact.awp_cents is 'The average wholesale price of what was billed, as known when the claim was last posted; null where none was known.';
create index claim_fact_by_day on revenue.claim_fact (tenant_id, service_on);

insert into revenue.claim_fact (tenant_id, claim_id, service_on, payer_id, therapy_id, clinic_id, site_id, ndc11, awp_cents)
select c.tenant_id, c.claim_id, c.date_of_service, l.payer_id, c.therapy_id, p.clinic_id, c.site_id, c.ndc11,
  (select round(d.unit_price_hundred_thousandths::numeric * c.quantity_thousandths / 1000000)
    from reference.drug_price d
    where d.tenant_id = c.tenant_id and d.ndc11 = c.ndc11 and d.kind = 'awp' and d.valid_from <= c.date_of_service
      and (d.valid_to is null or d.valid_to >= c.date_of_service)
    order by d.valid_from desc limit 1)
from claims.claim c
left join reference.plan l on l.tenant_id = c.tenant_id and l.plan_id = c.plan_id
left join prescriptions.prescription p on p.tenant_id = c.tenant_id and p.prescription_id = c.prescription_id
where c.payer_order = 1 and exists (
  select 1 from revenue.posting_set s where s.tenant_id = c.tenant_id and s.claim_id = c.claim_id);
