-- What waits, by tenant: counts and ages only, for the metrics of the whole installation.
create function audit.measure_chain_lag(at_instant timestamptz)
  returns table (tenant_id integer, unchained_age_seconds double precision)
  language sql stable security definer set search_path = '' as $$
  select t.tenant_id, coalesce(extract(epoch from at_instant - oldest.at), 0)::double precision
  from audit.list_tenants() t
  left join lateral (
    select l.horizon from audit.link l where l.tenant_id = t.tenant_id order by l.sequence desc limit 1
  ) last on true
  left join lateral (
    select min(e.occurred_at) as at from audit.entry e
    where e.tenant_id = t.tenant_id and (last.horizon is null or e.transaction_id >= last.horizon)
  ) oldest on true
$$;
comment on function audit.measure_chain_lag is 'How old the oldest audit entry of each tenant is that no link covers yet; 0 when all are covered.';
revoke all on function audit.measure_chain_lag(timestamptz) from public;
grant execute on function audit.measure_chain_lag(timestamptz) to theriac_app;

create function platform.measure_waiting_work(at_instant timestamptz)
  returns table (
    tenant_id integer, deliveries bigint, deliveries_dead bigint, delivery_age_seconds double precision, timers bigint,
    timers_late bigint, timers_dead bigint, timer_lateness_seconds double precision, unchained_age_seconds double precision)
  language sql stable security definer set search_path = '' as $$
  with delivery as (
    select d.tenant_id, count(*) filter (where d.dead_at is null) as waiting, count(d.dead_at) as dead,
      min(d.due_at) filter (where d.dead_at is null) as oldest
    from platform.outbox_delivery d group by d.tenant_id
  ), wait as (
    select t.tenant_id, count(*) filter (where t.dead_at is null) as waiting, count(t.dead_at) as dead,
      count(*) filter (where t.dead_at is null and t.due_at <= at_instant) as late,
      min(t.due_at) filter (where t.dead_at is null and t.due_at <= at_instant) as oldest
    from platform.timer t group by t.tenant_id
  )
  select tenant_id, coalesce(d.waiting, 0), coalesce(d.dead, 0),
    greatest(coalesce(extract(epoch from at_instant - d.oldest), 0), 0)::double precision,
    coalesce(w.waiting, 0), coalesce(w.late, 0), coalesce(w.dead, 0),
    coalesce(extract(epoch from at_instant - w.oldest), 0)::double precision, coalesce(c.unchained_age_seconds, 0)
  from delivery d full join wait w using (tenant_id) full join audit.measure_chain_lag(at_instant) c using (tenant_id)
  order by tenant_id
$$;
comment on function platform.measure_waiting_work is 'Counts deliveries and timers of each tenant and says how late they are; no content.';
revoke all on function platform.measure_waiting_work(timestamptz) from public;
grant execute on function platform.measure_waiting_work(timestamptz) to theriac_app;
