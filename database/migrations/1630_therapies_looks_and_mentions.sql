-- The therapy page: what is new since a person last looked, and who was mentioned in a note.

create table therapies.therapy_look (
  tenant_id integer not null,
  staff_id uuid not null,
  therapy_id uuid not null,
  sequence integer not null,
  looked_at timestamptz(3) not null,
  former_sequence integer,
  former_at timestamptz(3),
  primary key (tenant_id, staff_id, therapy_id),
  foreign key (tenant_id, therapy_id) references therapies.therapy,
  check ((former_sequence is null) = (former_at is null))
);
select platform.protect_tenant_table('therapies.therapy_look', 'select', 'insert', 'update');
comment on table therapies.therapy_look is 'Up to which event each person has seen each therapy, and up to which before the present visit: what is new is counted from there. Ids and instants only.';

create table therapies.mention (
  tenant_id integer not null,
  staff_id uuid not null,
  therapy_id uuid not null,
  sequence integer not null,
  mentioned_at timestamptz(3) not null,
  read_at timestamptz(3),
  primary key (tenant_id, staff_id, therapy_id, sequence),
  foreign key (tenant_id, therapy_id, sequence) references therapies.therapy_event
);
select platform.protect_tenant_table('therapies.mention', 'select', 'insert', 'update');
create index mention_unread on therapies.mention (tenant_id, staff_id, mentioned_at) where read_at is null;
comment on table therapies.mention is 'Who was mentioned in a note on a therapy, and since when they have read it. The note itself is sealed with its event.';
