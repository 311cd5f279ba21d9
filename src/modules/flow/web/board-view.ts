import { useAddressFilter } from '../../../ui/page-link.tsx';
import { type BoardDimension, type BoardPart, boardDimensionCodes } from '../domain/barrier-board.ts';

/** What of the board is shown: by which dimension, narrowed to which parts. It stands in the address, as codes and ids. */
export interface BoardView {
  readonly by: BoardDimension;
  readonly parts: readonly BoardPart[];
  readonly setBy: (by: string) => void;
  readonly add: (part: BoardPart) => void;
  readonly remove: (part: BoardPart) => void;
}

const usual: BoardDimension = 'barrier';

/** Returns what of the board is shown, and how to change it. */
export function useBoardView(): BoardView {
  const [by, setBy] = useAddressFilter('by');
  const [text, setText] = useAddressFilter('only');
  const parts = readParts(text);
  const show = (shown: readonly BoardPart[]): void => setText(shown.length === 0 ? null : shown.map(write).join('~'));
  return {
    by: isDimension(by) ? by : usual,
    parts,
    setBy: (chosen) => setBy(chosen === usual ? null : chosen),
    add: (part) => {
      const next = [...parts.filter((each) => each.by !== part.by), part];
      show(next);
      // What was just opened would be a single bar: the next question is put instead.
      setBy(boardDimensionCodes.find((code) => next.every((each) => each.by !== code)) ?? usual);
    },
    remove: (part) => show(parts.filter((each) => each.by !== part.by)),
  };
}

function readParts(text: string | null): readonly BoardPart[] {
  return (text ?? '').split('~').flatMap((piece) => {
    const [by = '', key = ''] = piece.split('=');
    return isDimension(by) && key.length <= 80 ? [{ by, key: key === '' ? null : key }] : [];
  });
}

function write({ by, key }: BoardPart): string {
  return `${by}=${key ?? ''}`;
}

function isDimension(text: string | null): text is BoardDimension {
  return boardDimensionCodes.some((code) => code === text);
}
