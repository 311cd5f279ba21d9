import { type ReactNode, useEffect, useRef } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useGoTo, usePathParameter } from '../../../ui/page-link.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import * as api from '../api.ts';
import type { LaunchOutcome } from '../domain/chart-match.ts';
import classes from './charts.module.css';

type Opened = ResponseOf<typeof api.openLaunch>;

/** Why a launch opened nobody, and what to do about it. */
const reasons: Readonly<Record<Exclude<LaunchOutcome, 'known'>, string>> = {
  unknown: 'Nobody here has this record number yet. Look for the patient by name and birth date.',
  several:
    'More than one record here has this record number. Look for the patient by name and birth date, and have the records put together.',
  differs:
    'The record with this number has another name or birth date. Make sure who it is before you work on it, and tell whoever puts records right.',
  'no-number': 'The EHR gave no record number that is used here. Look for the patient by name and birth date.',
};

/** Where a launch from the EHR arrives: goes on to the patient, or says why there is none to go to. */
export function LaunchPage(): ReactNode {
  const launchId = usePathParameter('launchId');
  const goTo = useGoTo();
  const begun = useRef(false);
  const open = useEndpointCommand(api.openLaunch, {
    onDone: ({ patientId, therapyId }) => {
      if (therapyId !== null) goTo(`/therapies/${therapyId}`);
      else if (patientId !== null) goTo(`/patients/${patientId}`);
    },
  });
  const { run } = open;
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    run({ launchId });
  }, [run, launchId]);
  const opened = open.response;
  return (
    <PageFrame title="Opened from the EHR">
      {open.failure !== null && <FailureNotice failure={open.failure} />}
      {open.failure === null && (opened === null || opened.patientId !== null) && <LoadingRows rows={4} />}
      {opened !== null && opened.outcome !== 'known' && <NotFound opened={opened} reason={reasons[opened.outcome]} />}
    </PageFrame>
  );
}

function NotFound({ opened, reason }: { readonly opened: Opened; readonly reason: string }): ReactNode {
  const goTo = useGoTo();
  const { patient, partnerName } = opened;
  return (
    <div className={classes['arrived']}>
      <Notice tone="due" sentence={reason} />
      {patient !== null && (
        <KeyValueList
          columns={2}
          items={[
            { label: `Open in ${partnerName}`, value: `${patient.familyName}, ${patient.givenName}` },
            { label: 'Born', value: formatCalendarDay(patient.birthDate as CalendarDay) },
            { label: 'Record number there', value: patient.recordNumber ?? 'None that is used here' },
          ]}
        />
      )}
      <div>
        <ReasonedButton label="Find the patient" refusal={null} onPress={() => goTo('/patients')} />
      </div>
    </div>
  );
}
