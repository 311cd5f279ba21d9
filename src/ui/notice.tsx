import type { ReactNode } from 'react';
import classes from './notice.module.css';
import { type Tone, ToneIcon } from './tone.tsx';

/** One framed message of a tone: a shape, a sentence, then details and what can be done about it. */
export function Notice(props: {
  readonly tone: Tone;
  readonly sentence: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** `alert` interrupts a screen reader: only for what was just refused or failed. */
  readonly urgency?: 'alert' | 'quiet';
}): ReactNode {
  return (
    <div className={classes['notice']} data-tone={props.tone} role={props.urgency === 'alert' ? 'alert' : undefined}>
      <span className={classes['icon']}>
        <ToneIcon tone={props.tone} size={16} />
      </span>
      <div className={classes['body']}>
        <p className={classes['sentence']}>{props.sentence}</p>
        {props.children}
      </div>
      {props.action !== undefined && <div className={classes['action']}>{props.action}</div>}
    </div>
  );
}
