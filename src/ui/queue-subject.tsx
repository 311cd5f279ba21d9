import type { ReactNode } from 'react';
import classes from './queue-subject.module.css';

/** The row height of a work queue, for two lines of text. */
export const queueRowHeight = 48;

/** The two lines of a queue row: who or what it is about, and below it why it stands where it stands. */
export function QueueSubject(props: {
  readonly subject: ReactNode;
  readonly reason: ReactNode;
  readonly isMine?: boolean;
}): ReactNode {
  return (
    <div className={classes['subject']}>
      <p className={classes['first']}>
        {props.subject}
        {props.isMine === true && <span className={classes['mine']}>mine</span>}
      </p>
      <p className={classes['second']}>{props.reason}</p>
    </div>
  );
}
