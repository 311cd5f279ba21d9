import type { Command } from './command.ts';

/** Every command of the command line by its name, in the order of the help. Each is loaded when it is called, so that none waits for the others. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start-program.ts')).startCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  health: async () => (await import('./health.ts')).healthCommand,
  'demo code': async () => (await import('./demo-code.ts')).demoCode,
  'demo generate': async () => (await import('./demo-generate.ts')).demoGenerate,
  'demo reset': async () => (await import('./demo-reset.ts')).demoReset,
  read: async () => (await import('./read.ts')).readCommand,
  send: async () => (await import('./send.ts')).sendCommand,
  journey: async () => (await import('./journey.ts')).journeyCommand,
  'evaluate turnaround': async () => (await import('./evaluate-facts.ts')).evaluateTurnaround,
  'evaluate pdc': async () => (await import('./evaluate-facts.ts')).evaluateDaysCovered,
  'evaluate possession': async () => (await import('./evaluate-facts.ts')).evaluatePossession,
  'evaluate denials': async () => (await import('./evaluate-facts.ts')).evaluateDenials,
  'evaluate remittance': async () => (await import('./evaluate-facts.ts')).evaluateRemittance,
  'evaluate waterfall': async () => (await import('./evaluate-facts.ts')).evaluateWaterfall,
  'import fhir': async () => (await import('./import-fhir.ts')).importFhir,
  'reference import': async () => (await import('./reference-import.ts')).referenceImport,
  'audit verify': async () => (await import('./audit-verify.ts')).auditVerify,
  'export tenant': async () => (await import('./export-tenant.ts')).exportTenantCommand,
  'export verify': async () => (await import('./export-verify.ts')).exportVerify,
  'keys rotate': async () => (await import('./keys-rotate.ts')).keysRotate,
  'user create': async () => (await import('./user-create.ts')).userCreate,
  'client create': async () => (await import('./client-create.ts')).clientCreate,
};
