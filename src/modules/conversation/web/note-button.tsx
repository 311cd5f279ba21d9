import { type ReactNode, useState } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { NoteDialog } from './note-dialog.tsx';

const label = 'Write a note';

/** The button on the page of a therapy, with its key, that opens the dialog of a note. */
export function NoteButton({ therapyId }: { readonly therapyId: TherapyId }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const open = (): void => setOpen(true);
  useShortcuts([{ keys: 'm', label, group: 'This page', run: open }]);
  return (
    <>
      <ReasonedButton label={label} kind="secondary" isSmall keys="m" onPress={open} />
      {isOpen && <NoteDialog therapyId={therapyId} corrected={null} onClose={() => setOpen(false)} />}
    </>
  );
}
