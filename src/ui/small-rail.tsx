import type { ReactNode } from 'react';
import classes from './small-rail.module.css';
import type { RailStage } from './stage-rail.tsx';

/** The stages of a pathway as a line of marks, for lists: their states at a glance, the words for whoever reads or points. */
export function SmallRail(props: {
  readonly stages: readonly Pick<RailStage, 'id' | 'label' | 'state'>[];
  readonly words: string;
}): ReactNode {
  return (
    <span className={classes['rail']}>
      {props.stages.map(({ id, label, state }) => (
        <span key={id} className={classes['mark']} data-state={state} title={label} aria-hidden="true" />
      ))}
      <span className="for-screen-readers">{props.words}</span>
    </span>
  );
}
