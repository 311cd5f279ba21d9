import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './page-viewer.module.css';
import { useShortcuts } from './shortcuts.tsx';

/** A place on a page, in thousandths of its width and height. */
export interface MarkedBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const leastPercent = 50;
const mostPercent = 300;
const stepPercent = 25;

/** Shows one page of a scan. A box on it is marked and scrolled into sight; paging and zoom work while a field has the focus. */
export function PageViewer(props: {
  readonly label: string;
  /** The address of the picture in memory; null while it is being read. */
  readonly url: string | null;
  readonly page: number;
  readonly pageCount: number;
  readonly box: MarkedBox | null;
  readonly onPage: (page: number) => void;
}): ReactNode {
  const { page, pageCount, box, onPage, url } = props;
  const [percent, setPercent] = useState(100);
  const zoom = (by: number): void => setPercent(Math.min(mostPercent, Math.max(leastPercent, percent + by)));
  const turn = (to: number): void => {
    if (to >= 1 && to <= pageCount) onPage(to);
  };
  useShortcuts([
    { keys: 'alt+.', label: 'Next page', group: 'The original', run: () => turn(page + 1) },
    { keys: 'alt+,', label: 'Page before', group: 'The original', run: () => turn(page - 1) },
    { keys: 'alt+=', label: 'Larger', group: 'The original', run: () => zoom(stepPercent) },
    { keys: 'alt+-', label: 'Smaller', group: 'The original', run: () => zoom(-stepPercent) },
  ]);
  const scroller = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another box is marked or the picture came
  useEffect(() => scrollToMark(scroller.current), [box, url, percent]);
  return (
    <div className={classes['viewer']}>
      <div className={classes['tools']}>
        <ActionIcon aria-label="Page before" onClick={() => turn(page - 1)} disabled={page <= 1}>
          <IconChevronLeft size={16} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
        <span>
          Page {page} of {pageCount}
        </span>
        <ActionIcon aria-label="Next page" onClick={() => turn(page + 1)} disabled={page >= pageCount}>
          <IconChevronRight size={16} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon aria-label="Make smaller" onClick={() => zoom(-stepPercent)} disabled={percent <= leastPercent}>
          <IconZoomOut size={16} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
        <span>{percent} %</span>
        <ActionIcon aria-label="Make larger" onClick={() => zoom(stepPercent)} disabled={percent >= mostPercent}>
          <IconZoomIn size={16} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section ref={scroller} className={classes['scroller']} aria-label={props.label} tabIndex={0}>
        <div className={classes['page']} style={{ width: `${percent}%` }}>
          {url !== null && <img src={url} alt={`${props.label}, page ${page}`} className={classes['picture']} />}
          {box !== null && (
            <span
              data-mark
              className={classes['mark']}
              style={{
                left: `${box.left / 10}%`,
                top: `${box.top / 10}%`,
                width: `${box.width / 10}%`,
                height: `${box.height / 10}%`,
              }}
            />
          )}
        </div>
      </section>
    </div>
  );
}

function scrollToMark(scroller: HTMLElement | null): void {
  const mark = scroller?.querySelector('[data-mark]');
  if (scroller === null || mark == null) return;
  const distance = mark.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop += distance - scroller.clientHeight / 3;
}
