-- What a pharmacy's own cycles teach: how long each stage usually takes, and when a therapy starts. All of it is read from the
-- streams by a timer, at most once an hour, and can be thrown away and learned again.

create table therapies.learned_cycle (
  tenant_id integer not null,
  therapy_id uuid not null,
  cycle integer not null,
  cycle_kind text not null,
  received_at timestamptz(3) not null,
  delivered_at timestamptz(3),
  closed_at timestamptz(3),
  primary key (tenant_id, therapy_id, cycle),
  foreign key (tenant_id, therapy_id) references therapies.therapy
);
select platform.protect_tenant_table('therapies.learned_cycle');
comment on table therapies.learned_cycle is 'Each cycle as its stream tells it: when it was received, delivered, and closed without a delivery. Ids and instants only.';

create table therapies.cycle_step (
  tenant_id integer not null,
  therapy_id uuid not null,
  cycle integer not null,
  step integer not null,
  stage text not null,
  barrier_code text,
  entered_at timestamptz(3) not null,
  left_at timestamptz(3),
  primary key (tenant_id, therapy_id, cycle, step),
  foreign key (tenant_id, therapy_id, cycle) references therapies.learned_cycle
);
select platform.protect_tenant_table('therapies.cycle_step');
comment on table therapies.cycle_step is 'The stretches of each cycle in which one stage was shown and one barrier named. Codes and instants only.';

create table therapies.learned_therapy (
  tenant_id integer not null,
  therapy_id uuid not null,
  sequence integer not null,
  primary key (tenant_id, therapy_id),
  foreign key (tenant_id, therapy_id) references therapies.therapy
);
select platform.protect_tenant_table('therapies.learned_therapy', 'select', 'insert', 'update');
comment on table therapies.learned_therapy is 'Up to which event the cycles of each therapy are learned.';

create table therapies.stage_usual (
  tenant_id integer not null,
  cycle_kind text not null,
  stage text not null,
  cycles integer not null,
  median_minutes integer not null,
  primary key (tenant_id, cycle_kind, stage)
);
select platform.protect_tenant_table('therapies.stage_usual');
comment on table therapies.stage_usual is 'The median time that finished cycles were in each stage, with the count on which it rests.';

create table therapies.start_curve (
  tenant_id integer not null,
  curve_key text not null,
  starts integer not null,
  points jsonb not null,
  primary key (tenant_id, curve_key)
);
select platform.protect_tenant_table('therapies.start_curve');
comment on table therapies.start_curve is 'For each stage and barrier, what share of therapies was not started so many minutes later. Counts and minutes only.';

create table therapies.start_backtest (
  tenant_id integer not null,
  therapy_id uuid not null,
  step integer not null,
  stage text not null,
  low_minutes integer not null,
  middle_minutes integer not null,
  high_minutes integer,
  actual_minutes integer not null,
  primary key (tenant_id, therapy_id, step),
  foreign key (tenant_id, therapy_id) references therapies.therapy
);
select platform.protect_tenant_table('therapies.start_backtest');
comment on table therapies.start_backtest is 'Start dates as they would have been predicted from older history alone, beside when the therapies did start.';

create table therapies.learning (
  tenant_id integer not null,
  learned_at timestamptz(3) not null,
  primary key (tenant_id)
);
select platform.protect_tenant_table('therapies.learning', 'select', 'insert', 'update');
comment on table therapies.learning is 'When the cycles of a health system were last learned.';
