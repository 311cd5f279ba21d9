import type { ReactNode } from 'react';
import classes from './reading-column.module.css';

/** What was read of a document, as a column of sections beside it; it takes the focus, so that the keys scroll it. */
export function ReadingColumn(props: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes['column']} aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  );
}
