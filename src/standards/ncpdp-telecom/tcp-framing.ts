/**
 * The link between a gateway and a switch over TCP: each message is preceded by its length in four ASCII digits
 * (`0512` and 512 bytes). Processors differ here; this is the framing of our gateways and simulators.
 * A length of `0000` is a sign of life and carries no message.
 */
const lengthDigits = 4;

/** What arrived and is not yet a whole message. */
export interface FrameState {
  readonly pending: Uint8Array;
}

export interface FrameDecoding {
  readonly state: FrameState;
  readonly messages: readonly Uint8Array[];
  /** True when a length is no number: where the next message begins is unknown, so the connection must be closed. */
  readonly isBroken: boolean;
}

export const emptyFrameState: FrameState = { pending: new Uint8Array(0) };

/** Decodes the next bytes of a connection, however they were cut: whole messages come out once, the rest waits. */
export function decodeFrames(state: FrameState, chunk: Uint8Array): FrameDecoding {
  const bytes = new Uint8Array(state.pending.length + chunk.length);
  bytes.set(state.pending);
  bytes.set(chunk, state.pending.length);
  const messages: Uint8Array[] = [];
  let start = 0;
  while (bytes.length - start >= lengthDigits) {
    const length = readLength(bytes.subarray(start, start + lengthDigits));
    if (length === null) return { state: emptyFrameState, messages, isBroken: true };
    const end = start + lengthDigits + length;
    if (end > bytes.length) break;
    if (length > 0) messages.push(bytes.slice(start + lengthDigits, end));
    start = end;
  }
  return { state: { pending: bytes.slice(start) }, messages, isBroken: false };
}

/** Encodes one message; more than 9,999 bytes do not fit the framing, which is a fault of the caller. */
export function encodeFrame(message: Uint8Array): Uint8Array {
  const length = String(message.length).padStart(lengthDigits, '0');
  if (length.length > lengthDigits) throw new Error('a message of more than 9,999 bytes does not fit the frame');
  const frame = new Uint8Array(lengthDigits + message.length);
  frame.set(new TextEncoder().encode(length));
  frame.set(message, lengthDigits);
  return frame;
}

function readLength(digits: Uint8Array): number | null {
  const text = String.fromCharCode(...digits);
  return /^\d{4}$/.test(text) ? Number(text) : null;
}
