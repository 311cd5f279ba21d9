import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTransmission } from './read-transmission.ts';

const header = 'MSH|^~\\&|EHR|RIVERSIDE|THERIAC|SPECIALTY|20260419142000||ADT^A01|MSG1|P|2.5';
const readFixture = (name: string): ReturnType<typeof readTransmission> =>
  readTransmission(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.hl7`)));
const controlIds = (transmission: ReturnType<typeof readTransmission>): readonly (string | undefined)[] =>
  transmission.messages.map(({ message }) => message?.controlId);

describe('a transmission', () => {
  test('splits files and batches into their messages', () => {
    const transmission = readFixture('valid-batch');
    expect(controlIds(transmission)).toEqual(['B1', 'B2', 'B3']);
    expect(transmission.problems).toEqual([]);
  });

  test('names the trailer whose count is wrong', () => {
    expect(readFixture('edge-batch-count').problems).toMatchObject([
      { code: 'hl7v2.batch-count-mismatch', where: 'BTS-1', severity: 'warning' },
    ]);
  });

  test('reads the messages around one that is broken', () => {
    const transmission = readFixture('invalid-batch-broken-message');
    expect(controlIds(transmission)).toEqual(['B1', undefined, 'B3']);
    expect(transmission.messages[1]?.problems).toMatchObject([{ code: 'hl7v2.header-too-short', where: 'MSH-2' }]);
  });

  test('reads messages that follow each other without any envelope', () => {
    const text = [header, 'PID|1||A', '', header.replace('MSG1', 'MSG2'), 'PID|1||B'].join('\n');
    expect(controlIds(readTransmission(text))).toEqual(['MSG1', 'MSG2']);
  });

  test('takes a header that is repeated at once as one message with its first control id', () => {
    const transmission = readFixture('edge-repeated-header');
    expect(controlIds(transmission)).toEqual(['MSG00040']);
    expect(transmission.messages[0]?.problems).toMatchObject([{ code: 'hl7v2.repeated-header', where: 'MSH[2]' }]);
  });

  test('reports a batch and a file that have no trailer', () => {
    const { problems } = readTransmission(`FHS|^~\\&\rBHS|^~\\&\r${header}\rPID|1\rBHS|^~\\&\r${header}\rPID|1`);
    expect(problems.map(({ code, where }) => `${code} ${where}`)).toEqual([
      'hl7v2.batch-trailer-missing BHS',
      'hl7v2.batch-trailer-missing BHS[2]',
      'hl7v2.batch-trailer-missing FHS',
    ]);
  });

  test('leaves out text before the first message and says so', () => {
    const transmission = readTransmission(`-- exported yesterday\r\n${header}\r\nPID|1`);
    expect(controlIds(transmission)).toEqual(['MSG1']);
    expect(transmission.problems).toMatchObject([{ code: 'hl7v2.text-before-header' }]);
  });

  test('reads frames of the wire that were stored one after the other', () => {
    expect(controlIds(readTransmission(`\x0b${header}\rPID|1\r\x1c\r\x0b${header}\rPID|1\r\x1c\r`))).toEqual([
      'MSG1',
      'MSG1',
    ]);
  });
});
