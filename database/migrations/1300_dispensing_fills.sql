-- Fills: one dispensing attempt each, with who did what, what was scanned, and the papers that went with it.

create schema dispensing;

create table dispensing.fill (
  tenant_id integer not null,
  fill_id uuid not null,
  site_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  prescription_id uuid not null,
  fill_number integer not null check (fill_number >= 0),
  drug_id uuid not null,
  ndc11 text not null,
  quantity_thousandths bigint not null check (quantity_thousandths > 0),
  days_supply integer not null check (days_supply > 0),
  owner text not null,
  payment text not null check (payment in ('claim', 'cash', 'free-drug')),
  state text not null check (state in ('awaiting-claim', 'awaiting-release', 'ready-to-fill', 'picked', 'filled', 'verified', 'handed-over', 'cancelled', 'returned')),
  lot_id uuid,
  lot_number text,
  lot_expires_on date,
  opened_by uuid,
  filled_by uuid,
  verified_by uuid,
  opened_at timestamptz(3) not null,
  filled_at timestamptz(3),
  verified_at timestamptz(3),
  handed_over_at timestamptz(3),
  version integer not null default 1,
  primary key (tenant_id, fill_id),
  foreign key (tenant_id, site_id) references identity.site
);
select platform.protect_tenant_table('dispensing.fill', 'select', 'insert', 'update');
select platform.protect_site_table('dispensing.fill');
comment on table dispensing.fill is 'One attempt to dispense. A prescription authorizes; a fill is one dispensing under it.';
create index fill_by_therapy on dispensing.fill (tenant_id, therapy_id, opened_at);
-- One therapy never has two fills under way at once.
create unique index fill_one_under_way on dispensing.fill (tenant_id, therapy_id)
  where state in ('awaiting-claim', 'awaiting-release', 'ready-to-fill', 'picked', 'filled', 'verified');

create table dispensing.fill_step (
  tenant_id integer not null,
  fill_id uuid not null,
  sequence integer not null,
  step text not null,
  from_state text,
  to_state text not null,
  reason_code text,
  actor_id uuid,
  occurred_at timestamptz(3) not null,
  primary key (tenant_id, fill_id, sequence),
  foreign key (tenant_id, fill_id) references dispensing.fill
);
select platform.protect_append_only('dispensing.fill_step');
comment on table dispensing.fill_step is 'Every step of a fill, only ever added to.';

create table dispensing.package_scan (
  tenant_id integer not null,
  scan_id uuid not null,
  fill_id uuid not null,
  gtin14 text,
  ndc11 text not null,
  lot_number text,
  expires_on date,
  serial text,
  method text not null check (method in ('scanner', 'camera', 'typed')),
  quantity_thousandths bigint not null check (quantity_thousandths > 0),
  is_void boolean not null default false,
  scanned_by uuid,
  scanned_at timestamptz(3) not null,
  primary key (tenant_id, scan_id),
  foreign key (tenant_id, fill_id) references dispensing.fill
);
select platform.protect_tenant_table('dispensing.package_scan', 'select', 'insert', 'update');
comment on table dispensing.package_scan is 'Packages scanned into a fill: product, lot, expiry and serial number as the barcode gave them.';

create table dispensing.paper (
  tenant_id integer not null,
  paper_id uuid not null,
  fill_id uuid not null,
  kind text not null check (kind in ('label', 'leaflet', 'medication-guide', 'counselling-offer')),
  document_id uuid,
  outcome text not null check (outcome in ('printed', 'enclosed', 'offered', 'accepted', 'declined')),
  recorded_by uuid,
  recorded_at timestamptz(3) not null,
  primary key (tenant_id, paper_id),
  foreign key (tenant_id, fill_id) references dispensing.fill
);
select platform.protect_append_only('dispensing.paper');
comment on table dispensing.paper is 'Label, leaflet, Medication Guide (21 CFR 208.24) and the offer to counsel, recorded for each fill.';
