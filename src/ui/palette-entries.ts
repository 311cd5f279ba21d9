/** Something that the command palette can do or open. */
export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly keys?: string;
  readonly run: () => void;
}

/**
 * Finds the entries whose label has, for each typed word, a word that begins with it; those that begin with the whole
 * text come first, the rest keep their order. Nothing typed finds everything.
 */
export function findEntries(entries: readonly PaletteEntry[], typed: string): readonly PaletteEntry[] {
  const text = typed.trim().toLowerCase();
  if (text === '') return entries;
  const wanted = text.split(/\s+/);
  const fitting = entries.filter((entry) => {
    const words = entry.label.toLowerCase().split(/[\s/-]+/);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
  const isFirst = (entry: PaletteEntry): number => (entry.label.toLowerCase().startsWith(text) ? 0 : 1);
  return fitting.toSorted((left, right) => isFirst(left) - isFirst(right));
}
