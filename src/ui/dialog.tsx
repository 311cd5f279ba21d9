import { type ReactNode, useEffect, useId, useRef } from 'react';
import classes from './dialog.module.css';
import { InDialogContext } from './shortcuts.tsx';

/** How a dialog looks and may be left. An `opaque` veil hides the page behind it, as when the session is locked. */
export interface DialogProps {
  readonly opened: boolean;
  readonly title: string;
  /** Called for Esc and a click beside the dialog; without it the dialog stays until its own buttons close it. */
  readonly onClose?: (() => void) | undefined;
  readonly width?: 'small' | 'medium' | 'wide';
  readonly veil?: 'clear' | 'opaque';
  readonly children: ReactNode;
}

/** A modal dialog: the browser keeps focus inside and returns it afterwards. `data-autofocus` marks where to start. */
export function Dialog(props: DialogProps): ReactNode {
  return props.opened ? <OpenDialog {...props} /> : null;
}

function OpenDialog(props: DialogProps): ReactNode {
  const { onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is heard by onCancel
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={classes['dialog']}
      data-width={props.width ?? 'small'}
      data-veil={props.veil ?? 'clear'}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose?.();
      }}
    >
      <div className={classes['content']}>
        <h2 id={titleId} className={classes['title']}>
          {props.title}
        </h2>
        <InDialogContext value={true}>{props.children}</InDialogContext>
      </div>
    </dialog>
  );
}
