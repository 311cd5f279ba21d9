const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Characters that XML 1.0 has no way to carry. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this pattern finds.
const uncarriable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Escapes text for an element or an attribute; what XML cannot carry becomes the replacement character. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(uncarriable, '\uFFFD')
    .replace(/[&<>"'\t\n\r]/g, (character) => escapes[character] ?? character);
}

type Attributes = Readonly<Record<string, string | null>>;

/** Writes an element with text, or nothing when there is no text. */
export function leaf(name: string, text: string | number | null, attributes: Attributes = {}): string {
  if (text === null || text === '') return '';
  return `<${name}${writeAttributes(attributes)}>${escapeXml(String(text))}</${name}>`;
}

/** Writes an element around markup that `leaf` and `branch` made, or nothing when all of it is empty. */
export function branch(name: string, parts: readonly string[], attributes: Attributes = {}): string {
  const content = parts.join('');
  return content === '' ? '' : `<${name}${writeAttributes(attributes)}>${content}</${name}>`;
}

/** Writes an element that says something by being there, around markup that may be empty. */
export function marker(name: string, parts: readonly string[]): string {
  return branch(name, parts) || `<${name}/>`;
}

function writeAttributes(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${escapeXml(value)}"`))
    .join('');
}
