-- Refills: what patients say in refill calls, the doses that reached them, and how their dose changes.

create table clinical.refill_call (
  tenant_id integer not null,
  call_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  cycle integer not null,
  channel text not null check (channel in ('phone', 'text-message', 'email', 'mail')),
  outcome text not null check (outcome in ('confirmed', 'not-reached', 'declined', 'delayed', 'prescriber-told', 'renewal-needed')),
  status text not null,
  rules_version integer not null,
  rule_codes text[] not null,
  called_on date not null,
  sealed_answers bytea,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, call_id),
  foreign key (tenant_id, site_id) references identity.site
);
select platform.protect_append_only('clinical.refill_call');
select platform.protect_site_table('clinical.refill_call');
comment on table clinical.refill_call is 'Refill calls and attempts at one. outcome is what the call brought, status what the therapy was told; rule_codes are the rules that sent the answers to a pharmacist.';
comment on column clinical.refill_call.sealed_answers is 'patient data: what the patient answered, sealed; null when nobody was reached';
create index refill_call_therapy on clinical.refill_call (tenant_id, therapy_id, recorded_at);

create table clinical.refill_review (
  tenant_id integer not null,
  call_id uuid not null,
  site_id uuid not null,
  decision text not null check (decision in ('go-on', 'later', 'stop')),
  sealed_note bytea not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, call_id),
  foreign key (tenant_id, call_id) references clinical.refill_call,
  foreign key (tenant_id, site_id) references identity.site
);
select platform.protect_append_only('clinical.refill_review');
select platform.protect_site_table('clinical.refill_review');
comment on table clinical.refill_review is 'What a pharmacist decided upon the answers of a refill call. Each call is reviewed once.';
comment on column clinical.refill_review.sealed_note is 'patient data: the reasons in words, sealed';

create table clinical.dispensed_supply (
  tenant_id integer not null,
  supply_id uuid not null,
  therapy_id uuid not null,
  site_id uuid not null,
  quantity_thousandths bigint check (quantity_thousandths > 0),
  days_supply integer check (days_supply > 0),
  delivered_on date,
  primary key (tenant_id, supply_id),
  foreign key (tenant_id, site_id) references identity.site
);
select platform.protect_tenant_table('clinical.dispensed_supply', 'select', 'insert', 'update');
select platform.protect_site_table('clinical.dispensed_supply');
comment on table clinical.dispensed_supply is 'What was dispensed for a therapy, by its fill (or its delivery, where no fill is known): how much, for how many days, and the day on which it reached the patient; null while it has not, and again when it came back.';
create index dispensed_supply_therapy on clinical.dispensed_supply (tenant_id, therapy_id, delivered_on);

create table clinical.dose_phase (
  tenant_id integer not null,
  phase_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  from_on date not null,
  kind text not null check (kind in ('dose', 'held', 'as-dispensed')),
  amount_thousandths bigint not null check (amount_thousandths >= 0),
  every_days integer not null check (every_days between 1 and 366),
  reason_code text not null,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, phase_id),
  foreign key (tenant_id, site_id) references identity.site
);
select platform.protect_append_only('clinical.dose_phase');
select platform.protect_site_table('clinical.dose_phase');
comment on table clinical.dose_phase is 'From which day a patient takes how much, or nothing while the drug is held. Of two phases from one day the later entry counts; before the first, the dose follows from quantity and days supply.';
create index dose_phase_therapy on clinical.dose_phase (tenant_id, therapy_id, from_on);

-- What reached patients before this migration.
insert into clinical.dispensed_supply (tenant_id, supply_id, therapy_id, site_id, quantity_thousandths, days_supply, delivered_on)
select f.tenant_id, f.fill_id, f.therapy_id, f.site_id, f.quantity_thousandths, f.days_supply,
  max((d.delivered_at at time zone s.time_zone)::date)
from dispensing.fill f
join identity.site s on s.tenant_id = f.tenant_id and s.site_id = f.site_id
join delivery.delivery d on d.tenant_id = f.tenant_id and d.fill_id = f.fill_id and d.state = 'delivered'
where f.state = 'handed-over'
group by f.tenant_id, f.fill_id, f.therapy_id, f.site_id, f.quantity_thousandths, f.days_supply;
