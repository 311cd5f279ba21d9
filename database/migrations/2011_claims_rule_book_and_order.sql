-- What a payer asks of claims, what was found in one before it was sent, and the place of a payer among those of a fill.

alter table claims.claim
  add column payer_order smallint not null default 1 check (payer_order between 1 and 9),
  add column reversal_wanted text;
comment on column claims.claim.payer_order is 'The place of the payer among those billed for the fill: 1 pays first.';
comment on column claims.claim.reversal_wanted is 'Why the claim is to be taken back as soon as those of later payers are; null while nobody wants that.';
drop index claims.claim_one_open_per_fill;
-- A fill never has two claims that one payer of it may pay.
create unique index claim_one_open_per_payer on claims.claim (tenant_id, fill_id, payer_order) where state in ('sending', 'paid', 'captured', 'reversing', 'unanswered');

create table claims.payer_rules (
  tenant_id integer not null,
  bin text not null check (bin ~ '^\d{6}$'),
  pcn text not null,
  group_number text not null,
  valid_from date not null,
  rules jsonb not null,
  source text not null,
  is_verified boolean not null,
  primary key (tenant_id, bin, pcn, group_number, valid_from)
);
select platform.protect_tenant_table('claims.payer_rules', 'select', 'insert', 'update');
comment on table claims.payer_rules is 'What a payer asks of claims by BIN, PCN and group, from a day on. An empty PCN or group stands for any.';
comment on column claims.payer_rules.is_verified is 'Whether somebody checked the rules against the payer sheet that is their source.';

create table claims.edit_finding (
  tenant_id integer not null,
  claim_id uuid not null,
  rule text not null,
  version integer not null,
  outcome text not null check (outcome in ('reject', 'review', 'ignore')),
  facts jsonb not null,
  source text,
  primary key (tenant_id, claim_id, rule),
  foreign key (tenant_id, claim_id) references claims.claim
);
select platform.protect_append_only('claims.edit_finding');
comment on table claims.edit_finding is 'What a rule found in a claim before it was sent: the rule, its version, and the numbers that it follows from.';
