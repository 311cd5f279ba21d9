-- Stock by lot and owner: a ledger of movements that is only ever added to; what is on hand is their sum.

create schema inventory;

create table inventory.lot (
  tenant_id integer not null,
  lot_id uuid not null,
  site_id uuid not null,
  ndc11 text not null check (ndc11 ~ '^[0-9]{11}$'),
  gtin14 text check (gtin14 ~ '^[0-9]{14}$'),
  lot_number text not null,
  expires_on date not null,
  owner text not null check (owner in ('wac', '340b', 'gpo', 'consignment', 'patient-owned', 'free-drug')),
  quarantined_reason text,
  made_at timestamptz(3) not null,
  primary key (tenant_id, lot_id),
  unique (tenant_id, site_id, ndc11, lot_number, owner),
  foreign key (tenant_id, site_id) references identity.site
);
select platform.protect_tenant_table('inventory.lot', 'select', 'insert', 'update');
select platform.protect_site_table('inventory.lot');
comment on table inventory.lot is 'What can be told apart on a shelf: a lot of a package at a site that belongs to one owner.';
create index lot_by_package on inventory.lot (tenant_id, site_id, ndc11, expires_on);

create table inventory.stock_movement (
  tenant_id integer not null,
  lot_id uuid not null,
  sequence integer not null,
  kind text not null check (kind in ('received', 'reserved', 'released', 'dispensed', 'returned', 'adjusted', 'wasted')),
  on_hand_thousandths bigint not null,
  reserved_thousandths bigint not null,
  fill_id uuid,
  reason_code text,
  unit_cost_hundred_thousandths bigint,
  actor_id uuid,
  occurred_at timestamptz(3) not null,
  primary key (tenant_id, lot_id, sequence),
  foreign key (tenant_id, lot_id) references inventory.lot
);
select platform.protect_append_only('inventory.stock_movement');
comment on table inventory.stock_movement is 'The ledger. on_hand and reserved are what this movement adds, or takes away when negative.';
create index stock_movement_by_fill on inventory.stock_movement (tenant_id, fill_id) where fill_id is not null;

create table inventory.package_serial (
  tenant_id integer not null,
  gtin14 text not null,
  serial text not null,
  lot_id uuid not null,
  fill_id uuid,
  state text not null check (state in ('on-hand', 'dispensed')),
  changed_at timestamptz(3) not null,
  primary key (tenant_id, gtin14, serial),
  foreign key (tenant_id, lot_id) references inventory.lot
);
select platform.protect_tenant_table('inventory.package_serial', 'select', 'insert', 'update');
comment on table inventory.package_serial is 'Serialized packages (DSCSA 582(d)): one serial number leaves once.';
