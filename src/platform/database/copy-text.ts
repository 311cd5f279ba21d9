/** Writes a value as a field of PostgreSQL's text format for COPY. */
export function toCopyField(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (value instanceof Uint8Array)
    return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
  if (Array.isArray(value)) return escapeField(toArrayText(value));
  if (typeof value === 'object') return escapeField(JSON.stringify(value));
  return typeof value === 'string' ? escapeField(value) : String(value);
}

/** Writes an array as PostgreSQL reads one: every element quoted, so that none is taken for a delimiter. */
function toArrayText(values: readonly unknown[]): string {
  const elements = values.map((value) =>
    value === null || value === undefined ? 'NULL' : `"${String(value).replace(/(["\\])/g, '\\$1')}"`,
  );
  return `{${elements.join(',')}}`;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeField(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);
}
