import { ActionIcon } from '@mantine/core';
import { IconRotateClockwise, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from './document-viewer.module.css';
import { useShortcuts } from './shortcuts.tsx';

const leastPercent = 50;
const mostPercent = 400;

/** Shows a scan or photo that can be enlarged and turned, since faxes come in upside down. */
export function PictureView(props: { readonly label: string; readonly url: string }): ReactNode {
  const [percent, setPercent] = useState(100);
  const [quarterTurns, setQuarterTurns] = useState(0);
  const zoom = (factor: number): void => setPercent(Math.min(mostPercent, Math.max(leastPercent, percent * factor)));
  const turn = (): void => setQuarterTurns((quarterTurns + 1) % 4);
  useShortcuts([
    { keys: '+', label: 'Larger', group: 'This picture', run: () => zoom(2) },
    { keys: '-', label: 'Smaller', group: 'This picture', run: () => zoom(0.5) },
    { keys: '.', label: 'Turn by a quarter', group: 'This picture', run: turn },
  ]);
  return (
    <div className={classes['viewer']}>
      <div className={classes['tools']}>
        <ActionIcon aria-label="Make smaller" onClick={() => zoom(0.5)} disabled={percent <= leastPercent}>
          <IconZoomOut size={16} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
        <span>{percent} %</span>
        <ActionIcon aria-label="Make larger" onClick={() => zoom(2)} disabled={percent >= mostPercent}>
          <IconZoomIn size={16} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon aria-label="Turn by a quarter" onClick={turn}>
          <IconRotateClockwise size={16} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={classes['scroller']} aria-label={props.label} tabIndex={0}>
        <img
          src={props.url}
          alt={props.label}
          className={classes['picture']}
          style={{ width: `${percent}%`, transform: `rotate(${quarterTurns * 90}deg)` }}
        />
      </section>
    </div>
  );
}
