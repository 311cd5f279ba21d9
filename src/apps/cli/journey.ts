import { isUuid, type TherapyId } from '../../kernel/ids.ts';
import { type Instant, parseInstant } from '../../kernel/instant.ts';
import { findTherapyByNumber, getJourney, type Journey, parseTherapyNumber } from '../../modules/therapies/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { type Command, UsageProblem } from './command.ts';
import { tenantOption, withTenant } from './open-tenant.ts';

/** Shows the journey of a therapy. */
export const journeyCommand: Command = {
  name: 'journey',
  usage: 'ID [--as-of INSTANT] [--tenant NAME] [--json]',
  summary: 'Shows the journey of a therapy, by its number or id: stages, barrier, holds, waits and timeline.',
  options: {
    'as-of': { type: 'string', help: 'as it was known at this moment, such as 2026-03-02T15:00:00Z' },
    ...tenantOption,
  },
  run: (call) => {
    const [id, ...more] = call.words;
    if (id === undefined || more.length > 0) throw new UsageProblem('name one therapy');
    const asOf = readInstant(call.options['as-of']);
    return withTenant(call, async (tenant) => {
      const journey = await tenant.transact((tx) => find(tx, id, asOf));
      if (journey === null) {
        process.stderr.write(`theriac journey: there is no therapy ${id}${asOf === null ? '' : ` as of ${asOf}`}.\n`);
        return 1;
      }
      if (call.isJson) call.sayJson(journey);
      for (const line of describe(journey)) call.say(line);
      return 0;
    });
  },
};

function readInstant(text: string | boolean | undefined): Instant | null {
  if (typeof text !== 'string') return null;
  const instant = parseInstant(text);
  if (instant === null) throw new UsageProblem(`"${text}" is no moment such as 2026-03-02T15:00:00Z`);
  return instant;
}

async function find(tx: TenantTransaction, id: string, asOf: Instant | null): Promise<Journey | null> {
  const number = parseTherapyNumber(id);
  const found = number === null ? null : await findTherapyByNumber(tx, number);
  const therapyId = found?.therapyId ?? (isUuid(id) ? (id as string as TherapyId) : null);
  if (therapyId === null) return null;
  const journey = await getJourney(tx, therapyId, { asOf });
  if (!journey.ok) return null;
  await tx.audit({
    kind: 'read',
    action: 'therapies.get-journey',
    outcome: 'done',
    patientIds: [journey.value.summary.patientId],
    object: { kind: 'therapy', id: therapyId },
    reason: 'command-line',
  });
  return journey.value;
}

function describe(journey: Journey): readonly string[] {
  const { summary, rail, barrier, holds, waits, nextActions, timeline } = journey;
  return [
    `Therapy ${summary.number}`,
    '',
    ...rail.map((step) =>
      `  ${step.state.padEnd(10)} ${step.label.padEnd(24)} ${formatElapsed(step.milliseconds).padStart(9)}  ${step.detail}`.trimEnd(),
    ),
    '',
    barrier === null ? 'Barrier: none' : `Barrier: ${barrier.clause} (${barrier.whoseMove}, ${barrier.daysLost} days)`,
    ...holds.map((hold) => `Hold:    ${hold.label} since ${hold.since}${hold.isOverridden ? ', overridden' : ''}`),
    ...waits.map((wait) => `Wait:    ${wait.label} since ${wait.since}`),
    ...nextActions.map((action) => `Next:    ${action.label}`),
    '',
    ...timeline.map(
      (entry) => `  ${entry.occurredAt}  ${entry.sentence}${entry.detail === null ? '' : `: ${entry.detail}`}`,
    ),
  ];
}

function formatElapsed(milliseconds: number | null): string {
  if (milliseconds === null) return '';
  const hours = Math.floor(milliseconds / 3_600_000);
  const minutes = Math.floor(milliseconds / 60_000) % 60;
  return hours < 48 ? `${hours} h ${String(minutes).padStart(2, '0')}` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
