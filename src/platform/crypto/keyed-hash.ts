import { hash } from 'node:crypto';

/** Computes HMAC-SHA-256 (RFC 2104) under one key; the 32 bytes come as 32 latin1 characters, which are quick to compare and to store. */
export interface KeyedHash {
  /** Hashes a text as UTF-8. */
  ofText(text: string): string;
  /** Hashes two earlier digests, one after the other. */
  ofPair(left: string, right: string): string;
}

const blockBytes = 64;
const digestBytes = 32;

/**
 * Creates the keyed hash of a key of at most 64 bytes. It calls the one-shot hash twice over buffers that are kept, which is three
 * times as fast for short texts as an HMAC object for each.
 */
export function createKeyedHash(key: Uint8Array): KeyedHash {
  if (key.length > blockBytes) throw new Error('a key of a keyed hash has at most 64 bytes');
  const outer = padKey(key, 0x5c, digestBytes);
  const innerOfPair = padKey(key, 0x36, 2 * digestBytes);
  let inner = padKey(key, 0x36, 4096);

  function finish(digest: string): string {
    outer.write(digest, blockBytes, 'latin1');
    return hash('sha256', outer, 'binary');
  }

  return {
    ofText: (text) => {
      const most = text.length * 3;
      if (inner.length - blockBytes < most) inner = padKey(key, 0x36, most * 2);
      const length = inner.write(text, blockBytes, 'utf8');
      return finish(hash('sha256', inner.subarray(0, blockBytes + length), 'binary'));
    },
    ofPair: (left, right) => {
      innerOfPair.write(left, blockBytes, 'latin1');
      innerOfPair.write(right, blockBytes + digestBytes, 'latin1');
      return finish(hash('sha256', innerOfPair, 'binary'));
    },
  };
}

function padKey(key: Uint8Array, pad: number, room: number): Buffer {
  const bytes = Buffer.alloc(blockBytes + room);
  bytes.fill(pad, 0, blockBytes);
  for (const [at, byte] of key.entries()) bytes[at] = byte ^ pad;
  return bytes;
}
