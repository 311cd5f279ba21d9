-- The number by which the pharmacy itself names a prescription; given once, when it is first filled or shown at the bench.

create table prescriptions.rx_number (
  tenant_id integer not null,
  prescription_id uuid not null,
  number bigint generated always as identity (start with 7000001),
  primary key (tenant_id, prescription_id),
  unique (tenant_id, number),
  foreign key (tenant_id, prescription_id) references prescriptions.prescription
);
select platform.protect_append_only('prescriptions.rx_number');
comment on table prescriptions.rx_number is 'Rx numbers (NCPDP 402-D2) of prescriptions.';
