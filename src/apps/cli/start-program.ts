import { readSettings } from '../../platform/config/settings.ts';
import { openInstallation } from '../installation.ts';
import { type PartName, partNames } from '../part-names.ts';
import { type Command, UsageProblem } from './command.ts';

/** Starts the program. */
export const startCommand: Command = {
  name: 'start',
  usage: '[--run web,worker,gateways] [--no-demo]',
  summary: 'Starts the program with all its parts, or with those that are named, and runs until Ctrl-C.',
  options: {
    run: { type: 'string', help: `the parts to run, of ${partNames.join(', ')}; all unless said` },
    'no-demo': { type: 'boolean', help: 'leaves an empty database empty' },
  },
  run: async (call) => {
    const wanted = call.options['run'];
    const parts = new Set(typeof wanted === 'string' ? readParts(wanted) : partNames);
    const settings = readSettings(process.env);
    process.stdout.write('Theriac is starting …\n');
    // The program is large. The embedded server takes as long to start; another one may be out of reach, and that is told first.
    const program = settings.databaseUrl === null ? import('../start.ts') : null;
    const installation = await openInstallation(settings);
    const { runUntilStopped } = await (program ?? import('../start.ts'));
    await runUntilStopped(installation, { parts, demo: call.options['no-demo'] !== true });
    return 0;
  },
};

function readParts(text: string): readonly PartName[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !partNames.some((known) => known === name));
  if (unknown !== undefined) throw new UsageProblem(`there is no part "${unknown}"; there are ${partNames.join(', ')}`);
  return names as PartName[];
}
