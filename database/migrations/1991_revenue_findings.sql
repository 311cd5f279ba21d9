-- What detectors found about money: one finding for each detector and subject, with everything that happened to it.

create table revenue.finding (
  tenant_id integer not null,
  finding_id uuid not null,
  detector text not null,
  detector_version integer not null,
  subject_id text not null,
  claim_id uuid,
  payment_id uuid,
  therapy_id uuid,
  site_id uuid,
  payer_id uuid,
  payer_name text,
  service_on date,
  owner text not null,
  at_risk_cents bigint not null check (at_risk_cents >= 0),
  facts jsonb not null,
  state text not null check (state in ('open', 'assigned', 'snoozed', 'resolved', 'false-positive', 'gone')),
  assignee_id uuid,
  snoozed_until date,
  opened_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  primary key (tenant_id, finding_id),
  unique (tenant_id, detector, subject_id),
  foreign key (tenant_id, claim_id) references claims.claim
);
select platform.protect_tenant_table('revenue.finding', 'select', 'insert', 'update');
select platform.protect_site_table('revenue.finding');
comment on table revenue.finding is 'What a detector found about a claim or a payment, and how it stands. A cause that is gone closes it; one that comes back opens it again.';
comment on column revenue.finding.facts is 'The numbers that the detector fired on; no data of a person.';
create index finding_by_claim on revenue.finding (tenant_id, claim_id);

create table revenue.finding_step (
  tenant_id integer not null,
  finding_id uuid not null,
  sequence integer not null check (sequence > 0),
  from_state text,
  to_state text not null,
  at_risk_cents bigint not null,
  actor_id uuid,
  occurred_at timestamptz(3) not null,
  primary key (tenant_id, finding_id, sequence),
  foreign key (tenant_id, finding_id) references revenue.finding
);
select platform.protect_append_only('revenue.finding_step');
comment on table revenue.finding_step is 'Every step of a finding, only ever added to; verdicts are counted from here.';
create index finding_step_by_time on revenue.finding_step (tenant_id, occurred_at);
