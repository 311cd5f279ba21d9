import type { ReactNode } from 'react';
import { Panel } from '../../../ui/panel.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type { Tone } from '../../../ui/tone.tsx';
import { describeReason, type ShownPrescription } from './intake-words.ts';
import classes from './prescription-page.module.css';

type Finding = ShownPrescription['findings'][number];

const looks: Readonly<Record<Finding['outcome'], { readonly label: string; readonly tone: Tone }>> = {
  fail: { label: 'Stands against it', tone: 'blocked' },
  indeterminate: { label: 'Not known yet', tone: 'waiting' },
  overridden: { label: 'Let pass', tone: 'neutral' },
  pass: { label: 'Passed', tone: 'done' },
};

/** The rules that did not pass, in their own sentences; for what was refused or cancelled, the reason. */
export function FindingsSection(props: { readonly prescription: ShownPrescription }): ReactNode {
  const { findings, statusReasons, status } = props.prescription;
  if (status === 'refused' || status === 'cancelled') return <Panel title="Why">{reasonsOf(statusReasons)}</Panel>;
  const open = findings.filter(({ outcome }) => outcome !== 'pass');
  const passed = findings.length - open.length;
  return (
    <Panel title="Rules of acceptance" aside={`${passed} of ${findings.length} passed`}>
      {open.length === 0 ? (
        'Every rule passed.'
      ) : (
        <ul className={classes['list']}>
          {open.map((finding) => (
            <li key={finding.rule} className={classes['finding']}>
              <StatusBadge tone={looks[finding.outcome].tone}>{looks[finding.outcome].label}</StatusBadge>
              <span>
                {finding.sentence}
                {finding.outcome === 'fail' && finding.mayBeOverridden && (
                  <span className={classes['soft']}> May be let pass.</span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function reasonsOf(codes: readonly string[]): string {
  return codes.length === 0 ? 'No reason was recorded.' : codes.map(describeReason).join(' ');
}
