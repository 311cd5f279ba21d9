import { raw } from 'bwip-js/node';

/** Composes the QR code of a text as rows of 1 (dark) and 0, top first, without a quiet zone. */
export function composeBarcodeRows(text: string): readonly string[] {
  const [symbol] = raw({ bcid: 'qrcode', text });
  if (symbol === undefined || !('pixs' in symbol)) throw new Error('a QR code could not be composed');
  const { pixs, pixx, pixy } = symbol;
  return Array.from({ length: pixy }, (_, row) => pixs.slice(row * pixx, (row + 1) * pixx).join(''));
}
