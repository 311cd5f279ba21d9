import { readFile } from 'node:fs/promises';
import { hasErrors, type Problem } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import { type ImportedPatient, importPatientRecord } from '../../modules/patients/index.ts';
import { RolledBack } from '../../platform/transaction/transactor.ts';
import { readFhir, readPatientRecord } from '../../standards/fhir/fhir.ts';
import { type Command, UsageProblem } from './command.ts';
import { type OpenedTenant, tenantOption, withTenant } from './open-tenant.ts';
import { toPatientRecord } from './to-patient-record.ts';

/** Takes over patients from FHIR bundles. */
export const importFhir: Command = {
  name: 'import fhir',
  usage: 'FILE... [--dry-run] [--tenant NAME] [--json]',
  summary:
    'Takes over patients with coverage, conditions, allergies, medications and labs from FHIR R4 bundles of one patient each; doing so again changes nothing.',
  options: {
    'dry-run': { type: 'boolean', help: 'says what would be taken over and keeps nothing' },
    ...tenantOption,
  },
  run: (call) => {
    if (call.words.length === 0) throw new UsageProblem('name at least one file');
    const isDry = call.options['dry-run'] === true;
    return withTenant(call, async (tenant) => {
      let failed = false;
      for (const file of call.words) {
        const outcome = await importFile(tenant, file, isDry);
        failed ||= outcome.patient === null;
        if (call.isJson) call.sayJson({ file, ...outcome });
        call.say(describe(file, outcome));
      }
      return failed ? 1 : 0;
    });
  },
};

/** What became of a file. A refused record names its reason; problems are those that kept parts of the record out. */
interface FileOutcome {
  readonly patient: ImportedPatient | null;
  readonly reason: string | null;
  readonly problems: readonly Problem[];
}

async function importFile(tenant: OpenedTenant, file: string, isDry: boolean): Promise<FileOutcome> {
  const failed = (reason: string, problems: readonly Problem[] = []): FileOutcome => ({
    patient: null,
    reason,
    problems,
  });
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return failed('The file cannot be opened.');
  const resource = readFhir(bytes);
  if (resource.message === null) return failed('The file is no FHIR resource.', resource.problems);
  const { message, problems } = readPatientRecord(resource.message);
  const record = message === null ? null : toPatientRecord(message);
  if (record === null) return failed('The bundle is not the record of one patient.', problems.filter(isError));
  const imported = await tenant.transact(async (tx): Promise<Result<ImportedPatient>> => {
    const result = await importPatientRecord(tx, record);
    if (isDry || !result.ok) throw new RolledBack(result);
    const { patientId, added } = result.value;
    await tx.audit({ action: 'patients.import-record', outcome: 'done', patientIds: [patientId], count: added });
    return result;
  });
  if (!imported.ok) return failed(imported.refusal.sentence, problems.filter(isError));
  return { patient: imported.value, reason: null, problems: problems.filter(isError) };
}

function isError(problem: Problem): boolean {
  return hasErrors([problem]);
}

function describe(file: string, { patient, reason, problems }: FileOutcome): string {
  const remarks = problems.length === 0 ? '' : `, ${problems.length} problems`;
  if (patient === null) return `${file}: not taken over: ${reason ?? ''}${remarks}`;
  const whose = patient.isNew ? 'new patient' : 'known patient';
  return `${file}: ${whose} ${patient.patientId}, ${patient.added} added, ${patient.unchanged} unchanged${remarks}`;
}
