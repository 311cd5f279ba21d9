import type { ReactNode } from 'react';
import { Panel } from '../panel.tsx';
import classes from './gallery.module.css';

/** One component of the gallery in its states. `flush` lets it reach the edges of the panel. */
export function Specimen(props: {
  readonly title: string;
  readonly flush?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Panel title={props.title} flush={props.flush ?? false}>
      <div className={props.flush === true ? undefined : classes['specimen']}>{props.children}</div>
    </Panel>
  );
}

/** Several small things side by side. */
export function Row(props: { readonly children: ReactNode }): ReactNode {
  return <div className={classes['row']}>{props.children}</div>;
}

/** Specimens next to each other where there is room. */
export function Columns(props: { readonly children: ReactNode }): ReactNode {
  return <div className={classes['columns']}>{props.children}</div>;
}
