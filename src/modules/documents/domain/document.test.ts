import { expect, it } from 'vitest';
import { isOfMediaType } from './document.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

it('knows a PDF, a PNG and a JPEG by their first bytes', () => {
  expect(isOfMediaType(text('%PDF-1.7 …'), 'application/pdf')).toBe(true);
  expect(isOfMediaType(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]), 'image/png')).toBe(true);
  expect(isOfMediaType(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg')).toBe(true);
});

it('does not take a page with script for a picture', () => {
  expect(isOfMediaType(text('<svg onload="x()"/>'), 'image/png')).toBe(false);
  expect(isOfMediaType(text('MZ…'), 'application/pdf')).toBe(false);
  expect(isOfMediaType(new Uint8Array(), 'application/pdf')).toBe(false);
});

it('takes bytes for text only when no control character stands in them', () => {
  expect(isOfMediaType(text('Creatinine 0.9\r\n'), 'text/plain')).toBe(true);
  expect(isOfMediaType(new Uint8Array([0x41, 0x00, 0x42]), 'text/plain')).toBe(false);
});
