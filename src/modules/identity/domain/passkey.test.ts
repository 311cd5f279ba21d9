import { expect, test } from 'vitest';
import { isLikelyCopied } from './passkey-use.ts';
import { toRelyingParty } from './relying-party.ts';

const marks = (signCount: number, isDeviceBound = true) => ({ signCount, isDeviceBound });

test('a passkey whose count does not grow is taken for a copy', () => {
  expect(isLikelyCopied(marks(7), marks(8))).toBe(false);
  expect(isLikelyCopied(marks(7), marks(7))).toBe(true);
  expect(isLikelyCopied(marks(7), marks(0))).toBe(true);
  expect(isLikelyCopied(marks(0), marks(0))).toBe(false);
});

test('a passkey that was bound to its device and no longer is, is taken for a copy', () => {
  expect(isLikelyCopied(marks(1), marks(2, false))).toBe(true);
});

test('a passkey belongs to the host name without its port, and plain http is for this machine alone', () => {
  expect(toRelyingParty('localhost:8420')).toEqual({
    id: 'localhost',
    origins: ['https://localhost:8420', 'http://localhost:8420'],
  });
  expect(toRelyingParty('rx.example.org').origins).toEqual(['https://rx.example.org']);
});
