-- Who caused a fact goes with it: a person, an application, a partner, or the part of the program by name.
alter table platform.outbox_event
  add column cause_kind text check (cause_kind in ('staff', 'client', 'partner', 'system')),
  add column cause_id uuid,
  add column cause_name text;
comment on column platform.outbox_event.cause_kind is 'Who made the fact true; null for facts that were announced before this was kept.';
comment on column platform.outbox_event.cause_name is 'Which part of the program, such as timer:therapies.refill-window; null for people, applications and partners.';

alter table therapies.therapy_event add column actor_name text;
comment on column therapies.therapy_event.actor_name is 'Which part of the program caused the event; null for people, applications and partners.';
