import type { ReactNode } from 'react';
import classes from './status-badge.module.css';
import { type Tone, ToneIcon } from './tone.tsx';

/** A state in one or two words, with the shape and color of its tone. */
export function StatusBadge(props: { readonly tone: Tone; readonly children: ReactNode }): ReactNode {
  return (
    <span className={classes['badge']} data-tone={props.tone}>
      <ToneIcon tone={props.tone} size={12} />
      {props.children}
    </span>
  );
}
