-- Data keys of tenants, each wrapped by a key-encryption key that is kept outside the database.

create schema crypto;

create table crypto.data_key (
  tenant_id integer not null,
  purpose text not null check (purpose in ('seal', 'index')),
  generation integer not null check (generation > 0),
  key_encryption_key_id text not null,
  wrapped bytea,
  encryptions_reserved bigint not null default 0,
  made_at timestamptz(3) not null,
  retired_at timestamptz(3),
  erased_at timestamptz(3),
  primary key (tenant_id, purpose, generation),
  check ((wrapped is null) = (erased_at is not null))
);
select platform.protect_tenant_table('crypto.data_key', 'select', 'insert', 'update');
comment on table crypto.data_key is 'Wrapped keys by tenant, purpose and generation. The newest generation seals; older ones open what they sealed.';
comment on column crypto.data_key.wrapped is 'The key, encrypted by the key-encryption key; null once it was erased, and all that it sealed with it.';
comment on column crypto.data_key.encryptions_reserved is 'An upper bound of the values sealed with this key; processes reserve in blocks.';

-- The owner may look over all tenants so that the definer function below can name them.
do $$ begin
  execute format('create policy owner_lists_tenants on crypto.data_key for select to %I using (true)', current_user);
end $$;

create function crypto.list_tenants_not_wrapped_by(wanted_key_id text) returns table (tenant_id integer)
  language sql stable security definer set search_path = '' as $$
  select distinct k.tenant_id from crypto.data_key k
  where k.wrapped is not null and k.key_encryption_key_id <> wanted_key_id
  order by k.tenant_id
$$;
comment on function crypto.list_tenants_not_wrapped_by is 'Names the tenants that have a key wrapped by another key-encryption key than the wanted one.';
revoke all on function crypto.list_tenants_not_wrapped_by(text) from public;
grant execute on function crypto.list_tenants_not_wrapped_by(text) to theriac_app;

create function crypto.is_key_encryption_key_used(key_id text) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from crypto.data_key k where k.wrapped is not null and k.key_encryption_key_id = key_id)
$$;
comment on function crypto.is_key_encryption_key_used is 'Tells whether any tenant still has a key wrapped by a key-encryption key.';
revoke all on function crypto.is_key_encryption_key_used(text) from public;
grant execute on function crypto.is_key_encryption_key_used(text) to theriac_app;
