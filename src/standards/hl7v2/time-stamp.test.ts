import { describe, expect, test } from 'vitest';
import { instantOf, parseTimeZone } from '../../kernel/instant.ts';
import { readMessage } from './read-message.ts';
import { formatHl7Instant, readTimeStamp, zoneDefaultsOf } from './time-stamp.ts';

const newYork = { headerOffset: null, assumedTimeZone: parseTimeZone('America/New_York') };

describe('time stamps', () => {
  test.each([
    ['1970', 'year', '1970', null],
    ['197002', 'month', '1970-02', null],
    ['19700213', 'day', '1970-02-13', '1970-02-13'],
    ['1970021309', 'hour', '1970-02-13T09', '1970-02-13'],
    ['197002130915', 'minute', '1970-02-13T09:15', '1970-02-13'],
    ['19700213091500', 'second', '1970-02-13T09:15:00', '1970-02-13'],
    ['19700213091500.1234', 'fraction', '1970-02-13T09:15:00.1234', '1970-02-13'],
  ])('%s has the precision of a %s', (text, precision, local, day) => {
    expect(readTimeStamp(text)).toMatchObject({ stamp: { precision, local, day, instant: null }, fault: null });
  });

  test('an offset that was sent makes an instant', () => {
    expect(readTimeStamp('202604191420-0400').stamp).toMatchObject({
      offset: '-04:00',
      instant: '2026-04-19T18:20:00.000Z',
      zone: 'sent',
    });
    expect(readTimeStamp('20260419142000.5+0530').stamp?.instant).toBe('2026-04-19T08:50:00.500Z');
    expect(readTimeStamp('19881231235959.999-0000').stamp?.instant).toBe('1988-12-31T23:59:59.999Z');
  });

  test('without an offset that of MSH-7 counts, then the zone of the caller, else the time stays local', () => {
    const at = (sentAt: string): ReturnType<typeof zoneDefaultsOf> => {
      const { message } = readMessage(`MSH|^~\\&|A|B|C|D|${sentAt}||ADT^A01|1|P|2.5\rPID|1`);
      return message === null ? newYork : zoneDefaultsOf(message, newYork.assumedTimeZone);
    };
    expect(readTimeStamp('20260719080000', at('20260719-0700')).stamp).toMatchObject({
      instant: '2026-07-19T15:00:00.000Z',
      zone: 'header',
    });
    expect(readTimeStamp('20260719080030', at('20260719')).stamp).toMatchObject({
      instant: '2026-07-19T12:00:30.000Z',
      zone: 'assumed',
    });
    expect(readTimeStamp('20260119080000', newYork).stamp?.instant).toBe('2026-01-19T13:00:00.000Z');
    expect(readTimeStamp('20260119080000').stamp).toMatchObject({ instant: null, zone: null });
  });

  test('a day is no instant, whatever the zone', () => {
    expect(readTimeStamp('20260719', newYork).stamp).toMatchObject({ instant: null, zone: null, day: '2026-07-19' });
  });

  test.each([
    '20261301',
    '20260230',
    '20260419240000',
    '20260419106100',
    '20260419100060',
    '202604191000+9900',
    '202613',
  ])('%s has the form of a time but is impossible', (text) => {
    expect(readTimeStamp(text)).toEqual({ stamp: null, fault: 'impossible' });
  });

  test.each([
    'unknown',
    '0000',
    '00000000',
    'Aug 15, 1942',
    '2026-13-01',
    '220241021055726',
    '2026041',
    '',
    '2026-04',
  ])('%s is in no form of a date', (text) => {
    expect(readTimeStamp(text)).toEqual({ stamp: null, fault: 'unreadable' });
  });

  test.each([
    ['2026-04-19T14:20:00', '2026-04-19T14:20:00'],
    ['2026-04-19T14:20:00.5Z', '2026-04-19T14:20:00.5'],
    ['2026/04/19 14:20', '2026-04-19T14:20'],
    ['2026-04-19', '2026-04-19'],
    ['20260419T142000', '2026-04-19T14:20:00'],
    ['20260419142000123', '2026-04-19T14:20:00.123'],
    ['04/19/2026 14:20:00', '2026-04-19T14:20:00'],
    ['19/04/2026', '2026-04-19'],
    ['4/4/2026', '2026-04-04'],
  ])('%s is unusual and read as %s', (text, local) => {
    expect(readTimeStamp(text)).toMatchObject({ stamp: { local }, fault: 'unusual' });
  });

  test('a slashed date that may be two days is not guessed', () => {
    expect(readTimeStamp('03/04/2026')).toEqual({ stamp: null, fault: 'ambiguous' });
  });

  test('a moment is written in UTC and reads back as the same moment', () => {
    const moment = instantOf(Date.UTC(2026, 3, 19, 18, 20, 5));
    expect(formatHl7Instant(moment)).toBe('20260419182005+0000');
    expect(readTimeStamp(formatHl7Instant(moment)).stamp?.instant).toBe(moment);
  });
});
