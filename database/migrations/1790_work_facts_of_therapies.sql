-- What a therapy lends to the order of its open work, whoever opened it: need-by, run-out, clinical risk and money at risk.

create table work.therapy_fact (
  tenant_id integer not null,
  therapy_id uuid not null,
  facts jsonb not null,
  told_at timestamptz(3) not null,
  primary key (tenant_id, therapy_id)
);
select platform.protect_tenant_table('work.therapy_fact', 'select', 'insert', 'update');
comment on table work.therapy_fact is 'What was last told of each therapy by which its work is ordered: days, codes and amounts only. Whoever opens work of a therapy holds its row shared, whoever tells anew holds it alone, so no open item keeps an older fact.';
comment on column work.therapy_fact.therapy_id is 'patient data: the therapy, by id';

alter table work.work_item add column therapy_facts jsonb not null default '{}';
comment on column work.work_item.therapy_facts is 'What the therapy of an open item lends to its order; what the item says itself stands before it.';
