-- Scans: what came by fax or scanner, as it came, what was read of it, and what became of it.

create table documents.scan (
  tenant_id integer not null,
  scan_id uuid not null,
  site_id uuid not null,
  file_id uuid not null,
  source text not null check (source in ('folder', 'browser')),
  sealed_details bytea not null,
  received_at timestamptz(3) not null,
  received_by uuid,
  state text not null check (state in ('arrived', 'waiting', 'unreadable', 'settled')),
  reading_until timestamptz(3),
  attempts integer not null default 0,
  kind text,
  page_count integer check (page_count > 0),
  problem_code text,
  problem_place text,
  outcome text check (outcome in ('prescription', 'filed', 'duplicate', 'discarded')),
  settled_at timestamptz(3),
  settled_by uuid,
  reason_code text,
  duplicate_of uuid,
  document_id uuid,
  primary key (tenant_id, scan_id),
  foreign key (tenant_id, file_id) references platform.stored_file,
  foreign key (tenant_id, duplicate_of) references documents.scan,
  foreign key (tenant_id, document_id) references documents.document,
  check ((state = 'settled') = (outcome is not null))
);
select platform.protect_work_table('documents.scan');
select platform.protect_site_table('documents.scan');
create index scan_arrived on documents.scan (tenant_id, scan_id) where state = 'arrived';
create index scan_file on documents.scan (tenant_id, file_id);
comment on table documents.scan is 'Scans and faxes as they came; the bytes lie sealed in the file store before anything reads them.';
comment on column documents.scan.sealed_details is 'patient data: the name that the file had, sealed';
comment on column documents.scan.reading_until is 'Until when a process has it to itself for reading; afterwards another may take it.';
comment on column documents.scan.problem_code is 'Why nothing or not all of it could be read.';
comment on column documents.scan.problem_place is 'Where in the file: a page, or the file itself.';

create table documents.scan_page (
  tenant_id integer not null,
  scan_id uuid not null,
  page_number integer not null check (page_number > 0),
  image_file_id uuid not null,
  sealed_text bytea not null,
  primary key (tenant_id, scan_id, page_number),
  foreign key (tenant_id, scan_id) references documents.scan,
  foreign key (tenant_id, image_file_id) references platform.stored_file
);
select platform.protect_append_only('documents.scan_page');
comment on table documents.scan_page is 'The pages of a scan as pictures, with the text that was recognized on each.';
comment on column documents.scan_page.sealed_text is 'patient data: the recognized words with their boxes and confidence, sealed';

create index stored_file_hash on platform.stored_file (tenant_id, sha256);

create function documents.list_arrived_scans(at_instant timestamptz, most integer)
  returns table (tenant_id integer, scan_id uuid)
  language sql stable security definer set search_path = '' as $$
  select s.tenant_id, s.scan_id from documents.scan s
  where s.state = 'arrived' and (s.reading_until is null or s.reading_until < at_instant)
  order by s.scan_id limit most
$$;
comment on function documents.list_arrived_scans is 'Names scans that nobody has read and no process is reading, in any tenant.';
revoke all on function documents.list_arrived_scans(timestamptz, integer) from public;
grant execute on function documents.list_arrived_scans(timestamptz, integer) to theriac_app;
