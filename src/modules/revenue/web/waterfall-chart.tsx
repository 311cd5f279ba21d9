import type { ReactNode } from 'react';
import { formatCents } from '../../../ui/format-money.ts';
import { waterfallSteps } from '../domain/claim-waterfall.ts';
import classes from './claim-page.module.css';
import type { ShownStep } from './revenue-words.ts';

/** The waterfall drawn: each step a bar from where the last one ended; totals stand on the ground. The numbers stand beside it; a step with postings opens them. */
export function WaterfallChart(props: {
  readonly steps: readonly ShownStep[];
  readonly picked: string | null;
  readonly onPick: (step: ShownStep) => void;
}): ReactNode {
  const { steps } = props;
  const ends = steps.flatMap(({ afterCents, cents, isTotal }) => [afterCents, isTotal ? 0 : afterCents - cents]);
  const [least, most] = [Math.min(0, ...ends), Math.max(1, ...ends)];
  const place = (amount: number): number => ((amount - least) / (most - least)) * 100;
  return (
    <ol className={classes['steps']} aria-label="From list price to net margin">
      {steps.map((step) => {
        const from = step.isTotal ? 0 : step.afterCents - step.cents;
        const [left, right] = [Math.min(from, step.afterCents), Math.max(from, step.afterCents)];
        const row = (
          <>
            <span className={classes['stepName']}>{waterfallSteps[step.step]}</span>
            <svg className={classes['track']} aria-hidden="true" width="100%" height={16}>
              <line className={classes['ground']} x1={`${place(0)}%`} x2={`${place(0)}%`} y1={0} y2={16} />
              <rect
                className={classes['bar']}
                data-kind={step.isTotal ? (step.cents < 0 ? 'loss' : 'total') : step.cents < 0 ? 'less' : 'more'}
                x={`${place(left)}%`}
                width={`${Math.max(0.4, place(right) - place(left))}%`}
                height={16}
                rx={2}
              />
            </svg>
            <span className={classes['stepAmount']}>{formatCents(step.cents)}</span>
          </>
        );
        return (
          <li key={step.step} data-total={step.isTotal || undefined}>
            {step.accounts.length === 0 ? (
              <div className={classes['step']}>{row}</div>
            ) : (
              <button
                type="button"
                className={classes['step']}
                aria-pressed={props.picked === step.step}
                onClick={() => props.onPick(step)}
              >
                {row}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
