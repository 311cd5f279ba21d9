import type { ReactNode } from 'react';
import classes from './person-chip.module.css';

/** A member of staff, a prescriber or an office: the name and, where it helps, what they are. No pictures, no initials. */
export function PersonChip(props: { readonly name: string; readonly position?: string }): ReactNode {
  return (
    <span className={classes['person']}>
      {props.name}
      {props.position !== undefined && <span className={classes['position']}>{props.position}</span>}
    </span>
  );
}
