import { useAddressFilter } from '../../../ui/page-link.tsx';
import { type FactKind, factKindCodes } from '../domain/fact-kind.ts';

/** Returns to which threads the timeline is narrowed, and how to change it; it stands in the address. None means all. */
export function useShownKinds(): readonly [readonly FactKind[], (kinds: readonly FactKind[]) => void] {
  const [text, setText] = useAddressFilter('show');
  const words = (text ?? '').split('~');
  const shown = factKindCodes.filter((code) => words.includes(code));
  return [shown, (kinds) => setText(kinds.length === 0 ? null : kinds.join('~'))];
}
