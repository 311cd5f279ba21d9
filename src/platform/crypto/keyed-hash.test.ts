import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKeyedHash } from './keyed-hash.ts';

test('a keyed hash is HMAC-SHA-256 for any key and text, one after another', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 64 }),
      fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 4 }),
      (key, texts) => {
        const keyedHash = createKeyedHash(key);
        for (const text of texts) {
          expect(toHex(keyedHash(text, 'utf8'))).toBe(createHmac('sha256', key).update(text).digest('hex'));
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('a text longer than the kept buffer is hashed whole', () => {
  const text = 'é'.repeat(10_000);
  const computed = createKeyedHash(Buffer.from('key'))(text, 'utf8');
  expect(Buffer.from(computed, 'latin1')).toEqual(createHmac('sha256', 'key').update(text).digest());
});

test('latin1 text is hashed as its bytes', () => {
  const bytes = Buffer.from([0, 127, 128, 255]);
  const computed = createKeyedHash(Buffer.from('key'))(bytes.toString('latin1'), 'latin1');
  expect(Buffer.from(computed, 'latin1')).toEqual(createHmac('sha256', 'key').update(bytes).digest());
});

test('a key of more than a block is refused', () => {
  expect(() => createKeyedHash(Buffer.alloc(65))).toThrow('at most 64 bytes');
});

function toHex(digest: string): string {
  return Buffer.from(digest, 'latin1').toString('hex');
}
