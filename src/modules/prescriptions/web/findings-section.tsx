import type { ReactNode } from 'react';
import { Panel } from '../../../ui/panel.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type { Tone } from '../../../ui/tone.tsx';
import { type AcceptanceRule, acceptanceRules } from '../domain/acceptance.ts';
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
  const isShown = ({ rule, outcome }: Finding): boolean =>
    outcome === 'fail' || outcome === 'overridden' || statusReasons.includes(rule) || mayStayOpen(rule);
  const shown = findings.filter((finding) => finding.outcome !== 'pass' && isShown(finding));
  const passed = findings.filter(({ outcome }) => outcome === 'pass').length;
  const waiting = findings.length - passed - shown.length;
  return (
    <Panel title="Rules of acceptance" aside={`${passed} of ${findings.length} passed`}>
      <ul className={classes['list']}>
        {shown.map((finding) => (
          <FindingLine key={finding.rule} finding={finding} />
        ))}
        {waiting > 0 && <li className={classes['soft']}>{`Once this is settled, ${waiting} more can be checked.`}</li>}
        {shown.length + waiting === 0 && <li>Every rule passed.</li>}
      </ul>
    </Panel>
  );
}

/** A question that stops nothing while it is open is shown in its own words. */
function mayStayOpen(rule: string): boolean {
  return Object.hasOwn(acceptanceRules, rule) && acceptanceRules[rule as AcceptanceRule].whileUnknown !== undefined;
}

function FindingLine(props: { readonly finding: Finding }): ReactNode {
  const { outcome, sentence, mayBeOverridden } = props.finding;
  return (
    <li className={classes['finding']}>
      <StatusBadge tone={looks[outcome].tone}>{looks[outcome].label}</StatusBadge>
      <span>
        {sentence}
        {outcome === 'fail' && mayBeOverridden && <span className={classes['soft']}> May be let pass.</span>}
      </span>
    </li>
  );
}

function reasonsOf(codes: readonly string[]): string {
  return codes.length === 0 ? 'No reason was recorded.' : codes.map(describeReason).join(' ');
}
