import { Fragment, type ReactNode, useEffect, useRef } from 'react';
import { Kbd } from './kbd.tsx';
import classes from './page-frame.module.css';
import { PageLink, useOwnPath } from './page-link.tsx';

/** A step of the way to this page. */
export interface Breadcrumb {
  readonly label: string;
  readonly path: string;
}

/** A key that works on this page, shown at its foot. */
export interface KeyHint {
  readonly keys: string;
  readonly label: string;
}

/** The path whose heading took the focus last; null until the first page, which leaves the focus at the top. */
let arrivedAt: string | null = null;

/**
 * The frame of a page: the way here, the title, what can be done, and the keys.
 * `fill` gives the content the height of the window, for lists that scroll by themselves.
 */
export function PageFrame(props: {
  readonly title: string;
  readonly breadcrumbs?: readonly Breadcrumb[];
  readonly beside?: ReactNode;
  readonly actions?: ReactNode;
  readonly hints?: readonly KeyHint[];
  readonly fill?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const heading = useArrival();
  return (
    <div className={classes['page']} data-fill={props.fill === true || undefined}>
      <header className={classes['header']}>
        <div className={classes['titles']}>
          {props.breadcrumbs !== undefined && <Breadcrumbs steps={props.breadcrumbs} />}
          <div className={classes['line']}>
            <h1 ref={heading} tabIndex={-1} className={classes['title']}>
              {props.title}
            </h1>
            {props.beside}
          </div>
        </div>
        {props.actions !== undefined && <div className={classes['actions']}>{props.actions}</div>}
      </header>
      <div className={classes['content']}>{props.children}</div>
      {props.hints !== undefined && <KeyHints hints={props.hints} />}
    </div>
  );
}

/** Moves the focus to the heading after a change of page, so that reading starts there. */
function useArrival() {
  const heading = useRef<HTMLHeadingElement>(null);
  const path = useOwnPath();
  useEffect(() => {
    if (arrivedAt !== null && arrivedAt !== path) heading.current?.focus({ preventScroll: true });
    arrivedAt = path;
  }, [path]);
  return heading;
}

function Breadcrumbs(props: { readonly steps: readonly Breadcrumb[] }): ReactNode {
  return (
    <nav aria-label="Breadcrumbs" className={classes['breadcrumbs']}>
      {props.steps.map((step) => (
        <Fragment key={step.path}>
          <PageLink to={step.path}>{step.label}</PageLink>
          <span aria-hidden="true">/</span>
        </Fragment>
      ))}
    </nav>
  );
}

function KeyHints(props: { readonly hints: readonly KeyHint[] }): ReactNode {
  return (
    <footer className={classes['hints']}>
      {props.hints.map((hint) => (
        <span key={hint.keys} className={classes['hint']}>
          <Kbd keys={hint.keys} />
          {hint.label}
        </span>
      ))}
    </footer>
  );
}
