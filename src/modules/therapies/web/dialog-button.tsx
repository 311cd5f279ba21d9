import { type ReactNode, useState } from 'react';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import type { JourneyDialogProps, ShownJourney } from './shown-journey.ts';

/** A button, with its key, that opens a dialog about the therapy; absent without the permission. */
export function DialogButton(props: {
  readonly journey: ShownJourney;
  readonly label: string;
  readonly keys?: string;
  readonly permission: string;
  readonly isDangerous?: boolean;
  readonly dialog: (props: JourneyDialogProps) => ReactNode;
}): ReactNode {
  const { label, keys, dialog: Open } = props;
  const [isOpen, setOpen] = useState(false);
  const isAllowed = useHasPermission(props.permission);
  const open = (): void => setOpen(true);
  useShortcuts(isAllowed && keys !== undefined ? [{ keys, label, group: 'This page', run: open }] : []);
  if (!isAllowed) return null;
  return (
    <>
      <ReasonedButton
        label={label}
        kind="secondary"
        isSmall
        onPress={open}
        isDangerous={props.isDangerous ?? false}
        {...(keys === undefined ? {} : { keys })}
      />
      {isOpen && <Open journey={props.journey} onClose={() => setOpen(false)} />}
    </>
  );
}
