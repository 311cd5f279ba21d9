-- Deliveries to clinics: who carried the goods there, and who of the clinic received them in which state.

alter table delivery.delivery
  add column clinic_id uuid,
  add column taken_by text,
  drop constraint delivery_state_check,
  add constraint delivery_state_check check (state in ('scheduled', 'packed', 'handed-over', 'in-transit', 'out-for-delivery', 'at-clinic', 'delivered', 'exception', 'returned', 'lost', 'cancelled'));
comment on column delivery.delivery.clinic_id is 'The clinic that receives it; null when it goes to the patient.';
comment on column delivery.delivery.taken_by is 'Who took it from the pharmacy to the clinic: a courier or a messenger by name.';
drop index delivery.delivery_on_its_way;
create index delivery_on_its_way on delivery.delivery (tenant_id, ship_on, delivery_id) where state in ('handed-over', 'in-transit', 'out-for-delivery', 'at-clinic', 'exception');

create table delivery.clinic_receipt (
  tenant_id integer not null,
  delivery_id uuid not null,
  clinic_id uuid not null,
  receiver_name text not null,
  receiver_role text not null check (receiver_role in ('nurse', 'pharmacist', 'technician', 'medical-assistant', 'front-desk')),
  received_at timestamptz(3) not null,
  lot_number text not null,
  packages integer not null check (packages > 0),
  temperature_in_range boolean,
  temperature_tenths integer,
  condition text not null check (condition in ('intact', 'damaged', 'seal-broken', 'wrong-product')),
  is_accepted boolean not null,
  reason_code text,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (tenant_id, delivery_id),
  foreign key (tenant_id, delivery_id) references delivery.delivery,
  check (is_accepted = (reason_code is null))
);
select platform.protect_append_only('delivery.clinic_receipt');
comment on table delivery.clinic_receipt is 'The hand-over of a delivery to a clinic: who of the clinic received what and when, in which state. Names staff of the clinic; no patient data.';
comment on column delivery.clinic_receipt.temperature_tenths is 'What the logger or thermometer read, in tenths of a degree Celsius.';
