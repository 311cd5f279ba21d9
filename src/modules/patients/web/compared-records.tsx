import { type ReactNode, useId } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { getPatient } from '../api.ts';
import type { compareRecords } from '../merge-api.ts';
import classes from './merge-page.module.css';
import { type ComparedLine, compareLines, toPatientId } from './merge-words.ts';
import type { PatientView } from './patient-words.ts';

type Comparison = ResponseOf<typeof compareRecords>;

interface ComparedProps {
  readonly comparison: Comparison;
  readonly chosenId: string;
  readonly onChoose: (patientId: string) => void;
}

/** Two records line by line, with what differs marked, and the choice of the one that stays at the head. */
export function ComparedRecords(props: ComparedProps): ReactNode {
  const { first, second } = props.comparison;
  const left = useEndpointQuery(getPatient, { patientId: toPatientId(first.patientId) });
  const right = useEndpointQuery(getPatient, { patientId: toPatientId(second.patientId) });
  const error = left.error ?? right.error;
  if (error !== null) return <FailureNotice failure={error} />;
  if (left.data === undefined || right.data === undefined) return <LoadingRows rows={10} />;
  return <ComparedTable {...props} left={left.data} right={right.data} />;
}

function ComparedTable(props: ComparedProps & { readonly left: PatientView; readonly right: PatientView }): ReactNode {
  const { first, second } = props.comparison;
  return (
    <table className={classes['compared']}>
      <caption className="for-screen-readers">Two records, line by line</caption>
      <thead>
        <tr>
          <td />
          <Head {...props} side={first} keys="1" />
          <Head {...props} side={second} keys="2" />
        </tr>
      </thead>
      <tbody>
        {compareLines(props.left, props.right).map((line) => (
          <Line key={line.label} line={line} />
        ))}
        <tr>
          <th scope="row">Therapies and fills</th>
          {[first, second].map(({ patientId }) => (
            <td key={patientId}>
              <PanelSlotView slot="record-holdings" patientId={toPatientId(patientId)} recordIds={null} />
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row">Registered</th>
          <td>
            <Moment at={first.registeredAt as Instant} />
          </td>
          <td>
            <Moment at={second.registeredAt as Instant} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Head(props: ComparedProps & { readonly side: Comparison['first']; readonly keys: string }): ReactNode {
  const { side, comparison, chosenId, onChoose } = props;
  const hintId = useId();
  const isProposed = comparison.proposal.survivorId === side.patientId;
  const isChosen = chosenId === side.patientId;
  return (
    <th scope="col" data-chosen={isChosen || undefined}>
      <span className={classes['head']}>
        <PageLink to={`/patients/${side.patientId}`}>{side.displayName}</PageLink>
        <label className={classes['choice']}>
          <input
            type="radio"
            name="survivor"
            checked={isChosen}
            onChange={() => onChoose(side.patientId)}
            aria-describedby={hintId}
          />
          {isChosen ? 'This one stays' : 'Keep this one'}
        </label>
      </span>
      <span id={hintId} className={classes['hint']}>
        {isProposed ? `Proposed: ${comparison.proposal.reasons.join(' ')}` : `Press ${props.keys} to keep this one.`}
      </span>
    </th>
  );
}

function Line({ line }: { readonly line: ComparedLine }): ReactNode {
  return (
    <tr data-different={line.isDifferent || undefined}>
      <th scope="row">
        {line.label}
        {line.isDifferent && <StatusBadge tone="neutral">Differs</StatusBadge>}
      </th>
      <Values values={line.values[0]} />
      <Values values={line.values[1]} />
    </tr>
  );
}

function Values({ values }: { readonly values: readonly string[] }): ReactNode {
  return (
    <td>
      {values.length === 0 && <span className={classes['soft']}>Not recorded</span>}
      {values.map((value) => (
        <span key={value} className={classes['value']}>
          {value}
        </span>
      ))}
    </td>
  );
}
