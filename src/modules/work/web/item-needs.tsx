import { Fragment, type ReactNode } from 'react';
import type { QueueItem } from './queue-words.ts';
import classes from './work.module.css';

/** What an item asks of whoever takes it, in a few words before what is to be done. */
export function ItemNeeds(props: { readonly needs: QueueItem['needs'] }): ReactNode {
  return props.needs.map((need) => (
    <Fragment key={need.label}>
      <span className={classes['need']} data-unmet={need.isMet === false ? need.strength : undefined}>
        {describeNeed(need)}
      </span>
      {' · '}
    </Fragment>
  ));
}

/** Says what an item needs or prefers; a mark tells that the person who looks has it. */
function describeNeed(need: QueueItem['needs'][number]): string {
  const verb = need.strength === 'must' ? 'Needs' : 'Prefers';
  return `${verb} ${need.label}${need.isMet === true ? ' ✓' : ''}`;
}
