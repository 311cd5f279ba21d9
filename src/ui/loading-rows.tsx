import type { ReactNode } from 'react';
import classes from './loading-rows.module.css';

/** Holds the place of rows that are being read, at the height they will have, so that nothing jumps when they come. */
export function LoadingRows(props: { readonly rows: number }): ReactNode {
  return (
    <div className={classes['rows']} role="status">
      <span className="for-screen-readers">Loading</span>
      {Array.from({ length: props.rows }, (_, index) => index).map((row) => (
        <div key={row} className={classes['row']} aria-hidden="true">
          <span className={classes['bar']} />
        </div>
      ))}
    </div>
  );
}
