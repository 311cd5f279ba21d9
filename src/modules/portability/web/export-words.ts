import type { Id } from '../../../kernel/ids.ts';

/** The id of an export that came from the server as text. */
export function toExportId(text: string): Id<'export'> {
  return text as Id<'export'>;
}

/** Lists a table of words as the options of a choice. */
export function toOptions<Code extends string>(
  words: Readonly<Record<Code, string>>,
): readonly { readonly value: Code; readonly label: string }[] {
  return (Object.keys(words) as Code[]).map((value) => ({ value, label: words[value] }));
}

/** Says how many of each kind an archive holds. */
export function describeCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${names[kind] ?? kind}`)
    .join(', ');
}

const names: Readonly<Record<string, string>> = {
  timelineEntries: 'timeline facts',
  messages: 'messages',
  documents: 'documents',
};
