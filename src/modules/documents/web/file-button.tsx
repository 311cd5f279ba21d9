import { Button } from '@mantine/core';
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Kbd } from '../../../ui/kbd.tsx';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { mediaTypes } from '../domain/document.ts';
import classes from './document-list.module.css';

/** Takes files by button and shortcut, by dropping them on what stands inside, and by pasting them into the page. */
export function FileIntake(props: {
  readonly label: string;
  readonly keys: string;
  readonly hint: string;
  /** What may be chosen, as an input accepts it; documents unless said. */
  readonly accept?: string;
  readonly onFile: (file: File) => void;
  readonly children: ReactNode;
}): ReactNode {
  const { onFile } = props;
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const choose = (): void => input.current?.click();
  useShortcuts([{ keys: props.keys, label: props.label, group: 'This page', run: choose }]);
  usePastedFile(onFile);
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) onFile(file);
  };
  return (
    <section
      aria-label={props.label}
      className={classes['intake']}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <div className={classes['tools']}>
        <Button variant="default" size="compact-sm" onClick={choose} rightSection={<Kbd keys={props.keys} />}>
          {props.label}
        </Button>
        <span className={classes['who']}>{props.hint}</span>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={props.label}
          accept={props.accept ?? Object.keys(mediaTypes).join(',')}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            // The same file may be chosen again after it was taken back.
            event.currentTarget.value = '';
            if (file !== undefined) onFile(file);
          }}
        />
      </div>
      {props.children}
    </section>
  );
}

function usePastedFile(onFile: (file: File) => void): void {
  const latest = useRef(onFile);
  useEffect(() => {
    latest.current = onFile;
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const [file] = event.clipboardData?.files ?? [];
      if (file === undefined || document.querySelector('dialog:modal') !== null) return;
      event.preventDefault();
      latest.current(file);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);
}

/** The progress of an upload, with what takes it back. */
export function SendingLine(props: { readonly share: number; readonly onCancel: () => void }): ReactNode {
  const percent = Math.round(props.share * 100);
  return (
    <div className={classes['sending']} role="status">
      <progress max={100} value={percent} aria-label="Sent" className={classes['progress']} />
      <span className={classes['who']}>{percent < 100 ? `${percent} % sent` : 'Being stored'}</span>
      <Button variant="default" size="compact-sm" onClick={props.onCancel}>
        Stop sending
      </Button>
    </div>
  );
}
