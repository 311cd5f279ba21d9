import type pg from 'pg';
import { subscriptions } from '../../src/apps/composition.ts';
import type { TherapyId } from '../../src/kernel/ids.ts';
import { readPosition } from '../../src/modules/therapies/domain/journey-position.ts';
import type { TherapyEvent } from '../../src/modules/therapies/domain/therapy-event.ts';
import { foldTherapy } from '../../src/modules/therapies/domain/therapy-evolution.ts';
import { verifyTherapyStream } from '../../src/modules/therapies/index.ts';
import { openAnchorFiles } from '../../src/platform/audit/anchor-files.ts';
import { verifyAudit } from '../../src/platform/audit/verify-audit.ts';
import type { SimulatedWorld } from './simulated-world.ts';
import { simulatedTenant } from './simulation-start.ts';

/** Lists in words what does not hold in a world that came to rest; nothing when all is well. */
export async function listBrokenInvariants(world: SimulatedWorld): Promise<readonly string[]> {
  const { owner } = world.database;
  return [
    ...world.faults.map((fault) => `a fault that no crash explains: ${fault}`),
    ...(await checkMessages(world)),
    ...(await checkWaitingWork(owner)),
    ...(await checkAnnouncedFacts(owner)),
    ...(await checkHandOvers(owner)),
    ...(await checkStock(owner)),
    ...(await checkStreams(world)),
    ...(await checkStandings(owner)),
    ...(await checkAudit(world)),
  ];
}

/** Every number that was sent stands once, has one outcome, and made one prescription. */
async function checkMessages(world: SimulatedWorld): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const controlId of new Set(world.messages.map((message) => message.controlId))) {
    const [row] = await list<{ stored: number; settled: number; prescriptions: number }>(
      world.database.owner,
      `select count(*)::integer as stored, count(o.raw_message_id)::integer as settled, coalesce(sum(made.prescriptions), 0)::integer as prescriptions
       from exchange.raw_message m left join exchange.message_outcome o using (tenant_id, raw_message_id)
       left join lateral (select count(*) as prescriptions from prescriptions.prescription p
         where p.tenant_id = m.tenant_id and p.raw_message_id = m.raw_message_id) made on true
       where m.tenant_id = $1 and m.control_id = $2 and m.direction = 'in' and not m.quarantined`,
      [simulatedTenant, controlId],
    );
    const found = `stored ${row?.stored}, settled ${row?.settled}, prescriptions ${row?.prescriptions}`;
    if (found !== 'stored 1, settled 1, prescriptions 1') broken.push(`message ${controlId}: ${found}`);
  }
  return broken;
}

async function checkWaitingWork(owner: pg.Pool): Promise<readonly string[]> {
  const rows = await list<{ what: string }>(
    owner,
    `select 'a delivery is left over for ' || subscriber || coalesce(' after ' || last_fault, '') as what from platform.outbox_delivery
     union all select 'a timer was given up: ' || kind from platform.timer where dead_at is not null`,
  );
  return rows.map(({ what }) => what);
}

/** Every announced fact stands in the stream of its therapy, and no kind of fact stands there more often than it was announced. */
async function checkAnnouncedFacts(owner: pg.Pool): Promise<readonly string[]> {
  const heard = subscriptions
    .filter(({ subscriber }) => subscriber === 'therapies.follow-journey')
    .map(({ type }) => type);
  const rows = await list<{ what: string }>(
    owner,
    `with announced as (
       select payload->>'therapyId' as therapy_id, type as code, recorded_at from platform.outbox_event where type = any ($1)),
     told as (
       select therapy_id::text, facts->>'code' as code, occurred_at from therapies.therapy_event
       where type = 'fact-recorded' and facts->>'code' = any ($1))
     select code || ' was announced and never told' as what from announced a
     where therapy_id is not null and not exists (
       select from told t where t.therapy_id = a.therapy_id and t.code = a.code and t.occurred_at = a.recorded_at)
       and not (code = 'prescriptions.prescription-accepted' and exists (
         select from therapies.therapy_event o where o.therapy_id::text = a.therapy_id and o.recorded_at = a.recorded_at
         and o.type in ('therapy-opened', 'therapy-reopened', 'prescription-joined')))
     union all
     select t.code || ' was told ' || t.times || ' times and announced ' || coalesce(a.times, 0) || ' times'
     from (select therapy_id, code, count(*) as times from told group by 1, 2) t
     left join (select therapy_id, code, count(*) as times from announced group by 1, 2) a using (therapy_id, code)
     where t.times > coalesce(a.times, 0)`,
    [heard],
  );
  return rows.map(({ what }) => what);
}

interface HandOver {
  readonly fill_id: string;
  readonly therapy_id: string;
  readonly occurred_at: string;
  readonly steps: readonly { readonly step: string; readonly actor: string | null }[];
}

/** No fill leaves that another person did not verify, nor while a hold stands that nobody overrode. */
async function checkHandOvers(owner: pg.Pool): Promise<readonly string[]> {
  const handOvers = await list<HandOver>(
    owner,
    `select s.fill_id, f.therapy_id, s.occurred_at, (
       select coalesce(json_agg(json_build_object('step', e.step, 'actor', e.actor_id) order by e.sequence), '[]') from dispensing.fill_step e
       where e.tenant_id = s.tenant_id and e.fill_id = s.fill_id and e.sequence < s.sequence) as steps
     from dispensing.fill_step s join dispensing.fill f using (tenant_id, fill_id) where s.to_state = 'handed-over'`,
  );
  const broken: string[] = [];
  for (const { therapy_id: therapyId, occurred_at: at, steps } of handOvers) {
    const lastOf = (...names: readonly string[]) => steps.findLast(({ step }) => names.includes(step));
    const verified = lastOf('verify', 'unverify', 'put-back');
    if (verified?.step !== 'verify') broken.push('a fill left without a verification');
    else if (verified.actor === lastOf('complete-filling')?.actor)
      broken.push('a fill left that its own filler verified');
    const holds = await listHoldsAt(owner, { therapyId, at });
    if (holds.length > 0) broken.push(`a fill left in spite of ${holds.join(', ')}`);
  }
  return broken;
}

async function listHoldsAt(
  owner: pg.Pool,
  moment: { readonly therapyId: string; readonly at: string },
): Promise<readonly string[]> {
  const rows = await list<TherapyEvent & { readonly source_kind: string | null; readonly source_id: string | null }>(
    owner,
    `select sequence, type, occurred_at as "occurredAt", recorded_at as "recordedAt", facts, agenda, source_kind, source_id
     from therapies.therapy_event where therapy_id = $1 and recorded_at <= $2 order by sequence`,
    [moment.therapyId, moment.at],
  );
  const events = rows.map(({ source_kind: kind, source_id: id, ...event }) => ({
    ...event,
    source: kind === null || id === null ? null : { kind, id },
  }));
  const state = foldTherapy(events);
  return state === null ? [] : readPosition(state).blockingHolds;
}

/** What came in is out or on hand, for each lot and owner; each fill holds just what its state says. */
async function checkStock(owner: pg.Pool): Promise<readonly string[]> {
  const rows = await list<{ what: string }>(
    owner,
    `with balance as (
       select l.lot_number, l.owner,
         sum(m.on_hand_thousandths) as on_hand, sum(m.reserved_thousandths) as reserved,
         coalesce(sum(m.on_hand_thousandths) filter (where m.kind in ('received', 'adjusted')), 0) as taken_in,
         (select coalesce(sum(f.quantity_thousandths), 0) from dispensing.fill f where f.tenant_id = l.tenant_id and f.lot_id = l.lot_id and f.state = 'handed-over') as out,
         (select coalesce(sum(f.quantity_thousandths), 0) from dispensing.fill f where f.tenant_id = l.tenant_id and f.lot_id = l.lot_id and f.state in ('picked', 'filled', 'verified')) as promised
       from inventory.lot l join inventory.stock_movement m using (tenant_id, lot_id) group by l.tenant_id, l.lot_id)
     select 'lot ' || lot_number || ' of ' || owner || ': in ' || taken_in || ', out ' || out || ', on hand ' || on_hand as what from balance where taken_in <> out + on_hand
     union all select 'lot ' || lot_number || ': reserved ' || reserved || ' for fills that hold ' || promised from balance where reserved <> promised
     union all select 'lot ' || lot_number || ' is overdrawn' from balance where on_hand < reserved or reserved < 0`,
  );
  return rows.map(({ what }) => what);
}

/** Each therapy is the fold of its stream, and its stream is whole. */
async function checkStreams(world: SimulatedWorld): Promise<readonly string[]> {
  const therapies = await list<{ therapy_id: TherapyId }>(
    world.database.owner,
    'select therapy_id from therapies.therapy',
  );
  const broken: string[] = [];
  for (const { therapy_id: therapyId } of therapies) {
    const verified = await world.stage.act('', (tx) => verifyTherapyStream(tx, therapyId));
    if (!verified.ok) broken.push('a therapy is gone');
    else if (verified.value.broken !== null)
      broken.push(`the stream of a therapy is broken: ${verified.value.broken.why}`);
  }
  return broken;
}

/** The board's own row of each therapy ends where the therapy stands, whatever was heard late, twice or after a crash. */
async function checkStandings(owner: pg.Pool): Promise<readonly string[]> {
  const rows = await list<{ what: string }>(
    owner,
    `select 'the board holds ' || coalesce(s.barrier_code, 'nothing') || ' of a therapy with ' || coalesce(t.barrier_code, 'nothing') as what
     from therapies.therapy t left join flow.therapy_standing s using (tenant_id, therapy_id)
     where (t.patient_id, t.site_id, t.drug_id, t.stage, t.barrier_code, t.barrier_party, t.barrier_since, t.harm_on)
       is distinct from (s.patient_id, s.site_id, s.drug_id, s.stage, s.barrier_code, s.barrier_party, s.barrier_since, s.harm_on)`,
  );
  return rows.map(({ what }) => what);
}

async function checkAudit(world: SimulatedWorld): Promise<readonly string[]> {
  await world.process().settleAudit();
  const { keyPool: pool, auditKeys: keys } = world.process().platform;
  const sinks = [openAnchorFiles(world.start.folders.anchors)];
  const { firstBreak, verifiedLinks } = await verifyAudit({ pool, keys, sinks }, simulatedTenant);
  if (firstBreak !== null) return [`the audit is broken: ${JSON.stringify(firstBreak)}`];
  return verifiedLinks > 0 ? [] : ['the audit is empty'];
}

async function list<Row extends pg.QueryResultRow>(
  owner: pg.Pool,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return (await owner.query<Row>(text, [...values])).rows;
}
