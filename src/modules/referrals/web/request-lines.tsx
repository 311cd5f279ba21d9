import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import { requestSteps, requestWays } from '../domain/information-request.ts';
import { referralPermissions } from '../permissions.ts';
import { invalidates, type ShownReferral } from './referral-reader.tsx';
import classes from './referrals.module.css';
import { SourceLink } from './source-link.tsx';

type Request = ShownReferral['requests'][number];

/** What was asked for, by which way, until when, and what happened. */
export function RequestLines(props: { readonly referral: ShownReferral }): ReactNode {
  const { requests } = props.referral;
  const mayAsk = useHasPermission(referralPermissions.askForMissing.code);
  const withdraw = useEndpointCommand(api.withdrawRequest, { invalidates });
  if (requests.length === 0) return null;
  return (
    <section aria-label="Asked for" className={classes['part']}>
      <h3 className={classes['heading']}>Asked for</h3>
      {requests.map((request) => (
        <div key={request.requestId} className={classes['request']}>
          <p className={classes['line']}>
            <RequestState request={request} />
            <span>{request.items.map(({ label }) => label).join(', ')}</span>
            {request.state === 'asked' && mayAsk && (
              <ReasonedButton
                label="Take back"
                kind="secondary"
                isSmall
                isRunning={withdraw.isRunning}
                onPress={() => withdraw.run({ requestId: request.requestId })}
              />
            )}
          </p>
          <ol className={classes['steps']}>
            {request.steps.map((step) => (
              <li key={`${step.happenedAt} ${step.way} ${step.step}`}>
                <Moment at={step.happenedAt as Instant} />
                <span>{`${requestWays[step.way]}: ${requestSteps[step.step].toLowerCase()}`}</span>
                {step.actorName !== null && <span className={classes['soft']}>{step.actorName}</span>}
                <SourceLink origin={step.source} of={requestSteps[step.step]} />
              </li>
            ))}
          </ol>
        </div>
      ))}
      {withdraw.failure !== null && <FailureNotice failure={withdraw.failure} />}
    </section>
  );
}

function RequestState(props: { readonly request: Request }): ReactNode {
  const { state, isLate, dueAt, way } = props.request;
  if (state === 'answered') return <StatusBadge tone="done">Answered</StatusBadge>;
  if (state === 'withdrawn') return <StatusBadge tone="neutral">Withdrawn</StatusBadge>;
  if (isLate) return <StatusBadge tone="blocked">No answer</StatusBadge>;
  if (dueAt === null && way === 'letter') return <StatusBadge tone="due">To be sent</StatusBadge>;
  return (
    <>
      <StatusBadge tone="waiting">{requestWays[way]}</StatusBadge>
      {dueAt !== null && (
        <span className={classes['soft']}>
          until <Moment at={dueAt as Instant} />
        </span>
      )}
    </>
  );
}
