import { Fragment, type ReactNode } from 'react';
import type { QueueItem } from './queue-words.ts';
import classes from './work.module.css';

type Needs = QueueItem['needs'];

/** What an item needs or prefers and the person who looks does not have, before what is to be done. */
export function UnmetNeeds(props: { readonly needs: Needs }): ReactNode {
  const unmet = props.needs.filter(({ isMet }) => isMet !== true);
  return unmet.map(({ label, strength, isMet }) => (
    <Fragment key={label}>
      <span className={classes['need']} data-unmet={isMet === false ? strength : undefined}>
        {strength === 'must' ? 'Needs' : 'Prefers'} {label}
      </span>
      {' · '}
    </Fragment>
  ));
}

/** What an item asks for and the person who looks has, after what is to be done. */
export function MetNeeds(props: { readonly needs: Needs }): ReactNode {
  const met = props.needs.filter(({ isMet }) => isMet === true);
  return met.map(({ label }) => ` · ${label} ✓`).join('');
}
