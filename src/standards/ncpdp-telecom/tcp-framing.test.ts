import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrames, emptyFrameState, encodeFrame } from './ncpdp-telecom.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const toText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('frames of the switch link', () => {
  test('a message is preceded by its length in four digits', () => {
    expect(toText(encodeFrame(encode('D0B1')))).toBe('0004D0B1');
  });

  test('messages come out whole and in order however the bytes are cut', () => {
    const messages = fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { maxLength: 6 });
    fc.assert(
      fc.property(messages, fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (sent, cuts) => {
        const stream = Buffer.concat(sent.map(encodeFrame));
        let state = emptyFrameState;
        const received: Uint8Array[] = [];
        for (let at = 0, turn = 0; at < stream.length; turn += 1) {
          const size = cuts[turn % cuts.length] ?? 1;
          const decoding = decodeFrames(state, stream.subarray(at, at + size));
          expect(decoding.isBroken).toBe(false);
          received.push(...decoding.messages);
          state = decoding.state;
          at += size;
        }
        expect(received.map((bytes) => [...bytes])).toEqual(sent.map((bytes) => [...bytes]));
        expect(state.pending).toHaveLength(0);
      }),
    );
  });

  test('a length of zero is a sign of life without a message', () => {
    expect(decodeFrames(emptyFrameState, encode('00000002OK')).messages.map(toText)).toEqual(['OK']);
  });

  test('a length that is no number breaks the connection, after the messages before it', () => {
    const decoding = decodeFrames(emptyFrameState, encode('0002OKHTTP'));
    expect([decoding.messages.map(toText), decoding.isBroken]).toEqual([['OK'], true]);
  });

  test('a message beyond four digits of length is a fault of the caller', () => {
    expect(() => encodeFrame(new Uint8Array(10_000))).toThrow('9,999');
  });
});
