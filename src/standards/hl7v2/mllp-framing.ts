import type { Problem } from '../../kernel/problem.ts';
import { type Hl7ProblemKind, hl7Problems, problemAt } from './problems.ts';

/** The minimal lower layer protocol wraps a message as `<VT> message <FS> <CR>` (HL7 transport MLLP, release 1). */
const frameStart = 0x0b;
const frameEnd = 0x1c;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;

const defaultMaximumFrameBytes = 16 * 1024 * 1024;
const smallestBuffer = 4 * 1024;

/** A frame as received; `complete` is false when its end byte never came. */
export interface MllpFrame {
  readonly bytes: Uint8Array;
  readonly complete: boolean;
}

/** What arrived with a chunk of bytes: frames in their order and what was wrong on the way. */
export interface MllpReading {
  readonly frames: readonly MllpFrame[];
  readonly problems: readonly Problem[];
}

interface Findings {
  readonly frames: MllpFrame[];
  readonly problems: Problem[];
}

/**
 * Decodes a stream of bytes to frames, whatever the chunks it comes in. A frame is handed out at its end byte without
 * waiting for the carriage return, which some senders leave out. The decoder finds its way back by itself: bytes
 * outside a frame are reported once and dropped, a frame without a start or an end byte is handed out with a problem,
 * a frame over the limit is dropped as it comes, so that memory stays below twice the limit.
 */
export class MllpDecoder {
  readonly #maximumFrameBytes: number;
  #state: 'outside' | 'inside' | 'dropping' | 'after-end' = 'outside';
  #buffer = new Uint8Array(0);
  #length = 0;
  #count = 0;

  constructor(options: { readonly maximumFrameBytes?: number } = {}) {
    this.#maximumFrameBytes = options.maximumFrameBytes ?? defaultMaximumFrameBytes;
  }

  /** Takes the next bytes and returns the frames that they complete. */
  push(chunk: Uint8Array): MllpReading {
    const findings: Findings = { frames: [], problems: [] };
    let position = 0;
    while (position < chunk.length) {
      if (this.#state === 'after-end') position = this.#passReturn(chunk, position, findings);
      else position = this.#takeRun(chunk, position, findings);
    }
    return findings;
  }

  /** Tells that no more bytes will come or are waited for; a frame that was begun is handed out as incomplete. */
  end(): MllpReading {
    const findings: Findings = { frames: [], problems: [] };
    if (this.#state === 'after-end') this.#report(hl7Problems.frameReturnMissing, findings);
    else if (this.#state === 'inside') this.#closeUnended(findings);
    else if (this.#state === 'outside') this.#closeOutside(findings, false);
    this.#reset('outside');
    return findings;
  }

  #passReturn(chunk: Uint8Array, position: number, findings: Findings): number {
    this.#state = 'outside';
    if (chunk[position] === carriageReturn) return position + 1;
    this.#report(hl7Problems.frameReturnMissing, findings);
    return position;
  }

  /** Takes the bytes up to the next framing byte and then acts on that byte. */
  #takeRun(chunk: Uint8Array, position: number, findings: Findings): number {
    let end = position;
    while (end < chunk.length && chunk[end] !== frameStart && chunk[end] !== frameEnd) end += 1;
    this.#append(chunk.subarray(position, end), findings);
    if (end === chunk.length) return end;
    if (chunk[end] === frameStart) this.#open(findings);
    else this.#close(findings);
    return end + 1;
  }

  #open(findings: Findings): void {
    if (this.#state === 'inside') this.#closeUnended(findings);
    else if (this.#state === 'outside') this.#closeOutside(findings, false);
    this.#reset('inside');
  }

  #close(findings: Findings): void {
    if (this.#state === 'inside') this.#emit(true, findings);
    else if (this.#state === 'outside') this.#closeOutside(findings, true);
    this.#reset('after-end');
  }

  #closeUnended(findings: Findings): void {
    this.#emit(false, findings);
    this.#report(hl7Problems.frameEndMissing, findings);
  }

  /** Bytes outside a frame are a frame without its start byte if they begin a message, else nothing. */
  #closeOutside(findings: Findings, ended: boolean): void {
    const bytes = this.#buffer.subarray(0, this.#length);
    const first = bytes.findIndex((byte) => byte !== carriageReturn && byte !== lineFeed);
    if (first === -1) return;
    if (ended && beginsMessage(bytes.subarray(first))) {
      this.#emit(true, findings);
      this.#report(hl7Problems.frameStartMissing, findings);
    } else {
      findings.problems.push(problemAt(hl7Problems.bytesOutsideFrame, `before frame ${this.#count + 1}`));
    }
  }

  #append(bytes: Uint8Array, findings: Findings): void {
    if (bytes.length === 0 || this.#state === 'dropping') return;
    const length = this.#length + bytes.length;
    if (length > this.#maximumFrameBytes) {
      this.#count += 1;
      this.#report(hl7Problems.frameTooLarge, findings);
      this.#reset('dropping');
      return;
    }
    if (length > this.#buffer.length) {
      const grown = new Uint8Array(Math.min(Math.max(2 * length, smallestBuffer), this.#maximumFrameBytes));
      grown.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = grown;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = length;
  }

  #emit(complete: boolean, findings: Findings): void {
    this.#count += 1;
    findings.frames.push({ bytes: this.#buffer.slice(0, this.#length), complete });
  }

  #report(kind: Hl7ProblemKind, findings: Findings): void {
    findings.problems.push(problemAt(kind, `frame ${this.#count}`));
  }

  /** A buffer that a large frame has grown is given back. */
  #reset(state: 'outside' | 'inside' | 'dropping' | 'after-end'): void {
    this.#state = state;
    this.#length = 0;
    if (this.#buffer.length > 16 * smallestBuffer) this.#buffer = new Uint8Array(0);
  }
}

/** Wraps a message for the wire. Throws when the message holds a framing byte, which a written message never does. */
export function encodeMllpFrame(message: Uint8Array | string): Uint8Array {
  const bytes = typeof message === 'string' ? new TextEncoder().encode(message) : message;
  if (bytes.includes(frameStart) || bytes.includes(frameEnd)) throw new Error('a message holds no framing bytes');
  const frame = new Uint8Array(bytes.length + 3);
  frame[0] = frameStart;
  frame.set(bytes, 1);
  frame[bytes.length + 1] = frameEnd;
  frame[bytes.length + 2] = carriageReturn;
  return frame;
}

function beginsMessage(bytes: Uint8Array): boolean {
  const name = String.fromCharCode(...bytes.subarray(0, 3));
  return name === 'MSH' || name === 'FHS' || name === 'BHS';
}
