import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addLicensedPharmacist } from '../../../test/support/licensed-pharmacist.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Npi } from '../../kernel/npi.ts';
import { importReferenceRows, installDemoReference } from '../reference/index.ts';
import { exampleIncoming } from './domain/example-incoming.ts';
import type { IncomingPrescription } from './domain/incoming-prescription.ts';
import { receivePrescription } from './index.ts';
import { findLastFindings } from './prescription-store.ts';

let platform: TestPlatform;
let people = 0;

beforeAll(async () => {
  platform = await openTestPlatform();
  await platform.transact(async (tx) => {
    await installDemoReference(tx);
    await addLicensedPharmacist(tx);
  });
});
afterAll(() => platform.close());

/** Receives a prescription for somebody new, so that none is a duplicate of another. */
async function receive(changes: Partial<IncomingPrescription>) {
  people += 1;
  const patient = {
    ...exampleIncoming.patient,
    familyName: ['Zimt', 'Quarles', 'Oberlin', 'Fennimore'][people] ?? '',
    givenName: ['Clara', 'Bruno', 'Imogen', 'Osric'][people] ?? '',
    birthDate: `19${people + 4}7-0${people + 1}-1${people}` as CalendarDay,
    phones: [],
    identifiers: [{ kind: 'MR', assigner: 'MERCY', value: `M${people}` }],
  };
  const received = await platform.transact((tx) =>
    receivePrescription(tx, { ...exampleIncoming, siteId: platform.siteId, patient, ...changes }),
  );
  if (!received.ok) throw new Error(received.refusal.code);
  return received.value;
}

describe('a prescription of somebody who may not prescribe', () => {
  const record = (status: 'active' | 'sanctioned', from: string) =>
    platform.transact((tx) =>
      importReferenceRows(tx, {
        ...{ kind: 'prescriber-status', asOf: '2026-03-01' as CalendarDay, source: 'exclusions.csv' },
        rows: [
          {
            ...{ place: 'line 2', npi: exampleIncoming.prescriber.npi as Npi, status, source: 'Exclusions' },
            from: from as CalendarDay,
          },
        ],
      }),
    );

  it('waits for a person with the source that says so, and goes by the day on which it was written', async () => {
    await record('sanctioned', '2026-02-01');
    const { prescription, disposition } = await receive({});
    expect(disposition).toBe('needs-person');
    expect(prescription.statusReasons).toEqual(['prescriber-in-standing']);
    const findings = await platform.transact((tx) => findLastFindings(tx, prescription.prescriptionId));
    expect(findings.find(({ rule }) => rule === 'prescriber-in-standing')).toMatchObject({
      outcome: 'fail',
      evidence: { status: 'sanctioned', from: '2026-02-01', source: 'Exclusions' },
    });
    const before = await receive({ writtenOn: '2026-01-31' as CalendarDay });
    expect(before.disposition).toBe('accepted');
    await record('active', '2026-02-01');
    expect((await receive({})).disposition).toBe('accepted');
  });
});
