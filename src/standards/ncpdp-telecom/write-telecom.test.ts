import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCalendarDay } from '../../kernel/calendar-day.ts';
import { cents } from '../../kernel/money.ts';
import {
  composeSegment,
  readTelecom,
  requestSegments,
  responseSegments,
  type TelecomMessage,
  type TelecomRequest,
  viewSegment,
  writeTelecom,
} from './ncpdp-telecom.ts';

const folder = join(import.meta.dirname, 'fixtures');
const valid = readdirSync(folder).filter((name) => name.startsWith('valid-'));

function readMessage(bytes: Uint8Array): TelecomMessage {
  const { message } = readTelecom(bytes);
  if (message === null) throw new Error('no message');
  return message;
}

const request: TelecomRequest = {
  kind: 'request',
  header: {
    bin: '999999',
    version: 'D0',
    transactionCode: 'B1',
    pcn: 'SYNPCN',
    transactionCount: 1,
    serviceProviderIdQualifier: '01',
    serviceProviderId: '1999000015',
    serviceDate: parseCalendarDay('2026-03-02'),
    softwareVendorId: 'THERIAC',
  },
  segments: [composeSegment(requestSegments.insuranceSegment, { cardholderId: 'MEM000123' })],
  transactions: [],
};

describe('writeTelecom', () => {
  test.each(valid)('writes %s byte for byte as it was read', (name) => {
    const bytes = readFileSync(join(folder, name));
    expect(Buffer.from(writeTelecom(readMessage(bytes)))).toEqual(bytes);
  });

  test('keeps bytes above ASCII as they are', () => {
    const bytes = readFileSync(join(folder, 'edge-b1-high-byte.ncpdp'));
    expect(Buffer.from(writeTelecom(readMessage(bytes)))).toEqual(bytes);
  });

  test('begins with a header of 56 bytes and frames each segment and transaction', () => {
    const claim = composeSegment(requestSegments.claimSegment, { prescriptionReferenceNumber: '123456' });
    const text = Buffer.from(writeTelecom({ ...request, transactions: [{ segments: [claim] }] })).toString('latin1');
    expect(text.slice(0, 56)).toBe('999999D0B1SYNPCN    1011999000015     20260302THERIAC   ');
    expect(text.slice(56)).toBe('\x1e\x1cAM04\x1cC2MEM000123\x1d\x1e\x1cAM07\x1cD2123456');
  });

  test('a header value that is too long is a fault of the caller', () => {
    expect(() => writeTelecom({ ...request, header: { ...request.header, pcn: 'LONGER THAN TEN' } })).toThrow('104-A4');
  });
});

describe('composeSegment', () => {
  test('writes counts before their entries', () => {
    const status = composeSegment(responseSegments.responseStatusSegment, {
      status: 'R',
      rejects: [{ code: '75' }, { code: '76' }],
    });
    expect(status.fields.map(({ id, value }) => `${id}${value}`)).toEqual(['ANR', 'FA2', 'FB75', 'FB76']);
  });

  test('can never write a separator, whatever a text holds', () => {
    const { fields } = composeSegment(requestSegments.patientSegment, {
      lastName: 'Mu\u0308ller\x1c\x1d\x1eC5',
      firstName: 'José',
    });
    expect(fields.map(({ value }) => value)).toEqual(['Jose', 'Muller   C5']);
  });

  test('what is composed is read back', () => {
    const amount = fc.integer({ min: -9_999_999, max: 9_999_999 }).map(cents);
    const word = fc.stringMatching(/^[!-~]([ -~]{0,12}[!-~])?$/);
    const payer = fc.record({
      coverageType: word,
      payerIdQualifier: word,
      payerId: word,
      paidOn: fc.constant(parseCalendarDay('2026-03-01')),
      amountsPaid: fc.array(fc.record({ qualifier: word, amountCents: amount }), { maxLength: 3 }),
      rejects: fc.array(fc.record({ code: word }), { maxLength: 3 }),
      patientResponsibilities: fc.array(fc.record({ qualifier: word, amountCents: amount }), { maxLength: 3 }),
      benefitStages: fc.array(fc.record({ qualifier: word, amountCents: amount }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(payer, { maxLength: 4 }), (otherPayers) => {
        const segment = composeSegment(requestSegments.otherPaymentsSegment, { otherPayers });
        const reading = readTelecom(writeTelecom({ ...request, transactions: [{ segments: [segment] }] }));
        const [transaction] = reading.message?.transactions ?? [];
        const view = viewSegment(requestSegments.otherPaymentsSegment, transaction?.segments ?? []);
        expect(view).toEqual({ internalControlNumber: null, otherPayers });
        expect(reading.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
    );
  });
});
