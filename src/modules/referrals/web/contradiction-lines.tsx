import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import { settlements } from '../domain/contradiction.ts';
import { referralPermissions } from '../permissions.ts';
import { invalidates, type ShownReferral } from './referral-reader.tsx';
import classes from './referrals.module.css';
import { SourceLink } from './source-link.tsx';

type Contradiction = ShownReferral['contradictions'][number];

/** Answers of the prescriber that say something else than is known, both beside each other until a pharmacist decides. */
export function ContradictionLines(props: { readonly referral: ShownReferral }): ReactNode {
  const { contradictions } = props.referral;
  const maySettle = useHasPermission(referralPermissions.settleAnswers.code);
  const settle = useEndpointCommand(api.settleContradiction, { invalidates });
  if (contradictions.length === 0) return null;
  return (
    <section aria-label="Answers that contradict" className={classes['part']}>
      <h3 className={classes['heading']}>The prescriber says something else</h3>
      {contradictions.map((found) => (
        <div key={found.contradictionId} className={classes['request']}>
          <p className={classes['line']}>
            <State found={found} />
            <strong>{found.label}</strong>
            <Moment at={found.foundAt as Instant} />
            {found.settledByName !== null && <span className={classes['soft']}>{found.settledByName}</span>}
          </p>
          <dl className={classes['pair']}>
            <dt>Known</dt>
            <dd>
              {found.known} <SourceLink origin={found.knownOrigin} of={`what is known: ${found.label}`} />
            </dd>
            <dt>Answered</dt>
            <dd>
              {found.said} <SourceLink origin={found.saidOrigin} of={`the answer: ${found.label}`} />
            </dd>
          </dl>
          {found.settledAt === null && !maySettle && (
            <p className={classes['soft']}>A pharmacist decides about this.</p>
          )}
          {found.settledAt === null && maySettle && (
            <div className={classes['buttons']}>
              {(['recorded', 'kept'] as const).map((as) => (
                <ReasonedButton
                  key={as}
                  label={as === 'recorded' ? 'Record the answer too' : 'Leave the answer out'}
                  kind="secondary"
                  isSmall
                  isRunning={settle.isRunning}
                  onPress={() => settle.run({ contradictionId: found.contradictionId, as })}
                />
              ))}
            </div>
          )}
        </div>
      ))}
      {settle.failure !== null && <FailureNotice failure={settle.failure} />}
    </section>
  );
}

function State(props: { readonly found: Contradiction }): ReactNode {
  const { settledAs } = props.found;
  if (settledAs === null) return <StatusBadge tone="blocked">To be decided</StatusBadge>;
  return <StatusBadge tone="neutral">{settlements[settledAs]}</StatusBadge>;
}
