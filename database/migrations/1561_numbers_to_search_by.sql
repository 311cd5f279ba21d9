-- What people read out on the phone: numbers by which records are found.

create index prescription_order_number on prescriptions.prescription (tenant_id, order_number) where order_number is not null;
create index delivery_tracking_number on delivery.delivery (tenant_id, tracking_number) where tracking_number is not null;
create index claim_authorization_number on claims.claim (tenant_id, authorization_number) where authorization_number is not null;

alter table access.prior_authorization add column number_token bytea;
comment on column access.prior_authorization.number_token is 'patient data: the keyed token of the newest authorization number, by which it is found; the number itself is sealed with its step';
create index prior_authorization_number on access.prior_authorization (tenant_id, number_token) where number_token is not null;
