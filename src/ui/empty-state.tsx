import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** Says that there is nothing here, why that is so, and what one can do. */
export function EmptyState(props: {
  readonly title: string;
  readonly sentence?: string;
  readonly action?: ReactNode;
}): ReactNode {
  return (
    <div className={classes['empty']}>
      <p className={classes['title']}>{props.title}</p>
      {props.sentence !== undefined && <p className={classes['sentence']}>{props.sentence}</p>}
      {props.action}
    </div>
  );
}
