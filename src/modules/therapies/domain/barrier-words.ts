import { findTaskClause, holdKinds, type Party, parties, waitReasons } from '../../pathways/language.ts';

/** Names a barrier by its code, in one clause; null for a code that there is not. */
export function nameBarrier(code: string): string | null {
  const [kind, name = ''] = code.split('.');
  if (kind !== 'hold' && kind !== 'wait') return findTaskClause(name);
  const catalog: Readonly<Record<string, { readonly clause: string }>> = kind === 'hold' ? holdKinds : waitReasons;
  return Object.hasOwn(catalog, name) ? (catalog[name]?.clause ?? null) : null;
}

/** Names the party whose move it is, as a heading does; null for a code that there is not. */
export function nameParty(code: string): string | null {
  return Object.hasOwn(parties, code) ? capitalize(parties[code as Party]) : null;
}

function capitalize(text: string): string {
  return text.replace(/^the /, '').replace(/^./, (letter) => letter.toUpperCase());
}
