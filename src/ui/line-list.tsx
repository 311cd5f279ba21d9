import type { ReactNode } from 'react';
import classes from './line-list.module.css';
import { PageLink } from './page-link.tsx';

/** A line that leads somewhere: what it is, a few words about it, and a mark at its end. */
export interface Line {
  readonly id: string;
  readonly to: string;
  readonly title: ReactNode;
  readonly detail: ReactNode;
  readonly mark?: ReactNode;
}

/** A short list on the home page; the last line leads to all of them. */
export function LineList(props: {
  readonly label: string;
  readonly lines: readonly Line[];
  readonly all: { readonly to: string; readonly label: string };
}): ReactNode {
  return (
    <>
      <ul className={classes['list']} aria-label={props.label}>
        {props.lines.map((line) => (
          <li key={line.id} className={classes['line']}>
            <PageLink to={line.to}>{line.title}</PageLink>
            <span className={classes['detail']}>{line.detail}</span>
            {line.mark}
          </li>
        ))}
      </ul>
      <p className={classes['all']}>
        <PageLink to={props.all.to}>{props.all.label}</PageLink>
      </p>
    </>
  );
}
