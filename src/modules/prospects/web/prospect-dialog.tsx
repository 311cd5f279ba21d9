import { Button } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant, TimeZone } from '../../../kernel/instant.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField } from '../../../ui/fields.tsx';
import { formatMomentInFull } from '../../../ui/format-time.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import * as api from '../api.ts';
import {
  decideStep,
  type ElsewhereReason,
  elsewhereReasons,
  type NotCandidateReason,
  notCandidateReasons,
  type ProspectStep,
  prospectStates,
} from '../domain/prospect.ts';
import { nameReason } from '../domain/reason-words.ts';
import { prospectPermissions } from '../permissions.ts';
import classes from './prospects.module.css';

/** A prospect as the server lists it. */
export type ShownProspect = ResponseOf<typeof api.listProspects>['prospects'][number];

type Outcome = ProspectStep['to'];

const outcomes: Readonly<Record<Outcome, string>> = {
  contacted: 'The clinic was contacted',
  elsewhere: 'Went elsewhere',
  'not-candidate': 'Not a candidate',
  found: 'Look again: put it back to work',
};

/** Why somebody is a prospect, and what a person records of it. What the state does not allow is not offered. */
export function ProspectDialog(props: { readonly prospect: ShownProspect; readonly onClose: () => void }): ReactNode {
  const { prospect, onClose } = props;
  const timeZone = prospect.timeZone as TimeZone;
  return (
    <Dialog opened width="wide" title={prospect.patientName} onClose={onClose}>
      <KeyValueList
        items={[
          {
            label: 'Appointment',
            value: `${formatMomentInFull(prospect.appointmentAt as Instant, timeZone)}, ${prospect.clinicName}`,
          },
          { label: 'Pharmacy', value: prospect.siteName },
          {
            label: 'Why found',
            value: (
              <ul className={classes['why']}>
                {prospect.why.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            ),
          },
          {
            label: 'List of diagnoses',
            value: `${prospect.listSource}${prospect.isListVerified ? '' : ' (not verified)'}`,
          },
          { label: `Drugs of ${prospect.diseaseState} here`, value: prospect.expectedDrugs.join(', ') || null },
          { label: 'Stands at', value: <Standing prospect={prospect} /> },
        ]}
      />
      {prospect.state !== 'order-received' && <Record prospect={prospect} onClose={onClose} />}
      <PageLink to={`/patients/${prospect.patientId}`}>Open the patient</PageLink>
    </Dialog>
  );
}

function Standing({ prospect }: { readonly prospect: ShownProspect }): ReactNode {
  const { state, reasonCode, therapyId, therapyNumber, changedByName } = prospect;
  if (state === 'order-received' && therapyId !== null)
    return (
      <>
        Order received: <PageLink to={`/therapies/${therapyId}`}>therapy {therapyNumber ?? ''}</PageLink>
      </>
    );
  const reason = reasonCode === null ? '' : `: ${nameReason(reasonCode)}`;
  return `${prospectStates[state]}${reason}${changedByName === null ? '' : `, by ${changedByName}`}`;
}

function Record({ prospect, onClose }: { readonly prospect: ShownProspect; readonly onClose: () => void }): ReactNode {
  const mayWork = useHasPermission(prospectPermissions.workProspects.code);
  const offered = (Object.keys(outcomes) as Outcome[]).filter(
    (to) => decideStep(prospect, toStep(to, to === 'elsewhere' ? 'unknown' : 'no-drug-planned')).ok,
  );
  const [to, setTo] = useState<Outcome>(offered[0] ?? 'contacted');
  const [reason, setReason] = useState('');
  const settle = useEndpointCommand(api.settleProspect, { invalidates: [api.listProspects], onDone: onClose });
  const reasons = to === 'elsewhere' ? elsewhereReasons : to === 'not-candidate' ? notCandidateReasons : null;
  const refusal = !mayWork
    ? { sentence: 'Your roles do not allow recording this.' }
    : reasons !== null && !Object.hasOwn(reasons, reason)
      ? { sentence: 'Choose the reason.' }
      : null;
  const record = (): void => {
    const { prospectId, version: expectedVersion } = prospect;
    if (refusal === null) settle.run({ prospectId, expectedVersion, step: toStep(to, reason) });
  };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    record();
  };
  const sendByKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.ctrlKey) record();
  };
  return (
    <form onSubmit={send} onKeyDown={sendByKey}>
      <ChoiceField
        label="What became of it"
        layout="row"
        value={to}
        options={offered.map((value) => ({ value, label: outcomes[value] }))}
        onChange={(value) => setTo(value as Outcome)}
        startsFocused
      />
      {reasons !== null && (
        <ChoiceField
          label="Reason"
          value={reason}
          options={Object.entries(reasons).map(([value, label]) => ({ value, label }))}
          onChange={setReason}
          required
        />
      )}
      {settle.failure !== null && <FailureNotice failure={settle.failure} />}
      <div className={classes['buttons']}>
        <ReasonedButton
          label="Record"
          keys="ctrl+enter"
          refusal={refusal}
          isRunning={settle.isRunning}
          onPress={record}
        />
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** The reason was chosen of the table of the outcome. */
function toStep(to: Outcome, reason: string): ProspectStep {
  if (to === 'elsewhere') return { to, reasonCode: reason as ElsewhereReason };
  return to === 'not-candidate' ? { to, reasonCode: reason as NotCandidateReason } : { to };
}
