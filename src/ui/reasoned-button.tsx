import { Button } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { Kbd } from './kbd.tsx';
import classes from './reasoned-button.module.css';

/** A button that says beside itself why it can't be pressed: the same refusal that the server would give. */
export function ReasonedButton(props: {
  readonly label: string;
  readonly onPress: () => void;
  /** A refusal of the domain, or any sentence; null when the button may be pressed. */
  readonly refusal?: { readonly sentence: string } | null;
  readonly isRunning?: boolean;
  readonly keys?: string;
  readonly kind?: 'primary' | 'secondary';
  /** It stands in a panel beside others. */
  readonly isSmall?: boolean;
  /** It takes something back or throws something away. */
  readonly isDangerous?: boolean;
}): ReactNode {
  const reasonId = useId();
  const refusal = props.refusal ?? null;
  const kind = props.kind ?? 'primary';
  const refused = { 'aria-disabled': true, 'aria-describedby': reasonId, 'data-disabled': true } as const;
  return (
    <span className={classes['reasoned']}>
      <Button
        variant={kind === 'secondary' ? 'default' : 'filled'}
        size={props.isSmall === true ? 'compact-sm' : 'sm'}
        loading={props.isRunning ?? false}
        onClick={() => {
          if (refusal === null) props.onPress();
        }}
        rightSection={props.keys === undefined || refusal !== null ? null : <Kbd keys={props.keys} />}
        {...(props.isDangerous === true && refusal === null ? { className: classes['dangerous'] ?? '' } : {})}
        {...(refusal === null ? {} : refused)}
      >
        {props.label}
      </Button>
      {refusal !== null && (
        <span id={reasonId} className={classes['reason']}>
          {refusal.sentence}
        </span>
      )}
    </span>
  );
}
