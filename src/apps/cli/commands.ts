import type { Command } from './command.ts';
import { demoCode } from './demo-code.ts';
import { migrateCommand } from './migrate.ts';
import { readCommand } from './read.ts';

/** Every command of the command line. */
export const commands: readonly Command[] = [demoCode, migrateCommand, readCommand];
