/** Reads the primary tag of a language from a BCP 47 tag: `es-MX` is `es`. Null for a text that is none, so that no free text passes for a code. */
export function readLanguageTag(text: string | null): string | null {
  const [, primary] = /^([a-z]{2,3})(?:[-_][a-z0-9-]+)?$/i.exec(text?.trim() ?? '') ?? [];
  return primary?.toLowerCase() ?? null;
}
