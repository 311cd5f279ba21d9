-- Pathways as data: the versions that a health system made of each programme, and the one draft that is being written.
create schema pathways;

create table pathways.pathway_version (
  tenant_id integer not null,
  version_id uuid not null,
  programme text not null,
  version integer not null check (version > 1),
  effective_from date not null,
  content json not null,
  based_on_id text not null,
  based_on_version integer not null,
  reason text not null,
  proposal_id uuid not null,
  proposed_by uuid not null,
  activated_by uuid not null,
  activated_at timestamptz(3) not null,
  primary key (tenant_id, version_id),
  unique (tenant_id, programme, version),
  unique (tenant_id, programme, effective_from)
);
select platform.protect_append_only('pathways.pathway_version');
comment on table pathways.pathway_version is 'Versions of pathways that two people of a health system put into force. A version is never changed; therapies name the one they run on. The versions of the program have no row.';
comment on column pathways.pathway_version.content is 'Stages, exit criteria, lanes, tasks, holds, roles and clocks, in the order in which they were written.';
comment on column pathways.pathway_version.based_on_id is 'The version from which it was written: a programme for one of the program, a UUID for one of the health system.';

create table pathways.draft (
  tenant_id integer not null,
  programme text not null,
  revision integer not null,
  content json not null,
  based_on_id text not null,
  based_on_version integer not null,
  changed_by uuid not null,
  changed_at timestamptz(3) not null,
  primary key (tenant_id, programme)
);
select platform.protect_tenant_table('pathways.draft', 'select', 'insert', 'update', 'delete');
comment on table pathways.draft is 'The next version of a programme while it is written; one for each programme. Nothing runs on a draft.';
