import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TenantId } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/json.ts';
import { SealBroken } from './authenticated-encryption.ts';
import { openValue, readGeneration, type SealedPlace, type SealingKey, sealValue } from './sealed-value.ts';

const key: SealingKey = { generation: 3, key: createSecretKey(Buffer.alloc(32, 1)) };
const place: SealedPlace = { tenantId: 1 as TenantId, table: 'patients.patient', rowId: 'row-1' };
const value = { familyName: 'Example', birthDate: '1970-01-01' };

describe('a sealed value', () => {
  test('opens to what was sealed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const opened = openValue(key, place, sealValue(key, place, json as Json));
        expect(JSON.stringify(opened)).toBe(JSON.stringify(json));
      }),
    );
  });

  test('holds no readable text and differs each time', () => {
    const sealed = sealValue(key, place, value);
    expect(sealed.toString('latin1')).not.toContain('Example');
    expect(sealed.equals(sealValue(key, place, value))).toBe(false);
  });

  test('names the generation that sealed it', () => {
    expect(readGeneration(sealValue(key, place, value))).toBe(3);
  });

  test.each([
    ['tenant', { ...place, tenantId: 2 as TenantId }],
    ['table', { ...place, table: 'patients.contact' }],
    ['row', { ...place, rowId: 'row-2' }],
  ])('does not open in another %s', (_name, other) => {
    expect(() => openValue(key, other, sealValue(key, place, value))).toThrow(SealBroken);
  });

  test('does not open when any byte is changed, cut off or put in front', () => {
    const sealed = sealValue(key, place, value);
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8((altered.readUInt8(at) + 1) % 256, at);
      expect(() => openValue(key, place, altered)).toThrow(SealBroken);
      expect(() => openValue(key, place, sealed.subarray(0, at))).toThrow(SealBroken);
    }
    expect(() => openValue(key, place, Buffer.concat([Buffer.of(1), sealed]))).toThrow(SealBroken);
  });

  test('does not open with another key of the same generation', () => {
    const other: SealingKey = { generation: 3, key: createSecretKey(Buffer.alloc(32, 2)) };
    expect(() => openValue(other, place, sealValue(key, place, value))).toThrow(SealBroken);
  });

  test('a fault tells nothing of the value', () => {
    const sealed = sealValue(key, place, value);
    expect(() => openValue(key, { ...place, rowId: 'row-2' }, sealed)).toThrow(
      'sealed bytes were altered or belong to another place',
    );
  });
});
