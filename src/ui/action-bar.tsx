import type { ReactNode } from 'react';
import classes from './action-bar.module.css';
import { ReasonedButton } from './reasoned-button.tsx';
import { useShortcuts } from './shortcuts.tsx';

/** Something that can be done here. While a refusal stands, the button shows its sentence and its key does nothing. */
export interface Action {
  readonly label: string;
  readonly keys?: string;
  readonly onPress: () => void;
  readonly refusal?: { readonly sentence: string } | null;
  readonly isRunning?: boolean;
  readonly isDangerous?: boolean;
}

/** The one thing to do next with its key, if there is one, the other possibilities after it, and a note beside them. */
export function ActionBar(props: {
  readonly primary?: Action;
  readonly secondary?: readonly Action[];
  readonly note?: ReactNode;
  /** Keeps the bar in sight at the foot of a long page. */
  readonly sticky?: boolean;
}): ReactNode {
  const { primary, secondary = [] } = props;
  useShortcuts([...(primary === undefined ? [] : [primary]), ...secondary].flatMap(toShortcut));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, these are commands
    <div className={classes['bar']} data-sticky={props.sticky === true || undefined} role="group" aria-label="Actions">
      {primary !== undefined && <ActionButton action={primary} kind="primary" />}
      {secondary.map((action) => (
        <ActionButton key={action.label} action={action} kind="secondary" />
      ))}
      {props.note !== undefined && <span className={classes['note']}>{props.note}</span>}
    </div>
  );
}

function ActionButton(props: { readonly action: Action; readonly kind: 'primary' | 'secondary' }): ReactNode {
  return <ReasonedButton {...props.action} kind={props.kind} />;
}

function toShortcut(action: Action) {
  if (action.keys === undefined) return [];
  const run = (): void => {
    if ((action.refusal ?? null) === null && action.isRunning !== true) action.onPress();
  };
  return [{ keys: action.keys, label: action.label, group: 'This page', run }];
}
