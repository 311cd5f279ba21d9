-- Within how many days a second referral is a possible duplicate, and what a person decided about each.

alter table reference.match_threshold drop constraint match_threshold_kind_check;
alter table reference.match_threshold
  add constraint match_threshold_kind_check check (kind in ('patient', 'drug', 'prescriber', 'plan', 'duplicate-referral')),
  add column within_days integer check (within_days between 1 and 366),
  add constraint match_threshold_days_check check ((kind = 'duplicate-referral') = (within_days is not null));
comment on column reference.match_threshold.within_days is
  'For duplicate referrals alone: within how many days of an earlier one a second of the same patient and ingredient is looked at.';

create table prescriptions.duplicate_settlement (
  tenant_id integer not null,
  prescription_id uuid not null,
  duplicate_of uuid not null,
  resolution text not null check (resolution in ('continue', 'second', 'duplicate')),
  reason_code text,
  settled_at timestamptz(3) not null,
  settled_by uuid,
  primary key (tenant_id, prescription_id, duplicate_of),
  foreign key (tenant_id, prescription_id) references prescriptions.prescription,
  foreign key (tenant_id, duplicate_of) references prescriptions.prescription,
  check ((resolution = 'second') = (reason_code is not null))
);
select platform.protect_append_only('prescriptions.duplicate_settlement');
comment on table prescriptions.duplicate_settlement is
  'What a person decided about a referral that an earlier one may already be: the therapy goes on with it, both stand for a reason, or it was closed as a duplicate.';
create index duplicate_settlement_earlier on prescriptions.duplicate_settlement (tenant_id, duplicate_of);
