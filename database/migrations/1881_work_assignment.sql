-- Work is given to whom it suits: what an item asks for stands in one column, and which queue asks for what is data of each tenant.

alter table work.work_item add column asks text not null generated always as (
  coalesce(role, '') || '|' || coalesce(site_id::text, '') || '|' || coalesce(therapy_facts->>'patientLanguage', '') || '|' ||
  coalesce(therapy_facts->>'needsInterpreter', '') || '|' || coalesce(therapy_facts->>'shipToState', '') || '|' ||
  coalesce(therapy_facts->>'programme', '')) stored;
comment on column work.work_item.asks is 'All by which a person suits an open item of a queue, in one text: role, site, language, interpreter, state shipped to, programme. There are few of them in a queue, so that each is decided once.';
create index work_item_asks on work.work_item (tenant_id, queue, asks) where closed_at is null;

create table work.assignment_rules (
  tenant_id integer not null,
  version integer not null check (version > 1),
  rules jsonb not null,
  decided_by uuid not null,
  decided_at timestamptz(3) not null,
  primary key (tenant_id, version)
);
select platform.protect_append_only('work.assignment_rules');
comment on table work.assignment_rules is 'Versions of what each queue asks of the people who take its work, as a lead or director decided them; the last one holds. Version 1 is the standard of the program and has no row.';

comment on table work.therapy_fact is 'What was last told of each therapy by which its work is ordered and assigned: days, codes and amounts only. Whoever opens work of a therapy holds its row shared, whoever tells anew holds it alone, so no open item keeps an older fact.';
comment on column work.therapy_fact.facts is 'Codes, days and amounts, among them the primary tag of the language of the patient and the state shipped to. Neither is an identifier (45 CFR 164.514(b)(2)(i)); the therapy is named by id.';
