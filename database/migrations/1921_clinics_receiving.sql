-- Where a clinic takes goods in, and when.

alter table clinics.clinic
  add column address jsonb,
  add column receiving_weekdays smallint[],
  add column receiving_from time,
  add column receiving_until time,
  add check ((receiving_weekdays is null) = (receiving_from is null) and (receiving_weekdays is null) = (receiving_until is null)),
  add check (receiving_weekdays is null or (cardinality(receiving_weekdays) > 0 and receiving_weekdays <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[])),
  add check (receiving_until > receiving_from);
comment on column clinics.clinic.address is 'Where goods for it are delivered; null until somebody entered it.';
comment on column clinics.clinic.receiving_weekdays is 'The ISO weekdays on which it takes goods in; null until the clinic told its hours, and then a default counts.';
