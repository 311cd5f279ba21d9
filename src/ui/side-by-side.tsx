import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import classes from './side-by-side.module.css';

const leastPercent = 25;
const mostPercent = 75;
const stepPercent = 5;

declare module 'react' {
  interface CSSProperties {
    /** The shares of the two sides of a divided page. */
    readonly '--left'?: string;
    readonly '--right'?: string;
  }
}

/** Puts the original beside what was read from it. The line between moves by pointer or arrow keys; narrow pages stack. */
export function SideBySide(props: {
  readonly leftTitle: string;
  readonly left: ReactNode;
  readonly rightTitle: string;
  readonly right: ReactNode;
}): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const [percent, setPercent] = useState(50);
  const move = (to: number): void => setPercent(Math.min(mostPercent, Math.max(leastPercent, Math.round(to))));
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const bounds = frame.current?.getBoundingClientRect();
    if (bounds === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    move(((event.clientX - bounds.left) / bounds.width) * 100);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    move(percent + (event.key === 'ArrowLeft' ? -stepPercent : stepPercent));
  };
  return (
    <div className={classes['frame']}>
      <div
        ref={frame}
        className={classes['sides']}
        style={{ '--left': `${percent}fr`, '--right': `${100 - percent}fr` }}
      >
        <Side title={props.leftTitle}>{props.left}</Side>
        {/* biome-ignore lint/a11y/useSemanticElements: a rule that moves is a separator with a value */}
        <div
          role="separator"
          tabIndex={0}
          aria-label={`Width of ${props.leftTitle}`}
          aria-orientation="vertical"
          aria-valuenow={percent}
          aria-valuemin={leastPercent}
          aria-valuemax={mostPercent}
          className={classes['divider']}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={onPointerMove}
        />
        <Side title={props.rightTitle}>{props.right}</Side>
      </div>
    </div>
  );
}

function Side(props: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className={classes['side']} aria-label={props.title}>
      <h2 className={classes['title']}>{props.title}</h2>
      <div className={classes['body']}>{props.children}</div>
    </section>
  );
}
