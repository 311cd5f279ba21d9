-- What people are good for beside their roles and licenses: the languages they speak, and skills of a list that each health system keeps.

create table identity.skill (
  tenant_id integer not null,
  skill text not null,
  label text not null,
  primary key (tenant_id, skill)
);
select platform.protect_tenant_table('identity.skill', 'select', 'insert', 'update');
comment on table identity.skill is 'Skills that a health system named itself, or named otherwise than the standard list of the program does.';

create table identity.staff_language (
  tenant_id integer not null,
  staff_id uuid not null,
  language text not null check (language ~ '^[a-z]{2,3}$'),
  primary key (tenant_id, staff_id, language),
  foreign key (tenant_id, staff_id) references identity.staff
);
select platform.protect_tenant_table('identity.staff_language', 'select', 'insert', 'delete');
comment on table identity.staff_language is 'Languages in which a person can speak with patients, as primary tags of BCP 47.';

create table identity.staff_skill (
  tenant_id integer not null,
  staff_id uuid not null,
  skill text not null,
  primary key (tenant_id, staff_id, skill),
  foreign key (tenant_id, staff_id) references identity.staff
);
select platform.protect_tenant_table('identity.staff_skill', 'select', 'insert', 'delete');
comment on table identity.staff_skill is 'Skills of a person by code.';
