/** Reads the primary tag of a language from a BCP 47 tag: `es-MX` is `es`. Null for a text that is none, so that no free text passes for a code. */
export function readLanguageTag(text: string | null): string | null {
  const [, primary] = /^([a-z]{2,3})(?:[-_][a-z0-9-]+)?$/i.exec(text?.trim() ?? '') ?? [];
  return primary?.toLowerCase() ?? null;
}

const names = new Intl.DisplayNames(['en-US'], { type: 'language', fallback: 'code' });

/** Names in BCP 47 that the platform does not know by heart. */
const furtherNames: Readonly<Record<string, string>> = { ase: 'American Sign Language' };

/** Names a language by its tag: `es` is Spanish. A text that is no tag is returned as it is. */
export function nameLanguage(tag: string): string {
  const isTag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag);
  return furtherNames[tag] ?? (isTag ? (names.of(tag) ?? tag) : tag);
}
