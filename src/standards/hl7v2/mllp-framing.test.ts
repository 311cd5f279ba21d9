import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeMllpFrame, MllpDecoder, type MllpReading } from './mllp-framing.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Feeds chunks to a decoder and returns frames as text, a question mark behind an incomplete one, and problem codes. */
function decode(chunks: readonly Uint8Array[], maximumFrameBytes = 1_000): { frames: string[]; problems: string[] } {
  const decoder = new MllpDecoder({ maximumFrameBytes });
  const readings: MllpReading[] = [...chunks.map((chunk) => decoder.push(chunk)), decoder.end()];
  return {
    frames: readings.flatMap((reading) =>
      reading.frames.map(({ bytes, complete }) => `${new TextDecoder().decode(bytes)}${complete ? '' : '?'}`),
    ),
    problems: readings.flatMap((reading) => reading.problems.map(({ code, where }) => `${code} ${where}`)),
  };
}

describe('frames of the minimal lower layer protocol', () => {
  test.each([
    ['one frame', '\x0bMSH|1\r\x1c\r', ['MSH|1\r'], []],
    ['two frames at once', '\x0bA\x1c\r\x0bB\x1c\r', ['A', 'B'], []],
    ['line ends between frames', '\x0bA\x1c\r\r\n\x0bB\x1c\r', ['A', 'B'], []],
    ['an empty frame', '\x0b\x1c\r', [''], []],
    [
      'no return after the end byte',
      '\x0bA\x1c\x0bB\x1c',
      ['A', 'B'],
      ['return-missing frame 1', 'return-missing frame 2'],
    ],
    ['no end byte before the next start', '\x0bA\r\x0bB\x1c\r', ['A\r?', 'B'], ['end-missing frame 1']],
    ['no end byte at the end', '\x0bMSH|1\r', ['MSH|1\r?'], ['end-missing frame 1']],
    ['no start byte', 'MSH|1\r\x1c\r\x0bB\x1c\r', ['MSH|1\r', 'B'], ['start-missing frame 1']],
    ['noise before a frame', 'GET / HTTP/1.1\r\n\r\n\x0bA\x1c\r', ['A'], ['bytes-outside-frame before frame 1']],
    ['noise at the end', '\x0bA\x1c\rnoise', ['A'], ['bytes-outside-frame before frame 2']],
    ['nothing', '', [], []],
  ])('%s', (_, stream, frames, problems) => {
    const decoded = decode([bytesOf(stream)]);
    expect(decoded.frames).toEqual(frames);
    expect(decoded.problems.map((problem) => problem.replace(/^hl7v2\.(frame-)?/, ''))).toEqual(problems);
  });

  test('a frame is handed out at its end byte, before any carriage return', () => {
    const decoder = new MllpDecoder();
    expect(decoder.push(bytesOf('\x0bA\x1c')).frames.length).toBe(1);
    expect(decoder.push(bytesOf('\r'))).toEqual({ frames: [], problems: [] });
  });

  test('a frame over the limit is dropped and the next one read', () => {
    const decoded = decode([bytesOf(`\x0bA\x1c\r\x0b${'x'.repeat(50)}\x1c\r\x0bB\x1c\r`)], 40);
    expect(decoded).toEqual({ frames: ['A', 'B'], problems: ['hl7v2.frame-too-large frame 2'] });
  });

  test('a frame that never ends keeps no more than its limit', () => {
    const decoder = new MllpDecoder({ maximumFrameBytes: 1_000 });
    decoder.push(bytesOf('\x0b'));
    const chunk = new Uint8Array(900).fill(65);
    const problems = Array.from({ length: 1_000 }, () => decoder.push(chunk).problems).flat();
    expect(problems.length).toBe(1);
    expect(decoder.end().frames).toEqual([]);
  });

  test('frames and problems are the same whatever chunks the bytes come in', () => {
    const noise = fc.array(fc.constantFrom(0x0b, 0x1c, 0x0d, 0x0a, 0x41, 0x4d, 0x53, 0x48), { maxLength: 60 });
    fc.assert(
      fc.property(noise, fc.array(fc.nat(7)), (bytes, sizes) => {
        const whole = Uint8Array.from(bytes);
        const chunks: Uint8Array[] = [];
        let start = 0;
        for (const size of [...sizes, whole.length]) {
          chunks.push(whole.subarray(start, start + size));
          start += size;
        }
        expect(decode(chunks, 9)).toEqual(decode([whole], 9));
      }),
      { numRuns: 500 },
    );
  });

  test('what is encoded decodes to itself', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (texts) => {
        const messages = texts.map((text) => text.replaceAll('\x0b', '').replaceAll('\x1c', ''));
        const stream = messages.map((message) => encodeMllpFrame(message));
        expect(decode(stream, 10_000)).toEqual({ frames: messages, problems: [] });
      }),
    );
  });

  test('a message with a framing byte is a bug of the writer', () => {
    expect(() => encodeMllpFrame('A\x1cB')).toThrow('framing');
    expect(() => encodeMllpFrame(Uint8Array.of(0x0b))).toThrow('framing');
  });
});
