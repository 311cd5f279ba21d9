import type { ReactNode } from 'react';
import classes from './spark-bar.module.css';
import type { Tone } from './tone.tsx';

const barWidth = 4;
const gap = 1;
const height = 16;

/**
 * Draws a row of tiny bars inside a line of text; the last one stands out as the present.
 * @param props `label` says the series in words, because the drawing is silent
 */
export function SparkBar(props: {
  readonly values: readonly number[];
  readonly label: string;
  readonly tone?: Tone;
}): ReactNode {
  if (props.values.length === 0) return null;
  const highest = Math.max(1, ...props.values);
  const width = props.values.length * (barWidth + gap) - gap;
  return (
    <svg className={classes['spark']} data-tone={props.tone ?? 'current'} width={width} height={height} role="img">
      <title>{props.label}</title>
      {[...props.values.entries()].map(([index, value]) => {
        const place = index * (barWidth + gap);
        const barHeight = Math.max(1, Math.round((value / highest) * height));
        return (
          <rect
            key={place}
            x={place}
            y={height - barHeight}
            width={barWidth}
            height={barHeight}
            className={index === props.values.length - 1 ? classes['present'] : classes['past']}
          />
        );
      })}
    </svg>
  );
}
