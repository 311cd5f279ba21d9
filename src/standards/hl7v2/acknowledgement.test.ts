import { describe, expect, test } from 'vitest';
import type { Refusal } from '../../kernel/refusal.ts';
import {
  chooseAcknowledgementCode,
  findAcknowledgementMode,
  isAcknowledgementWanted,
  readAcknowledgement,
  writeAcknowledgement,
} from './acknowledgement.ts';
import type { Hl7Message } from './hl7-message.ts';
import { hl7Problems, problemAt } from './problems.ts';
import { readMessage } from './read-message.ts';

function open(text: string): Hl7Message {
  const { message } = readMessage(text);
  if (message === null) throw new Error('the test message has no header');
  return message;
}

const request = (version: string, type = 'RDE^O11^RDE_O11'): Hl7Message =>
  open(`MSH|^~\\&|EHR^1.2^ISO|RIVERSIDE|THERIAC|SPECIALTY|20260419||${type}|MSG1|P|${version}\rPID|1`);
const answer = { controlId: 'ACK1', sentAt: '20260419142001+0000' };
const badDate = problemAt(hl7Problems.badDate, 'PID[2]-7[1].1');
const noDrug = problemAt(hl7Problems.noDrug, 'RXE-2');
const warning = problemAt(hl7Problems.noPrescriber, 'ORC-12');
const refusal: Refusal = {
  code: 'prescriptions.unlicensed',
  status: 422,
  sentence: 'No licence for the state.',
  facts: {},
};

describe('an acknowledgement', () => {
  test('exchanges sender and receiver and names the message that it answers', () => {
    expect(writeAcknowledgement({ request: request('2.5.1'), code: 'AA', ...answer })).toBe(
      'MSH|^~\\&|THERIAC|SPECIALTY|EHR^1.2^ISO|RIVERSIDE|20260419142001+0000||ACK^O11^ACK|ACK1|P|2.5.1\rMSA|AA|MSG1\r',
    );
  });

  test('of 2.5 and later says where, what and how bad each problem is', () => {
    const text = writeAcknowledgement({
      request: request('2.5.1'),
      code: 'AE',
      ...answer,
      problems: [badDate, warning],
    });
    expect(text.split('\r').slice(1)).toEqual([
      'MSA|AE|MSG1|No calendar or clock has this date or time.',
      'ERR||PID^2^7^1^1|102^^HL70357|E|hl7v2.bad-date||PID[2]-7[1].1|No calendar or clock has this date or time.',
      'ERR||ORC^1^12^1|101^^HL70357|W|hl7v2.no-prescriber||ORC-12|The order names no prescriber.',
      '',
    ]);
  });

  test('of 2.4 and before lists places and codes in one ERR', () => {
    const text = writeAcknowledgement({
      request: request('2.3.1'),
      code: 'AE',
      ...answer,
      problems: [badDate, noDrug, warning],
      refusals: [refusal],
    });
    expect(text).toContain('||ACK^O11|ACK1|P|2.3.1\r');
    expect(text).toContain('ERR|PID^2^7^102~RXE^1^2^101~^^^207&prescriptions.unlicensed\r');
  });

  test('carries the sentence of a refusal', () => {
    const text = writeAcknowledgement({ request: request('2.6'), code: 'AE', ...answer, refusals: [refusal] });
    expect(text).toContain('MSA|AE|MSG1|No licence for the state.\r');
    expect(text).toContain('ERR|||207^^HL70357|E|prescriptions.unlicensed|||No licence for the state.\r');
  });

  test('answers an order with the response of its kind when that is asked for', () => {
    const draft = { request: request('2.5.1'), ...answer, asOrderResponse: true };
    expect(writeAcknowledgement({ ...draft, code: 'AA' })).toContain('||RRE^O12^RRE_O12|');
    expect(writeAcknowledgement({ ...draft, code: 'CA' })).toContain('||ACK^O11^ACK|');
    expect(writeAcknowledgement({ ...draft, request: request('2.5.1', 'ADT^A01'), code: 'AA' })).toContain(
      '||ACK^A01^ACK|',
    );
  });

  test('is plain ACK in 2.1 and can answer bytes of which nothing could be read', () => {
    expect(writeAcknowledgement({ request: request('2.1'), code: 'AA', ...answer })).toContain('||ACK|ACK1|P|2.1\r');
    const text = writeAcknowledgement({
      request: null,
      code: 'AR',
      ...answer,
      problems: [problemAt(hl7Problems.noMsh, 'MSH')],
    });
    expect(text).toContain('MSA|AR||No MSH segment begins the message.\rERR||MSH^1|100^^HL70357|E|hl7v2.no-msh|');
  });

  test('cannot be made to hold another segment by what the request says', () => {
    const hostile = open('MSH|^~\\&|E\\X0D\\MSA\\F\\AA|R|T|S|20260419||ADT^A01|I\\X0D\\D|P|2.5\rPID|1');
    const { message } = readMessage(writeAcknowledgement({ request: hostile, code: 'AE', ...answer }));
    expect(message?.segments().map(({ name }) => name)).toEqual(['MSH', 'MSA']);
    expect(message?.segment('MSA')?.text(2)).toBe('I\rD');
  });
});

describe('which acknowledgement', () => {
  test.each([
    [[], false, 'AA'],
    [[warning], false, 'AA'],
    [[badDate], false, 'AE'],
    [[], true, 'AE'],
    [[problemAt(hl7Problems.noMsh, 'MSH')], false, 'AR'],
    [[problemAt(hl7Problems.unknownVersion, 'MSH-12')], false, 'AR'],
    [[problemAt(hl7Problems.notPharmacyOrder, 'MSH-9'), badDate], false, 'AR'],
  ] as const)('%j, refused %s: %s', (problems, refused, expected) => {
    expect(chooseAcknowledgementCode({ problems, refused }, 'application')).toBe(expected);
    expect(chooseAcknowledgementCode({ problems, refused }, 'commit')).toBe(expected.replace('A', 'C'));
  });

  test('mode and conditions come from MSH-15 and MSH-16', () => {
    expect(findAcknowledgementMode(request('2.5'))).toBe('original');
    const enhanced = open('MSH|^~\\&|A|B|C|D|20260419||ADT^A01|1|P|2.5|||AL|NE\rPID|1');
    expect(findAcknowledgementMode(enhanced)).toBe('enhanced');
    const wanted = ['', 'AL', 'NE', 'ER', 'SU'].map((condition) =>
      [isAcknowledgementWanted(condition, 'accepted'), isAcknowledgementWanted(condition, 'failed')]
        .map(Number)
        .join(''),
    );
    expect(wanted).toEqual(['11', '11', '00', '01', '10']);
  });
});

describe('an acknowledgement that a partner sent', () => {
  test('is read with its errors in both forms', () => {
    const header = 'MSH|^~\\&|T|S|EHR|R|20260419||ACK|2|P|2.5';
    const newer = open(`${header}\rMSA|AE|MSG1|wrong\rERR||PID^1^7|102^Data type error^HL70357|E||||Bad birth date`);
    expect(readAcknowledgement(newer).message).toEqual({
      code: 'AE',
      controlId: 'MSG1',
      text: 'wrong',
      errors: [{ where: 'PID^1^7', condition: '102', severity: 'E', text: 'Bad birth date' }],
    });
    const older = open(`${header}\rMSA|AR|MSG1\rERR|PID^1^7^102`);
    expect(readAcknowledgement(older).message?.errors).toMatchObject([{ condition: '102' }]);
  });

  test('without MSA or with another code is an error', () => {
    expect(readAcknowledgement(request('2.5')).problems).toMatchObject([{ code: 'hl7v2.not-acknowledgement' }]);
    const odd = open('MSH|^~\\&|T|S|EHR|R|20260419||ACK|2|P|2.5\rMSA|OK|MSG1');
    expect(readAcknowledgement(odd).problems).toMatchObject([
      { code: 'hl7v2.unknown-acknowledgement-code', where: 'MSA-1' },
    ]);
  });
});
