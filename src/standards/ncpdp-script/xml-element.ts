import { SaxesParser } from 'saxes';
import type { Problem, Reading } from '../../kernel/problem.ts';
import { type ScriptProblemKind, scriptProblem, scriptProblems } from './problems.ts';

/** An element of a read XML document. Attributes and elements are named by their local names; text is trimmed. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** Bounds that keep the work for one message small, whatever is sent. Real messages stay far below each. */
const limits = { bytes: 524_288, depth: 48, elements: 20_000, attributes: 40 } as const;

interface OpenElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  readonly text: string[];
}

/**
 * Reads XML bytes (UTF-8, UTF-16 with a byte order mark, or the Western encoding that they declare) as a tree.
 * Refuses any document type declaration, so that no entity is ever defined or fetched, and anything beyond the limits.
 */
export function readXml(bytes: Uint8Array): Reading<XmlElement> {
  if (bytes.length === 0) return refused(scriptProblem(scriptProblems.inputEmpty, 'line 1 column 1'));
  if (bytes.length > limits.bytes) return refused(scriptProblem(scriptProblems.inputTooLarge, 'line 1 column 1'));
  const text = decodeXml(bytes);
  if (text === null) return refused(scriptProblem(scriptProblems.encodingInvalid, 'line 1 column 1'));
  if (text.trim() === '') return refused(scriptProblem(scriptProblems.inputEmpty, 'line 1 column 1'));
  return parseXml(text);
}

function refused(problem: Problem): Reading<XmlElement> {
  return { message: null, problems: [problem] };
}

/** How much text is tokenized before a problem can stop the work; small, because nesting costs more the deeper it is. */
const chunkLength = 4_096;

function parseXml(text: string): Reading<XmlElement> {
  const parser = new SaxesParser({ xmlns: true });
  const open: OpenElement[] = [];
  const roots: XmlElement[] = [];
  let count = 0;
  let problem: Problem | null = null;
  const stop = (kind: ScriptProblemKind): void => {
    problem ??= scriptProblem(kind, `line ${parser.line} column ${parser.column}`);
  };
  const collect = (piece: string): void => {
    open.at(-1)?.text.push(piece);
  };
  parser.on('error', () => stop(scriptProblems.xmlIllFormed));
  parser.on('doctype', () => stop(scriptProblems.doctypeForbidden));
  parser.on('text', collect);
  parser.on('cdata', collect);
  parser.on('opentag', (tag) => {
    const attributes = Object.values(tag.attributes);
    count += 1;
    const isBeyond = count > limits.elements || open.length >= limits.depth || attributes.length > limits.attributes;
    if (isBeyond) stop(scriptProblems.limitExceeded);
    open.push({
      name: tag.local,
      namespace: tag.uri,
      attributes: new Map(attributes.filter(isData).map(({ local, value }) => [local, value.trim()])),
      children: [],
      text: [],
    });
  });
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed !== undefined) (open.at(-1)?.children ?? roots).push({ ...closed, text: closed.text.join('').trim() });
  });
  for (let at = 0; at < text.length && problem === null; at += chunkLength) {
    parser.write(text.slice(at, at + chunkLength));
  }
  if (problem === null) parser.close();
  const [root] = roots;
  if (problem === null && root !== undefined) return { message: root, problems: [] };
  return refused(problem ?? scriptProblem(scriptProblems.xmlIllFormed, 'line 1 column 1'));
}

function isData(attribute: { readonly prefix: string; readonly name: string }): boolean {
  return attribute.prefix !== 'xmlns' && attribute.name !== 'xmlns' && attribute.prefix !== 'xsi';
}

const westernEncodings = /^<\?xml[^>]{0,80}encoding=["'](?:iso-8859-1|windows-1252)["']/i;

function decodeXml(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeWhole(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeWhole(bytes, 'utf-16be');
  const declaration = new TextDecoder('windows-1252').decode(bytes.subarray(0, 120));
  return decodeWhole(bytes, westernEncodings.test(declaration) ? 'windows-1252' : 'utf-8');
}

/** Decodes in full or not at all: a wrong sequence becomes the replacement character, which the bytes then do not hold. */
function decodeWhole(bytes: Uint8Array, encoding: string): string | null {
  const text = new TextDecoder(encoding).decode(bytes);
  if (!text.includes('\uFFFD')) return text;
  return encoding === 'utf-8' && isUtf8Of(text, bytes) ? text : null;
}

function isUtf8Of(text: string, bytes: Uint8Array): boolean {
  const encoded = new TextEncoder().encode(text);
  const markLength = bytes.length - encoded.length;
  return (markLength === 0 || markLength === 3) && encoded.every((byte, index) => byte === bytes[index + markLength]);
}
