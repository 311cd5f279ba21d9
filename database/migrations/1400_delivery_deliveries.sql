-- Deliveries: what was agreed with the patient, how it left, and what the courier told of it.

create schema delivery;

create table delivery.delivery (
  tenant_id integer not null,
  delivery_id uuid not null,
  site_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  fill_id uuid,
  method text not null check (method in ('courier', 'pick-up', 'clinic')),
  storage text not null check (storage in ('room', 'refrigerated', 'frozen')),
  state text not null check (state in ('scheduled', 'packed', 'handed-over', 'in-transit', 'out-for-delivery', 'delivered', 'exception', 'returned', 'lost', 'cancelled')),
  need_by date,
  ship_on date not null,
  arrives_on date not null,
  signature_required boolean not null,
  payment_method text not null,
  copay_cents bigint not null check (copay_cents >= 0),
  copay_consent boolean not null,
  sealed_details bytea not null,
  pack_out text,
  carrier text,
  tracking_number text,
  exception_code text,
  return_outcome text check (return_outcome in ('returned-to-stock', 'wasted')),
  scheduled_at timestamptz(3) not null,
  packed_at timestamptz(3),
  handed_over_at timestamptz(3),
  delivered_at timestamptz(3),
  version integer not null default 1,
  primary key (tenant_id, delivery_id),
  foreign key (tenant_id, site_id) references identity.site,
  foreign key (tenant_id, fill_id) references dispensing.fill
);
select platform.protect_tenant_table('delivery.delivery', 'select', 'insert', 'update');
select platform.protect_site_table('delivery.delivery');
comment on table delivery.delivery is 'One agreed delivery of a therapy. It may be agreed before its fill exists; the fill is joined when it is packed.';
comment on column delivery.delivery.sealed_details is 'patient data: address, recipient, telephone number and note, sealed';
create index delivery_by_therapy on delivery.delivery (tenant_id, therapy_id, scheduled_at);
create index delivery_to_leave on delivery.delivery (tenant_id, ship_on, delivery_id) where state in ('scheduled', 'packed');
create index delivery_on_its_way on delivery.delivery (tenant_id, ship_on, delivery_id) where state in ('handed-over', 'in-transit', 'out-for-delivery', 'exception');
create index delivery_by_fill on delivery.delivery (tenant_id, fill_id);
create unique index delivery_by_tracking_number on delivery.delivery (tenant_id, tracking_number);
-- One therapy never has two deliveries that are still to leave.
create unique index delivery_one_to_leave on delivery.delivery (tenant_id, therapy_id) where state in ('scheduled', 'packed');

create table delivery.delivery_step (
  tenant_id integer not null,
  delivery_id uuid not null,
  sequence integer not null,
  step text not null,
  from_state text,
  to_state text not null,
  reason_code text,
  actor_id uuid,
  occurred_at timestamptz(3) not null,
  primary key (tenant_id, delivery_id, sequence),
  foreign key (tenant_id, delivery_id) references delivery.delivery
);
select platform.protect_append_only('delivery.delivery_step');
comment on table delivery.delivery_step is 'Every step of a delivery, only ever added to.';

create table delivery.shipment_event (
  tenant_id integer not null,
  tracking_number text not null,
  event_id text not null,
  status text not null check (status in ('label-made', 'picked-up', 'in-transit', 'out-for-delivery', 'delivered', 'exception', 'returned', 'lost')),
  code text,
  occurred_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  primary key (tenant_id, tracking_number, event_id)
);
select platform.protect_append_only('delivery.shipment_event');
comment on table delivery.shipment_event is 'What was reported of a shipment, once for each event. Where a delivery stands follows from the set of its events, whatever their order; an event may come before its tracking number is known here.';
