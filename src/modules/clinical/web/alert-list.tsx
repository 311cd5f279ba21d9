import type { ReactNode } from 'react';
import { Notice } from '../../../ui/notice.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { answerReasons } from '../domain/prescription-verification.ts';
import { alertKinds, alertTiers, type FailedCheck, failedChecks, manualReviewSentence } from '../domain/screening.ts';
import classes from './alert-list.module.css';
import { type ClinicalView, tierTones } from './clinical-words.ts';

type ShownAlert = ClinicalView['alerts'][number];

/** Lists alerts, those that stop the work first, each with its source; `children` draws the answer to one. */
export function AlertList(props: {
  readonly alerts: readonly ShownAlert[];
  readonly children?: (alert: ShownAlert) => ReactNode;
}): ReactNode {
  return (
    <ul className={classes['list']}>
      {props.alerts.map((alert) => (
        <li key={alert.alertKey} className={classes['alert']}>
          <span className={classes['head']}>
            <StatusBadge tone={alert.answer === null ? tierTones[alert.tier] : 'done'}>
              {alert.answer === null ? alertTiers[alert.tier] : 'Answered'}
            </StatusBadge>
            <strong>
              {alertKinds[alert.kind]}: {alert.ingredientNames.join(' and ')}
            </strong>
          </span>
          <span>{alert.effect}</span>
          <span>{alert.advice}</span>
          <span className={classes['source']}>Source: {alert.source}</span>
          {alert.answer !== null && (
            <span className={classes['source']}>
              {answerReasons[alert.answer.reasonCode]}
              {alert.answer.answeredByName !== null && `, ${alert.answer.answeredByName}`}
            </span>
          )}
          {props.children?.(alert)}
        </li>
      ))}
    </ul>
  );
}

/** Says which checks could not be made; nothing when all were. */
export function FailedChecks(props: { readonly failed: readonly FailedCheck[] }): ReactNode {
  if (props.failed.length === 0) return null;
  return (
    <Notice tone="due" sentence={manualReviewSentence}>
      <ul className={classes['list']}>
        {props.failed.map((check) => (
          <li key={check}>{failedChecks[check]}</li>
        ))}
      </ul>
    </Notice>
  );
}
