import { buildWeb } from './build-web.ts';
import { demoPassword } from './demo-generator/demo-health-systems.ts';
import { makeDemo } from './demo-generator/make-demo.ts';
import type { Installation } from './installation.ts';
import type { PartName } from './part-names.ts';
import { runParts } from './run-parts.ts';
import { runSimulators } from './run-simulators.ts';
import { openTheriac } from './start-theriac.ts';

/** What is started: which parts, and whether the demonstration is made on an empty database. */
export interface StartOptions {
  readonly parts: ReadonlySet<PartName>;
  readonly demo: boolean;
}

/** Runs the program on an installation until it is told to stop. */
export async function runUntilStopped(installation: Installation, options: StartOptions): Promise<void> {
  const stop = await startAll(installation, options);
  await untilStopped();
  process.stdout.write('\nStopping …\n');
  await stop();
}

async function startAll(installation: Installation, options: StartOptions): Promise<() => Promise<void>> {
  const stops: (() => Promise<unknown>)[] = [() => installation.database.stop()];
  const stop = async (): Promise<void> => {
    for (const one of stops.reverse()) await one();
  };
  try {
    const theriac = await openTheriac(installation);
    stops.push(() => theriac.close());
    // Ports that others hold are told before minutes are spent on the demonstration.
    const simulators = options.demo ? await runSimulators(theriac) : null;
    if (simulators !== null) stops.push(() => simulators.stop());
    // The one waits for the database most of the time, the other for nothing.
    const [webFolder] = await Promise.all([
      options.parts.has('web') ? buildWeb(theriac.folders.web) : null,
      options.demo ? makeDemo(theriac) : false,
    ]);
    const running = await runParts(theriac, { names: options.parts, webFolder });
    stops.push(() => running.stop());
    await simulators?.admitPharmacies();
    const { chartPort } = installation.settings.simulators;
    const ehr = { label: 'Simulated EHR', address: `http://127.0.0.1:${chartPort} (launches Theriac)` };
    process.stdout.write(
      describe([...running.addresses, ...(options.demo ? [ehr] : [])], { seconds: readSeconds(), demo: options.demo }),
    );
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

function describe(
  addresses: readonly { readonly label: string; readonly address: string }[],
  facts: { readonly seconds: number; readonly demo: boolean },
): string {
  const lines = [
    `Ready after ${facts.seconds} s.`,
    '',
    ...addresses.map(({ label, address }) => `  ${label.padEnd(22)} ${address}`),
  ];
  if (facts.demo) {
    lines.push(
      '',
      `  Sign in as ines (intake), ben (access), clara or vera (pharmacists), theo (technician), sam (shipping), bill (billing),`,
      `  dana (director), priya (privacy) or admin. Everybody's password: ${demoPassword}`,
      '  The second factor:      npx theriac demo code ines',
      '',
      '  Three things to try',
      '  1. As ines: open a therapy from a work queue; its rail, its one barrier, whose move it is.',
      '  2. npx theriac send docs/examples/rde-o11.hl7, and watch the prescription arrive under Intake.',
      '  3. As dana: the barrier board; choose a bar, then a row, and read what waiting costs.',
      '',
      '  Everything about these health systems and people is invented.',
    );
  }
  return `${lines.join('\n')}\n\n  Ctrl-C stops everything.\n`;
}

/** Reads how long this process has been running, in seconds with one decimal. */
function readSeconds(): number {
  return Math.round(performance.now() / 100) / 10;
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}
