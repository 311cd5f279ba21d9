// Row 7: a claim of NCPDP Telecommunication D.0 from what is billed to what is known of its answer. 20,000 invented claims, with amounts
// in signed overpunch, are written, sent over TCP to a payer in this process that reads, adjudicates and
// answers them, and read again, on a connection each, 16 at a time. The floor sends bytes that were made before in the same way and looks
// at nothing, in alternating rounds: what claims take beyond it is what the gateway adds. Client, gateway and payer share one core.
import { createServer, type Server } from 'node:net';
import { loadavg } from 'node:os';
import { createChance } from '../src/apps/demo-generator/seeded-chance.ts';
import { Adjudicator } from '../src/apps/partner-simulators/adjudicator.ts';
import { askSwitch } from '../src/gateways/ncpdp-telecom/ask-switch.ts';
import { composeClaimRequest } from '../src/gateways/ncpdp-telecom/compose-claim-request.ts';
import { readAdjudication } from '../src/gateways/ncpdp-telecom/read-adjudication.ts';
import { addDays, type CalendarDay } from '../src/kernel/calendar-day.ts';
import { cents } from '../src/kernel/money.ts';
import type { Ndc11 } from '../src/kernel/ndc.ts';
import type { ClaimSubmission } from '../src/modules/claims/index.ts';
import {
  decodeFrames,
  emptyFrameState,
  encodeFrame,
  readTelecom,
  writeTelecom,
} from '../src/standards/ncpdp-telecom/ncpdp-telecom.ts';

const claimCount = process.argv.includes('--quick') ? 2_000 : 20_000;
const rounds = 5;
const atOnce = 16;
const rateGoal = 5_000;
const addedGoalMilliseconds = 5;
const timeoutMilliseconds = 10_000;
const firstDay = '2026-01-01' as CalendarDay;

const at = (values: readonly number[], share: number): number =>
  values.toSorted((left, right) => left - right)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

function makeClaims(): readonly ClaimSubmission[] {
  const chance = createChance(7);
  return Array.from({ length: claimCount }, (_, index) => {
    const ingredientCostCents = cents(chance.between(500, 2_000_000));
    const dispensingFeeCents = cents(chance.between(0, 1_200));
    const day = addDays(firstDay, chance.between(0, 300));
    return {
      ...{ transaction: 'billing', bin: '610001', pcn: 'RX', group: 'GRP1', cardholderId: `M${100_000 + index}01` },
      patient: { familyName: 'Testerson', givenName: 'Ada', birthDate: '1980-02-03' as CalendarDay, sex: 'female' },
      ...{ pharmacyNpi: '1093817462', prescriberNpi: '1093817462', rxNumber: String(5_000_000 + index) },
      ...{ fillNumber: chance.between(0, 11), ndc11: '00074433902' as Ndc11, daysSupply: 28 },
      ...{ quantityThousandths: chance.between(1, 90) * 1_000, dateOfService: day, writtenDate: day },
      ...{ refillsAuthorized: 11, ingredientCostCents, dispensingFeeCents, priorAuthorizationNumber: null },
      usualAndCustomaryCents: cents(ingredientCostCents + dispensingFeeCents),
    };
  });
}

function compose(claim: ClaimSubmission): Uint8Array {
  const bytes = composeClaimRequest(claim);
  if (!(bytes instanceof Uint8Array)) throw new Error(`claim ${claim.rxNumber} cannot be written: ${bytes.rejectCode}`);
  return bytes;
}

/** Listens on loopback and answers each message by what the payer makes of it. */
async function listen(
  answer: (message: Uint8Array) => Uint8Array,
): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer((socket) => {
    let state = emptyFrameState;
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const decoded = decodeFrames(state, chunk);
      state = decoded.state;
      for (const message of decoded.messages) socket.write(encodeFrame(answer(message)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the payer has no port');
  return { port: address.port, server };
}

function createPayer(): (message: Uint8Array) => Uint8Array {
  const adjudicator = new Adjudicator();
  return (message) => {
    const { message: request } = readTelecom(message);
    if (request?.kind !== 'request') throw new Error('the payer cannot read a claim');
    return writeTelecom(adjudicator.answer(request).response);
  };
}

/** Works through all, some at once, and tells the time of each and of all together. */
async function runAll(count: number, one: (index: number) => Promise<void>) {
  const times: number[] = [];
  let next = 0;
  const began = performance.now();
  const work = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      const start = performance.now();
      await one(index);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { rate: (count / (performance.now() - began)) * 1_000, p99: at(times, 0.99), p50: at(times, 0.5) };
}

async function ask(port: number, body: Uint8Array): Promise<Uint8Array> {
  const reply = await askSwitch({ place: { host: '127.0.0.1', port }, body, timeoutMilliseconds });
  if (reply.kind !== 'answered') throw new Error('the payer is silent');
  return reply.body;
}

const claims = makeClaims();
const ready = claims.map(compose);
const payer = createPayer();
const answers = ready.map(payer);
const [sample, sampleAnswer] = [ready[0], answers[0]];
if (sample === undefined || sampleAnswer === undefined) throw new Error('there is no claim');

/** Everything but the network, claim after claim. */
function runInMemory(): number {
  const own = createPayer();
  const began = performance.now();
  for (const claim of claims) {
    if (readAdjudication(claim, own(compose(claim))).outcome !== 'paid') throw new Error('a claim was not paid');
  }
  return (claims.length / (performance.now() - began)) * 1_000;
}

function runReading(): number {
  const began = performance.now();
  for (const bytes of ready) if (readTelecom(bytes).message === null) throw new Error('a claim cannot be read');
  return (ready.length / (performance.now() - began)) * 1_000;
}

console.log(`load ${loadavg()[0]?.toFixed(1)}; ${claims.length} claims of ${sample.length} bytes, for instance`);
const [reading, memory] = [[] as number[], [] as number[]];
const [floor, own] = [[] as Awaited<ReturnType<typeof runAll>>[], [] as Awaited<ReturnType<typeof runAll>>[]];
for (let round = -1; round < rounds; round += 1) {
  const readRate = runReading();
  const memoryRate = runInMemory();
  const bare = await listen(() => sampleAnswer);
  const bareRun = await runAll(claims.length, async () => void (await ask(bare.port, sample)));
  bare.server.close();
  const real = await listen(createPayer());
  const realRun = await runAll(claims.length, async (index) => {
    const claim = claims[index];
    if (claim === undefined) return;
    const { outcome } = readAdjudication(claim, await ask(real.port, compose(claim)));
    if (outcome !== 'paid') throw new Error('a claim was not paid');
  });
  real.server.close();
  // The first round warms.
  if (round < 0) continue;
  reading.push(readRate);
  memory.push(memoryRate);
  floor.push(bareRun);
  own.push(realRun);
}
const medianOf = (runs: typeof own, pick: (run: (typeof own)[number]) => number): number => at(runs.map(pick), 0.5);
const rate = medianOf(own, (run) => run.rate);
const added = medianOf(own, (run) => run.p99) - medianOf(floor, (run) => run.p99);
console.log(
  `reading a request: ${Math.round(at(reading, 0.5))}/s; written, read, adjudicated, answered, read in memory: ${Math.round(at(memory, 0.5))}/s`,
);
console.log(
  `bare TCP: ${Math.round(medianOf(floor, (run) => run.rate))}/s, p99 ${medianOf(floor, (run) => run.p99).toFixed(1)} ms`,
);
console.log(
  `whole round trip: ${Math.round(rate)}/s (goal at least ${rateGoal}${rate >= rateGoal ? '' : ', NOT REACHED'}), ${(rate / medianOf(floor, (run) => run.rate)).toFixed(2)}x of bare TCP`,
);
console.log(
  `added p99: ${added.toFixed(1)} ms (goal at most ${addedGoalMilliseconds}${added <= addedGoalMilliseconds ? '' : ', NOT REACHED'})`,
);
