import { hash } from 'node:crypto';

/** Computes HMAC-SHA-256 (RFC 2104) of a text; the 32 bytes come as a text of 32 latin1 characters, which is quick to compare. */
export type KeyedHash = (text: string, encoding: 'utf8' | 'latin1') => string;

const blockBytes = 64;
const digestBytes = 32;

/**
 * Creates the keyed hash of one key of at most 64 bytes. It calls the one-shot hash twice over buffers that are kept, which is three
 * times as fast for short texts as an HMAC object for each.
 */
export function createKeyedHash(key: Uint8Array): KeyedHash {
  if (key.length > blockBytes) throw new Error('a key of a keyed hash has at most 64 bytes');
  const outer = padKey(key, 0x5c, digestBytes);
  let inner = padKey(key, 0x36, 4096);
  return (text, encoding) => {
    const most = text.length * 3;
    if (inner.length - blockBytes < most) inner = padKey(key, 0x36, most * 2);
    const length = inner.write(text, blockBytes, encoding);
    outer.write(hash('sha256', inner.subarray(0, blockBytes + length), 'binary'), blockBytes, 'latin1');
    return hash('sha256', outer, 'binary');
  };
}

function padKey(key: Uint8Array, pad: number, room: number): Buffer {
  const bytes = Buffer.alloc(blockBytes + room);
  bytes.fill(pad, 0, blockBytes);
  for (const [at, byte] of key.entries()) bytes[at] = byte ^ pad;
  return bytes;
}
