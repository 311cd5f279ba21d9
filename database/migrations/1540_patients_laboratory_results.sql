-- Laboratory results: a measurement knows its status, flag and order, and a correction takes the place of what it corrects.

alter table patients.observation
  add column result_status text check (result_status in ('preliminary', 'final', 'corrected')),
  add column observed_at timestamptz(3),
  add column flag_code text check (flag_code ~ '^[A-Z<>+-]{1,4}$'),
  add column result_token bytea,
  add column replaced_by uuid,
  alter column value drop not null,
  drop constraint observation_state_check,
  add constraint observation_state_check check (state in ('active', 'replaced', 'entered-in-error')),
  add constraint observation_replaced_check check ((state = 'replaced') = (replaced_by is not null)),
  add foreign key (tenant_id, replaced_by) references patients.observation;
comment on column patients.observation.value is 'Decimal text, with a comparator where there is one; null when the result is given in words, which are sealed.';
comment on column patients.observation.result_status is 'How far the laboratory stands behind a result; null for what was not reported by one.';
comment on column patients.observation.flag_code is 'Abnormal flag of HL7 table 0078, such as H, LL or A.';
comment on column patients.observation.result_token is 'patient data: keyed hash of the laboratory''s order number with code and sub-id, by which a correction finds what it corrects';
comment on column patients.observation.replaced_by is 'The result that took the place of this one; it stays and is no longer shown.';
create index observation_result on patients.observation (tenant_id, patient_id, result_token) where result_token is not null;
