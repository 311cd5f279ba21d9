-- People and memberships as the directory of a health system provisions them (SCIM, RFC 7643 and 7644).

alter table federation.provider add column subject_is_external_id boolean not null default false;
comment on column federation.provider.subject_is_external_id is
  'True where the directory provisions, as external id of a person, the subject by which the provider knows them: then provisioning links the account.';

create table federation.directory_person (
  tenant_id integer not null,
  staff_id uuid not null,
  external_id text,
  given_name text,
  family_name text,
  email text,
  provisioned_by uuid not null,
  made_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  removed_at timestamptz(3),
  primary key (tenant_id, staff_id),
  foreign key (tenant_id, staff_id) references identity.staff,
  foreign key (tenant_id, provisioned_by) references identity.api_client
);
select platform.protect_tenant_table('federation.directory_person', 'select', 'insert', 'update');
comment on table federation.directory_person is
  'What the directory says of people of the staff. Their names are no patient data. Who was removed there is disabled here, and nothing is erased.';

create table federation.group_member (
  tenant_id integer not null,
  group_id uuid not null,
  staff_id uuid not null,
  primary key (tenant_id, group_id, staff_id),
  foreign key (tenant_id, group_id) references federation.directory_group,
  foreign key (tenant_id, staff_id) references identity.staff
);
select platform.protect_tenant_table('federation.group_member', 'select', 'insert', 'delete');
create index group_member_staff on federation.group_member (tenant_id, staff_id);
comment on table federation.group_member is 'Who is in which group of the directory.';
