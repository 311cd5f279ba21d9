import type { TextFormat } from './document-place.ts';

/** Tells whether a text came in so few lines that it can't be read as it is. */
export function isRunTogether(text: string, format: TextFormat): boolean {
  if (format !== 'xml' && format !== 'json') return false;
  const lines = text.split('\n').length;
  return text.length / lines > 200;
}

/** Lays XML or JSON out in indented lines for reading. Only white space between pieces is added; nothing is checked or lost. */
export function layOut(text: string, format: TextFormat): string {
  if (format === 'xml') return layOutXml(text);
  return format === 'json' ? layOutJson(text) : text;
}

function layOutXml(text: string): string {
  let depth = 0;
  return text
    .replace(/>\s*</g, '>\n<')
    .split('\n')
    .map((line) => {
      const isClosing = line.startsWith('</');
      if (isClosing) depth = Math.max(0, depth - 1);
      const indented = '  '.repeat(depth) + line;
      const opens = /^<[^!?/][^>]*[^/]?>$/.test(line) && !line.endsWith('/>');
      if (opens) depth += 1;
      return indented;
    })
    .join('\n');
}

function layOutJson(text: string): string {
  let depth = 0;
  const pieces = text.match(/"(?:[^"\\]|\\.)*"?|[{}[\],:]|\s+|[^\s{}[\],:"]+/g) ?? [];
  const line = (): string => `\n${'  '.repeat(depth)}`;
  return pieces
    .map((piece) => {
      if (/^\s+$/.test(piece)) return '';
      if (piece === '{' || piece === '[') {
        depth += 1;
        return piece + line();
      }
      if (piece === '}' || piece === ']') {
        depth = Math.max(0, depth - 1);
        return line() + piece;
      }
      if (piece === ',') return piece + line();
      return piece === ':' ? ': ' : piece;
    })
    .join('');
}
