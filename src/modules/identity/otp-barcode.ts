import { toSVG } from 'bwip-js/node';

/** A QR code as one path to be filled by the even-odd rule, in a square of `size` units, without a quiet zone. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

/** Draws the QR code of a text. */
export function drawQrCode(text: string): QrDrawing {
  const drawing = toSVG({ bcid: 'qrcode', text, scale: 1 });
  const [, size, path] = /viewBox="0 0 (\d+) \d+"[\s\S]* d="([^"]+)"/.exec(drawing) ?? [];
  if (size === undefined || path === undefined) throw new Error('a QR code could not be drawn');
  return { size: Number(size), path };
}
