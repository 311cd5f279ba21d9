import type { ReactNode } from 'react';
import classes from './short-fact.module.css';

/** One fact of a short line, as a list item that leads to where it stands in full. */
export function ShortFact(props: {
  readonly label: string;
  readonly value: string;
  readonly onOpen: () => void;
}): ReactNode {
  return (
    <li>
      <button type="button" className={classes['fact']} onClick={props.onOpen}>
        <span className={classes['label']}>{props.label}</span> {props.value}
      </button>
    </li>
  );
}
