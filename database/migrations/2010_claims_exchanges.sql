-- What passed between the pharmacy and a payer about a claim, each time it was asked, so that a fill is never billed twice.

create table claims.exchange (
  tenant_id integer not null,
  claim_id uuid not null,
  sequence integer not null,
  transaction text not null check (transaction in ('billing', 'reversal')),
  began_at timestamptz(3) not null,
  primary key (tenant_id, claim_id, sequence),
  foreign key (tenant_id, claim_id) references claims.claim
);
select platform.protect_append_only('claims.exchange');
comment on table claims.exchange is 'Each time a payer was asked about a claim, written before the first byte goes out. One without an end may have been sent: nobody knows.';

create table claims.exchange_end (
  tenant_id integer not null,
  claim_id uuid not null,
  sequence integer not null,
  outcome text not null check (outcome in ('answered', 'silent', 'unreached', 'unwritable')),
  switch_name text,
  ended_at timestamptz(3) not null,
  sealed_lines bytea not null,
  primary key (tenant_id, claim_id, sequence),
  foreign key (tenant_id, claim_id, sequence) references claims.exchange
);
select platform.protect_append_only('claims.exchange_end');
comment on table claims.exchange_end is 'How asking a payer ended: silent means that the payer may have the claim, unreached that no byte went out.';
comment on column claims.exchange_end.sealed_lines is 'patient data: every field that was sent and that came back, sealed';
