import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './prescription-page.module.css';

/** Somebody or something that a search found. */
export interface Found {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
}

/** Lists what a search found; pressing one chooses it. */
export function FoundList(props: {
  readonly label: string;
  readonly found: readonly Found[];
  readonly onChoose: (found: Found) => void;
}): ReactNode {
  if (props.found.length === 0) return <p role="status">Nothing was found.</p>;
  return (
    <ul className={classes['list']} aria-label={props.label}>
      {props.found.map((one) => (
        <li key={one.id} className={classes['candidate']}>
          <Button variant="default" size="compact-sm" onClick={() => props.onChoose(one)}>
            {one.label}
          </Button>
          <span className={classes['soft']}>{one.detail}</span>
        </li>
      ))}
    </ul>
  );
}
