import { parseInstant } from '../../kernel/instant.ts';
import { systemClock } from '../../platform/clock/clock.ts';
import { demoHealthSystems } from '../demo-generator/demo-health-systems.ts';
import { generateMore } from '../demo-generator/generate-more.ts';
import { type Command, type CommandCall, UsageProblem } from './command.ts';
import { withInstallation } from './open-installation.ts';
import { tenantOption } from './open-tenant.ts';

const mostTherapies = 1_000_000;

/** Adds therapies with eighteen months of past to the demonstration, for a look at the program under load. */
export const demoGenerate: Command = {
  name: 'demo generate',
  usage: '--therapies N [--seed S] [--until T] [--tenant NAME] [--json]',
  summary: 'Adds N invented therapies with their past to a health system of the demonstration, through the bulk doors.',
  options: {
    therapies: { type: 'string', help: 'how many' },
    seed: { type: 'string', help: 'a whole number; the same seed, end and installation give the same therapies' },
    until: { type: 'string', help: 'the instant at which the past ends, as 2026-11-30T12:00:00Z; now unless said' },
    ...tenantOption,
  },
  run: async (call) => {
    const wanted = readWanted(call);
    const began = performance.now();
    const secondsSince = (): number => Math.round((performance.now() - began) / 100) / 10;
    const onBatch = (done: number): void =>
      call.say(`${done} of ${wanted.therapies} therapies after ${secondsSince()} s`);
    await withInstallation((theriac) => generateMore(theriac, { ...wanted, onBatch }));
    const seconds = secondsSince();
    if (call.isJson) call.sayJson({ therapies: wanted.therapies, seconds });
    call.say(`Done: ${wanted.therapies} therapies in ${seconds} s.`);
    return 0;
  },
};

function readWanted({ options }: CommandCall) {
  const slug = options['tenant'] ?? demoHealthSystems[0]?.slug;
  const system = demoHealthSystems.find((one) => one.slug === slug);
  if (system === undefined) throw new UsageProblem(`"${String(slug)}" is no health system of the demonstration`);
  const therapies = readCount(options['therapies'], 'therapies');
  if (therapies < 1 || therapies > mostTherapies) throw new UsageProblem('say how many: --therapies 1 to 1000000');
  const seed = options['seed'] === undefined ? 1 : readCount(options['seed'], 'seed');
  const until = options['until'] === undefined ? systemClock.now() : parseInstant(String(options['until']));
  if (until === null) throw new UsageProblem('--until is an instant, such as 2026-11-30T12:00:00Z');
  return { system, therapies, seed, until };
}

function readCount(text: string | boolean | undefined, name: string): number {
  if (typeof text !== 'string' || !/^\d{1,9}$/.test(text)) throw new UsageProblem(`--${name} is a whole number`);
  return Number(text);
}
