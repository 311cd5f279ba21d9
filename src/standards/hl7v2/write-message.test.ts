import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { standardDelimiters } from './delimiters.ts';
import { type FieldTree, readTree } from './message-tree.ts';
import { readMessage } from './read-message.ts';
import { readTransmission } from './read-transmission.ts';
import {
  components,
  hl7Null,
  repetitions,
  segment,
  subcomponents,
  writeMessage,
  writeReadMessage,
} from './write-message.ts';

const header = segment('MSH', {
  3: 'THERIAC',
  7: '20260419142000+0000',
  9: components('ADT', 'A08'),
  10: '1',
  11: 'P',
  12: '2.5.1',
});

/** Leaves out empty parts at the end of components and repetitions, which are not written. */
function trimTree(field: FieldTree): readonly string[][][] {
  const trim = <Part>(parts: readonly Part[], isEmpty: (part: Part) => boolean): Part[] =>
    parts.slice(0, parts.findLastIndex((part) => !isEmpty(part)) + 1);
  const repetitionsLeft = field.map((parts) =>
    trim(
      parts.map((leaves) => trim(leaves.map(String), (leaf) => leaf === '')),
      (leaves) => leaves.length === 0,
    ),
  );
  return repetitionsLeft.length === 1 && repetitionsLeft[0]?.length === 0 ? [] : repetitionsLeft;
}

describe('a written message', () => {
  test('has its delimiters, and no empty parts at the end', () => {
    const pid = segment('PID', {
      1: '1',
      3: repetitions(
        components('MRN1', '', '', subcomponents('HOSP', '2.16.1', 'ISO'), 'MR'),
        components('900', '', ''),
      ),
      5: components('Doe', 'Jane', ''),
      7: hl7Null,
      9: '',
    });
    expect(writeMessage([header, pid])).toBe(
      'MSH|^~\\&|THERIAC||||20260419142000+0000||ADT^A08|1|P|2.5.1\rPID|1||MRN1^^^HOSP&2.16.1&ISO^MR~900||Doe^Jane||""\r',
    );
  });

  test('cannot be made to hold another field, segment or frame by any value', () => {
    const written = writeMessage([header, segment('NTE', { 3: 'a|b\rPID|1\x0b\x1c\n"^~\\&' })]);
    const { message, problems } = readMessage(written);
    expect(problems).toEqual([]);
    expect(message?.segmentCount).toBe(2);
    expect(message?.segment('NTE')?.text(3)).toBe('a|b\rPID|1\x0b\x1c\n"^~\\&');
  });

  test('tells a text of two quotation marks from the null', () => {
    const { message } = readMessage(writeMessage([header, segment('NTE', { 2: '""', 3: hl7Null })]));
    expect([message?.segment('NTE')?.isNull(2), message?.segment('NTE')?.text(2)]).toEqual([false, '""']);
    expect(message?.segment('NTE')?.isNull(3)).toBe(true);
  });

  test('with a wrong segment name or field number is a bug of the writer', () => {
    expect(() => writeMessage([segment('pid')])).toThrow('segment name');
    expect(() => writeMessage([segment('MSH', { 2: 'x' })])).toThrow('field number');
    expect(() => writeMessage([segment('PID', { 0: 'x' })])).toThrow('field number');
  });

  test('reads back as the same texts, for any texts and other delimiters too', () => {
    const leaf = fc.string({ unit: 'grapheme', maxLength: 12 });
    const parts = fc.array(fc.array(fc.array(leaf, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    });
    const delimiters = {
      ...standardDelimiters,
      field: '!',
      component: '*',
      repetition: '%',
      escape: '$',
      subcomponent: '/',
    };
    fc.assert(
      fc.property(parts, fc.boolean(), (field, other) => {
        const draft = repetitions(...field.map((part) => components(...part.map((texts) => subcomponents(...texts)))));
        const written = writeMessage([header, segment('ZZZ', { 2: draft })], other ? delimiters : standardDelimiters);
        const { message } = readMessage(written);
        const tree = message === null ? [] : readTree(message);
        expect(trimTree(tree[1]?.fields[1] ?? [])).toEqual(trimTree(field));
        expect(message?.segment('ZZZ')?.text(2)).toBe(field[0]?.[0]?.[0]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a message that was read', () => {
  const folder = join(import.meta.dirname, 'fixtures');
  const names = readdirSync(folder).filter((name) => /^(valid|edge)-.*\.hl7$/.test(name));

  test.each(names)('%s reads the same after it was written again', (name) => {
    const { messages } = readTransmission(readFileSync(join(folder, name)));
    for (const { message } of messages) {
      const again = message === null ? null : readMessage(writeReadMessage(message)).message;
      expect(again === null ? null : readTree(again)).toEqual(message === null ? null : readTree(message));
    }
  });
});
