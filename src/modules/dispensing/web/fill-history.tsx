import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { Moment } from '../../../ui/moment.tsx';
import { Panel } from '../../../ui/panel.tsx';
import classes from './fill-page.module.css';
import { type FillAtBench, fillSteps, leaveReasons } from './fill-words.ts';

/** Every step of a fill with who took it and when. */
export function FillHistory(props: { readonly steps: FillAtBench['steps'] }): ReactNode {
  return (
    <Panel title="Steps">
      <ol className={classes['list']}>
        {props.steps.map((step) => (
          <li key={`${step.occurredAt}-${step.step}`} className={classes['row']}>
            <span>{fillSteps[step.step as keyof typeof fillSteps] ?? step.step}</span>
            <span>
              {step.reasonCode === null
                ? ''
                : (leaveReasons[step.reasonCode as keyof typeof leaveReasons] ?? step.reasonCode)}
            </span>
            <span>{step.actorName ?? 'Theriac'}</span>
            <Moment at={step.occurredAt as Instant} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}
