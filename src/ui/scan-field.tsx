import { ActionIcon, Input } from '@mantine/core';
import { IconBarcode, IconCamera } from '@tabler/icons-react';
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useEffect, useId, useRef, useState } from 'react';
import fieldClasses from './field-frame.module.css';
import { FieldFrame, fieldAria } from './field-frame.tsx';
import {
  characterOfKey,
  emptyBurst,
  groupSeparator,
  hideSeparators,
  isWedgeSpeed,
  type Scan,
  showSeparators,
  takeScanKey,
} from './scan-burst.ts';
import classes from './scan-field.module.css';

const ScanCamera = lazy(() => import('./scan-camera.tsx').then((module) => ({ default: module.ScanCamera })));

/**
 * Takes a barcode from a scanner in keyboard mode, from the camera, or by hand; the separator of GS1 is kept.
 * With `listensEverywhere` a scan is taken also while no field has the focus.
 */
export function ScanField(props: {
  readonly label: string;
  readonly hint?: string;
  readonly message?: string | null;
  readonly onScan: (scan: Scan) => void;
  readonly listensEverywhere?: boolean;
  readonly startsFocused?: boolean;
}): ReactNode {
  const id = useId();
  const { text, setText, onKeyDown, submit } = useTypedScan(props.onScan);
  const [isCameraOpen, setCameraOpen] = useState(false);
  useScansEverywhere(props.listensEverywhere === true && !isCameraOpen, props.onScan);
  return (
    <FieldFrame {...props} fieldId={id}>
      <div className={classes['line']}>
        <Input
          id={id}
          size="xs"
          className={classes['input'] ?? ''}
          classNames={{ input: fieldClasses['code'] ?? '' }}
          value={showSeparators(text)}
          onChange={(event) => setText(hideSeparators(event.currentTarget.value))}
          onKeyDown={onKeyDown}
          placeholder="Scan or type, then Enter"
          autoComplete="off"
          spellCheck={false}
          error={props.message != null}
          leftSection={<IconBarcode size={16} stroke={1.75} aria-hidden="true" />}
          {...(props.startsFocused === true ? { 'data-autofocus': true, autoFocus: true } : {})}
          {...fieldAria(props, id)}
        />
        <ActionIcon
          variant="default"
          size={30}
          aria-label={isCameraOpen ? 'Close the camera' : 'Scan with the camera'}
          aria-expanded={isCameraOpen}
          onClick={() => setCameraOpen(!isCameraOpen)}
        >
          <IconCamera size={17} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </div>
      {isCameraOpen && (
        <Suspense fallback={<div className={classes['camera']} />}>
          <ScanCamera
            onRead={(read) => {
              setCameraOpen(false);
              submit({ text: read, source: 'camera' });
            }}
          />
        </Suspense>
      )}
    </FieldFrame>
  );
}

/** Keeps what is typed into the field and tells a scanner from a hand by its speed. */
function useTypedScan(onScan: (scan: Scan) => void) {
  const [text, setText] = useState('');
  const startedAt = useRef(0);
  const submit = (scan: Scan): void => {
    setText('');
    onScan(scan);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const typed = event.currentTarget.value;
    const isEnd = event.key === 'Enter' || event.key === 'Tab';
    if (typed === '' && !isEnd) startedAt.current = event.timeStamp;
    const isWedge = isWedgeSpeed({ length: typed.length, milliseconds: event.timeStamp - startedAt.current });
    if (isEnd && typed !== '' && (event.key === 'Enter' || isWedge)) {
      event.preventDefault();
      submit({ text: hideSeparators(typed), source: isWedge ? 'wedge' : 'typed' });
      return;
    }
    if (characterOfKey({ ...heldKeys(event), at: 0 }) !== groupSeparator) return;
    event.preventDefault();
    setText(hideSeparators(typed) + groupSeparator);
  };
  return { text, setText, onKeyDown, submit };
}

/** Hears scans while no field has the focus. It listens first, so that the Enter of a scan presses no button. */
function useScansEverywhere(isOn: boolean, onScan: (scan: Scan) => void): void {
  const latest = useRef(onScan);
  useEffect(() => {
    latest.current = onScan;
  });
  useEffect(() => {
    if (!isOn) return;
    let burst = emptyBurst;
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      if (event.target instanceof HTMLElement && event.target.matches('input, textarea, select')) return;
      const step = takeScanKey(burst, { ...heldKeys(event), at: event.timeStamp });
      if (step.kind === 'more') burst = step.burst;
      if (step.kind === 'scan') {
        event.preventDefault();
        event.stopImmediatePropagation();
        burst = emptyBurst;
        latest.current(step.scan);
      }
    };
    document.addEventListener('keydown', onKeyDown, { capture: true });
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [isOn]);
}

function heldKeys(event: Pick<globalThis.KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>) {
  return { key: event.key, ctrlKey: event.ctrlKey, altKey: event.altKey, metaKey: event.metaKey };
}
