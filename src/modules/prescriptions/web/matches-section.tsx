import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { useHasPermission } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { prescriptionPermissions } from '../permissions.ts';
import { FindPatient } from './find-patient.tsx';
import { FindDrug, FindPrescriber } from './find-records.tsx';
import type { ShownPrescription } from './intake-words.ts';
import { listChoices } from './match-choices.ts';
import { MatchPanel } from './match-panel.tsx';
import { useMatchCommands } from './use-match-commands.ts';

/** Which patient, prescriber and drug are meant; what is not settled is chosen with one key. */
export function MatchesSection(props: { readonly prescription: ShownPrescription }): ReactNode {
  const { prescription } = props;
  const { matches, stated, status, version } = prescription;
  const mayResolve = useHasPermission(prescriptionPermissions.resolveMatches.code);
  const isOpen = mayResolve && (status === 'needs-person' || status === 'parked');
  const commands = useMatchCommands(prescription);
  const choices = isOpen ? listChoices(matches, commands) : [];
  useShortcuts(choices.map(({ keys, label, run }) => ({ keys, label, group: 'Matches', run })));
  const choicesOf = (subject: string) => choices.filter((choice) => choice.subject === subject);
  return (
    <>
      {commands.failure !== null && <FailureNotice failure={commands.failure} />}
      <MatchPanel
        key={`patient ${version}`}
        title="Patient"
        match={matches.patient}
        stated={[stated.patient, describeBorn(prescription), stated.sex, stated.address, stated.phone]}
        choices={choicesOf('patient')}
        isRunning={commands.isRunning}
        search={isOpen && <FindPatient label="Find another patient" onChoose={({ id }) => commands.patient(id)} />}
      />
      <MatchPanel
        key={`prescriber ${version}`}
        title="Prescriber"
        match={matches.prescriber}
        stated={[stated.prescriber]}
        choices={choicesOf('prescriber')}
        isRunning={commands.isRunning}
        search={isOpen && <FindPrescriber onChoose={commands.prescriber} />}
      />
      <MatchPanel
        key={`drug ${version}`}
        title="Drug"
        match={matches.drug}
        stated={[stated.drug]}
        choices={choicesOf('drug')}
        isRunning={commands.isRunning}
        search={isOpen && <FindDrug onChoose={commands.drug} />}
      />
    </>
  );
}

function describeBorn({ stated }: ShownPrescription): string {
  return stated.birthDate === null ? '' : `born ${formatCalendarDay(stated.birthDate as CalendarDay)}`;
}
