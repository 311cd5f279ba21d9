import { type PartName, partNames } from '../run-parts.ts';
import { type Command, type ExitCode, UsageProblem } from './command.ts';

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
    // The builder of the web application is large: only this command waits for it to load.
    const { allParts, start } = await import('../start.ts');
    const parts = typeof wanted === 'string' ? readParts(wanted) : allParts;
    return (await start({ parts, demo: call.options['no-demo'] !== true })) as ExitCode;
  },
};

function readParts(text: string): ReadonlySet<PartName> {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !partNames.some((known) => known === name));
  if (unknown !== undefined) throw new UsageProblem(`there is no part "${unknown}"; there are ${partNames.join(', ')}`);
  return new Set(names as PartName[]);
}
