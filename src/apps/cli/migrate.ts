import type { Command, ExitCode } from './command.ts';
import { withInstallation } from './open-installation.ts';

/** Brings the database to the newest migration. */
export const migrateCommand: Command = {
  name: 'migrate',
  usage: '[--json]',
  summary: 'Brings the database to the newest migration. Several processes may do so at once.',
  run: (call) =>
    withInstallation<ExitCode>(async ({ database }) => {
      const applied = database.appliedMigrations;
      call.say(applied.length === 0 ? 'The database is at the newest migration.' : `Applied: ${applied.join(', ')}`);
      if (call.isJson) call.sayJson({ applied });
      return 0;
    }),
};
