import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { PatientId } from '../../kernel/ids.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import { makeUpPerson, registerPatient } from '../patients/index.ts';
import { installDemoReference } from '../reference/index.ts';
import { exportPatient } from './actions/export-patient.ts';
import { portabilityRefusals } from './refusals.ts';

let platform: TestPlatform;
let actor: Actor & { kind: 'staff' };
let patientId: PatientId;

beforeAll(async () => {
  platform = await openTestPlatform();
  actor = await platform.addStaff({ userName: 'pia', roles: ['privacyOfficer'] });
  patientId = await platform.transact(async (tx) => {
    await installDemoReference(tx);
    return registerPatient(tx, makeUpPerson(61));
  });
});
afterAll(() => platform.close());

/** Writes a bundle of so many megabytes that cannot be compressed, one at a time, and tells how much of it lies on the disk before each. */
function writeMegabytes(count: number, onPiece: (bytesOnDisk: number) => void = () => undefined) {
  function* pieces(): Generator<string> {
    for (let made = 0; made < count; made += 1) {
      onPiece(countBytesOnDisk());
      yield randomBytes(750_000).toString('base64');
    }
  }
  return () => ({ pieces: pieces(), counts: { Patient: 1 } });
}

function countBytesOnDisk(): number {
  return readdirSync(platform.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function exportRecord(parts: Parameters<typeof exportPatient>[2]) {
  const command = { patientId, purpose: 'legal', note: 'Order of the court' } as const;
  return platform.transact((tx) => exportPatient(tx, command, parts), { actor });
}

describe('an archive', { timeout: 60_000 }, () => {
  test('that would grow beyond the largest size is refused, and nothing of it stays', async () => {
    const refused = await exportRecord({ writeBundle: writeMegabytes(3), largestBytes: 1_000_000 });
    expect(refused).toMatchObject({ refusal: { code: portabilityRefusals.recordTooLarge.code } });
    const { rows } = await platform.database.owner.query('select file_id from platform.stored_file');
    expect(rows).toEqual([]);
  });

  test('is sealed on the disk while it is made: no more than a few megabytes of it wait in memory', async () => {
    const before = countBytesOnDisk();
    const onDisk: number[] = [];
    const made = await exportRecord({ writeBundle: writeMegabytes(20, (bytes) => onDisk.push(bytes - before)) });
    expect(made).toMatchObject({ ok: true });
    expect(onDisk).toHaveLength(20);
    // What was made is 750,000 bytes of chance a piece, which base64 and compression leave as many.
    for (const [pieces, bytes] of onDisk.entries()) expect(pieces * 750_000 - bytes).toBeLessThan(4_000_000);
  });
});
