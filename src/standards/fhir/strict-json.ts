import type { Json } from '../../kernel/json.ts';
import type { Problem, Reading } from '../../kernel/problem.ts';
import { type FhirProblemKind, fhirProblems, problemAt } from './problems.ts';

/** How much JSON is read at most. */
export interface JsonLimits {
  readonly maxBytes: number;
  readonly maxDepth: number;
}

/** Room for a patient's whole record; nothing in FHIR nests a hundred levels deep. */
export const defaultJsonLimits: JsonLimits = { maxBytes: 32 * 1024 * 1024, maxDepth: 100 };

const maxReportedProblems = 50;
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * Reads UTF-8 bytes as JSON by RFC 8259 and nothing more; a byte order mark is skipped. Problems stand at line and column.
 * Broken JSON and what exceeds the limits yields no value. A repeated key (the last one counts), a control character,
 * half a surrogate pair and a number beyond doubles yield a value beside the error, because two readers may differ on it.
 */
export function readStrictJson(bytes: Uint8Array, limits: JsonLimits = defaultJsonLimits): Reading<Json> {
  if (bytes.length > limits.maxBytes) return refused(fhirProblems.tooLarge);
  const text = new TextDecoder().decode(bytes);
  if (text.includes('\uFFFD') && !isSameUtf8(text, bytes)) {
    return refused(fhirProblems.notUtf8);
  }
  const reader = new JsonReader(text, limits.maxDepth);
  const value = reader.readDocument();
  return { message: value ?? null, problems: reader.problems };
}

class JsonReader {
  readonly problems: Problem[] = [];
  private readonly text: string;
  private readonly maxDepth: number;
  private at = 0;
  private isBroken = false;

  constructor(text: string, maxDepth: number) {
    this.text = text;
    this.maxDepth = maxDepth;
  }

  readDocument(): Json | undefined {
    const value = this.readValue(0);
    this.skipSpace();
    if (!this.isBroken && this.at < this.text.length) this.break(fhirProblems.jsonSyntax);
    return this.isBroken ? undefined : value;
  }

  private readValue(depth: number): Json {
    this.skipSpace();
    if (depth > this.maxDepth) return this.break(fhirProblems.tooDeep);
    switch (this.text[this.at]) {
      case '{':
        return this.readObject(depth);
      case '[':
        return this.readArray(depth);
      case '"':
        return this.readString();
      case 't':
        return this.readWord('true', true);
      case 'f':
        return this.readWord('false', false);
      case 'n':
        return this.readWord('null', null);
      default:
        return this.readNumber();
    }
  }

  private readObject(depth: number): Json {
    const members: Record<string, Json> = {};
    this.at += 1;
    if (this.skipPast('}')) return members;
    do {
      this.skipSpace();
      const keyAt = this.at;
      if (this.text[keyAt] !== '"') return this.break(fhirProblems.jsonSyntax);
      const key = this.readString();
      if (Object.hasOwn(members, key)) this.report(fhirProblems.duplicateKey, keyAt);
      if (!this.skipPast(':')) return this.break(fhirProblems.jsonSyntax);
      const value = this.readValue(depth + 1);
      if (this.isBroken) return null;
      // A plain assignment of this one key would change the prototype instead of adding a member.
      if (key === '__proto__') Object.defineProperty(members, key, { value, enumerable: true, configurable: true });
      else members[key] = value;
    } while (this.skipPast(','));
    return this.skipPast('}') ? members : this.break(fhirProblems.jsonSyntax);
  }

  private readArray(depth: number): Json {
    const elements: Json[] = [];
    this.at += 1;
    if (this.skipPast(']')) return elements;
    do {
      elements.push(this.readValue(depth + 1));
      if (this.isBroken) return null;
    } while (this.skipPast(','));
    return this.skipPast(']') ? elements : this.break(fhirProblems.jsonSyntax);
  }

  private readString(): string {
    const start = this.at;
    let written = '';
    let from = this.at + 1;
    for (this.at = from; this.at < this.text.length; this.at += 1) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x22) {
        written += this.text.slice(from, this.at);
        this.at += 1;
        if (!written.isWellFormed()) this.report(fhirProblems.loneSurrogate, start);
        return written;
      }
      if (code < 0x20) break;
      if (code === 0x5c) {
        written += this.text.slice(from, this.at) + this.readEscape();
        if (this.isBroken) return written;
        from = this.at + 1;
      }
    }
    this.break(fhirProblems.jsonSyntax);
    return written;
  }

  /** Reads an escape and stops on its last character. */
  private readEscape(): string {
    this.at += 1;
    const letter = this.text[this.at] ?? '';
    const plain = escapes[letter];
    if (plain !== undefined) {
      if (letter === 'b' || letter === 'f') this.reportControl();
      return plain;
    }
    const digits = this.text.slice(this.at + 1, this.at + 5);
    if (letter !== 'u' || !/^[\da-fA-F]{4}$/.test(digits)) {
      this.break(fhirProblems.jsonSyntax);
      return '';
    }
    this.at += 4;
    const code = Number.parseInt(digits, 16);
    if (code < 0x20 && code !== 9 && code !== 10 && code !== 13) this.reportControl();
    return String.fromCharCode(code);
  }

  private readNumber(): Json {
    numberPattern.lastIndex = this.at;
    const match = numberPattern.exec(this.text);
    if (match === null) return this.break(fhirProblems.jsonSyntax);
    const value = Number(match[0]);
    if (!Number.isFinite(value)) {
      this.report(fhirProblems.numberRange, this.at);
      this.at += match[0].length;
      return null;
    }
    this.at += match[0].length;
    return value;
  }

  private readWord(word: string, value: Json): Json {
    if (!this.text.startsWith(word, this.at)) return this.break(fhirProblems.jsonSyntax);
    this.at += word.length;
    return value;
  }

  private skipSpace(): void {
    while (' \t\n\r'.includes(this.text[this.at] ?? '-')) this.at += 1;
  }

  private skipPast(mark: string): boolean {
    this.skipSpace();
    if (this.isBroken || this.text[this.at] !== mark) return false;
    this.at += 1;
    return true;
  }

  private reportControl(): void {
    // FHIR R4, 2.24.0.1: a string holds no character below 32 except tab, line feed and carriage return.
    this.report(fhirProblems.controlCharacter, this.at);
  }

  private report(kind: FhirProblemKind, at: number): void {
    if (this.problems.length >= maxReportedProblems) return;
    this.problems.push(problemAt(kind, describePlace(this.text, at)));
  }

  private break(kind: FhirProblemKind): null {
    if (!this.isBroken) {
      this.isBroken = true;
      this.problems.push(problemAt(kind, describePlace(this.text, this.at)));
    }
    return null;
  }
}

function describePlace(text: string, at: number): string {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return `line ${before.split('\n').length} column ${at - lineStart + 1}`;
}

function isSameUtf8(text: string, bytes: Uint8Array): boolean {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  const written = new TextEncoder().encode(text);
  return written.length === marked.length && written.every((byte, index) => byte === marked[index]);
}

function refused(kind: FhirProblemKind): Reading<Json> {
  return { message: null, problems: [problemAt(kind, 'line 1 column 1')] };
}
