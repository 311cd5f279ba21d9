-- A health record takes news at one address and answers FHIR queries at another.
alter table exchange.partner add column query_address text;

comment on column exchange.partner.query_address is 'The FHIR base address at which the partner answers queries about charts; null when it answers none.';
