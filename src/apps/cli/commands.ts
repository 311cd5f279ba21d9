import { auditVerify } from './audit-verify.ts';
import type { Command } from './command.ts';
import { demoCode } from './demo-code.ts';
import { demoReset } from './demo-reset.ts';
import { evaluateTurnaround } from './evaluate-turnaround.ts';
import { healthCommand } from './health.ts';
import { importFhir } from './import-fhir.ts';
import { journeyCommand } from './journey.ts';
import { keysRotate } from './keys-rotate.ts';
import { migrateCommand } from './migrate.ts';
import { readCommand } from './read.ts';
import { referenceImport } from './reference-import.ts';
import { startCommand } from './start-program.ts';
import { userCreate } from './user-create.ts';

/** Every command of the command line. */
export const commands: readonly Command[] = [
  startCommand,
  migrateCommand,
  healthCommand,
  demoCode,
  demoReset,
  readCommand,
  journeyCommand,
  evaluateTurnaround,
  importFhir,
  referenceImport,
  auditVerify,
  keysRotate,
  userCreate,
];
