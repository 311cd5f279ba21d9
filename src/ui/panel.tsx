import { type ReactNode, useId } from 'react';
import classes from './panel.module.css';

/** A titled part of a page. `flush` lets a table or list reach the edges; `aside` stands at the right of the title. */
export function Panel(props: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly flush?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const titleId = useId();
  return (
    <section className={classes['panel']} aria-labelledby={titleId}>
      <header className={classes['header']}>
        <h2 id={titleId} className={classes['title']}>
          {props.title}
        </h2>
        {props.aside !== undefined && <div className={classes['aside']}>{props.aside}</div>}
      </header>
      <div className={props.flush === true ? classes['flush'] : classes['body']}>{props.children}</div>
    </section>
  );
}
