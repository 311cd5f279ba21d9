import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openTestAudit,
  patientId,
  readNote,
  system,
  type TestAudit,
  type TestWriter,
} from '../../../test/support/test-audit.ts';
import type { PatientId, TenantId } from '../../kernel/ids.ts';
import { addMilliseconds, type Instant } from '../../kernel/instant.ts';
import { type AuditFilter, type AuditRecord, listAuditEntries } from './audit-queries.ts';

const otherPatientId = '0190a000-0000-7000-8000-000000000002' as PatientId;
let audit: TestAudit;
let writer: TestWriter;
let tenantId: TenantId;
let start: Instant;

beforeAll(async () => {
  audit = await openTestAudit();
  writer = audit.openWriter();
  tenantId = audit.nextTenant();
  start = audit.clock.now();
  for (const [index, patient] of [patientId, otherPatientId, patientId].entries()) {
    await writer.transactor.transact({ tenantId, actor: system }, (tx) =>
      tx.audit({ ...readNote, action: `test.step-${index}`, patientIds: [patient], facts: { index } }),
    );
    audit.clock.advance(60_000);
  }
  await writer.settle();
  await audit.chain();
});
afterAll(() => audit.close());

function list(filter: Partial<AuditFilter>, tenant = tenantId): Promise<readonly AuditRecord[]> {
  return writer.transactor.transact({ tenantId: tenant, actor: system }, (tx) =>
    listAuditEntries(tx, { most: 10, ...filter }),
  );
}

async function actions(filter: Partial<AuditFilter>): Promise<readonly string[]> {
  return (await list(filter)).map((record) => record.action);
}

describe('the list of audit entries', () => {
  test('begins with the newest and leaves the book-keeping out', async () => {
    expect(await actions({})).toEqual(['test.step-2', 'test.step-1', 'test.step-0']);
    expect(await actions({ kind: 'settlement' })).toEqual(['audit.settle-writer']);
  });

  test('shows who did what with whose data, and the place in the chain', async () => {
    expect((await list({}))[0]).toMatchObject({
      occurredAt: addMilliseconds(start, 120_000),
      actorKind: 'system',
      actorId: 'test',
      patientIds: [patientId],
      outcome: 'done',
      facts: { index: 2 },
      chainSequence: 3,
    });
  });

  test('is narrowed to a patient, a period or an actor', async () => {
    expect(await actions({ patientId })).toEqual(['test.step-2', 'test.step-0']);
    expect(await actions({ from: addMilliseconds(start, 60_000), to: addMilliseconds(start, 120_000) })).toEqual([
      'test.step-1',
    ]);
    expect(await actions({ action: 'test.step-1' })).toEqual(['test.step-1']);
    expect(await actions({ action: 'test.' })).toHaveLength(3);
    expect(await actions({ action: 'test' })).toEqual([]);
    expect(await actions({ actorId: 'nobody' })).toEqual([]);
    expect(await actions({ outcome: 'refused' })).toEqual([]);
  });

  test('goes on after the last entry of a page', async () => {
    const [first] = await list({ most: 1 });
    expect(await actions({ before: first?.entryId ?? '', most: 1 })).toEqual(['test.step-1']);
  });

  test('never shows an entry of another tenant', async () => {
    expect(await list({ patientId }, audit.nextTenant())).toEqual([]);
  });
});
