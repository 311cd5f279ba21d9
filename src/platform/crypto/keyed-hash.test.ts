import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKeyedHash } from './keyed-hash.ts';

const anyKey = fc.uint8Array({ minLength: 1, maxLength: 64 });

function toHex(digest: string): string {
  return Buffer.from(digest, 'latin1').toString('hex');
}

test('a keyed hash is HMAC-SHA-256 for any key and text, one after another', () => {
  fc.assert(
    fc.property(anyKey, fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }), (key, texts) => {
      const keyedHash = createKeyedHash(key);
      for (const text of texts) {
        expect(toHex(keyedHash.ofText(text))).toBe(createHmac('sha256', key).update(text).digest('hex'));
      }
    }),
  );
});

test('two digests are hashed as their bytes', () => {
  fc.assert(
    fc.property(anyKey, fc.uint8Array({ minLength: 64, maxLength: 64 }), (key, bytes) => {
      const [left, right] = [Buffer.from(bytes.subarray(0, 32)), Buffer.from(bytes.subarray(32))];
      const computed = createKeyedHash(key).ofPair(left.toString('latin1'), right.toString('latin1'));
      expect(toHex(computed)).toBe(createHmac('sha256', key).update(bytes).digest('hex'));
    }),
  );
});

test('a text longer than the kept buffer is hashed whole', () => {
  const text = 'é'.repeat(10_000);
  expect(toHex(createKeyedHash(Buffer.from('key')).ofText(text))).toBe(
    createHmac('sha256', 'key').update(text).digest('hex'),
  );
});

test('a key of more than a block is refused', () => {
  expect(() => createKeyedHash(Buffer.alloc(65))).toThrow('at most 64 bytes');
});
