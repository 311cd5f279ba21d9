import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '../../kernel/instant.ts';
import type { PlantedRefund } from './demo-refunds.ts';
import type { PlantedRemittance } from './demo-remittances.ts';
import type { DoorExample } from './door-examples.ts';
import type { PastTruth } from './generate-past.ts';

/** The folder in which the generator keeps what it put where; the product never reads it. */
export const truthFolder = 'demo-truth';

/** Writes down what was put where, for those who check whether the product finds it. */
export async function writeTruth(
  stateFolder: string,
  known: {
    readonly slug: string;
    readonly seed: number;
    readonly endsAt: Instant;
    readonly truth: PastTruth;
    readonly door?: readonly DoorExample[];
    readonly remittances?: readonly PlantedRemittance[];
    readonly refunds?: readonly PlantedRefund[];
  },
): Promise<void> {
  const folder = join(stateFolder, truthFolder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { slug, truth, ...rest } = known;
  await writeFile(join(folder, `${slug}.json`), `${JSON.stringify({ ...rest, ...truth }, null, 1)}\n`, { mode: 0o600 });
}

/** Throws the generator's own truth away, together with the data that it tells of. */
export async function removeTruth(stateFolder: string): Promise<void> {
  await rm(join(stateFolder, truthFolder), { recursive: true, force: true });
}
