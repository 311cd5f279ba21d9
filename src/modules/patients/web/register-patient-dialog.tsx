import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { RequestOf } from '../../../kernel/endpoint.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { Notice } from '../../../ui/notice.tsx';
import { PageLink, useGoTo } from '../../../ui/page-link.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { patientsRefusals } from '../refusals.ts';
import { demographicsFields, toDemographics } from './demographics-form.ts';
import classes from './patient-page.module.css';

type Entered = RequestOf<typeof api.registerPatient>['demographics'];

/** Registers a patient; somebody who may be known already is shown first. */
export function RegisterPatientDialog(props: { readonly onClose: () => void }): ReactNode {
  const goTo = useGoTo();
  const [entered, setEntered] = useState<Entered | null>(null);
  const command = useEndpointCommand(api.registerPatient, {
    onDone: ({ patientId }) => goTo(`/patients/${patientId}`),
  });
  const isLikelyKnown = command.failure?.code === patientsRefusals.likelyDuplicate.code;
  return (
    <Dialog opened title="Register a patient" width="medium" onClose={props.onClose}>
      {isLikelyKnown && entered !== null && (
        <LikelyKnown
          candidates={command.failure?.facts['candidateIds']}
          onRegister={() => command.run({ demographics: entered, isSurelyNew: true })}
        />
      )}
      <StructuredForm
        fields={demographicsFields}
        columns={2}
        submitLabel="Register"
        onSubmit={(values) => {
          const demographics = toShape(toDemographics(values, null));
          setEntered(demographics);
          command.run({ demographics, isSurelyNew: false });
        }}
        onCancel={props.onClose}
        isRunning={command.isRunning}
        failure={isLikelyKnown ? null : command.failure}
      />
    </Dialog>
  );
}

function LikelyKnown(props: { readonly candidates: unknown; readonly onRegister: () => void }): ReactNode {
  const candidates = Array.isArray(props.candidates) ? props.candidates.map(String) : [];
  return (
    <Notice
      tone="due"
      urgency="alert"
      sentence={patientsRefusals.likelyDuplicate.sentence}
      action={
        <Button variant="default" onClick={props.onRegister}>
          It is somebody else: register
        </Button>
      }
    >
      <ul className={classes['plain']}>
        {candidates.map((patientId, index) => (
          <li key={patientId}>
            <PageLink to={`/patients/${patientId}`}>Open likely record {index + 1}</PageLink>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Copies demographics into the shape that the endpoint takes. */
export function toShape(demographics: ReturnType<typeof toDemographics>): Entered {
  return {
    ...demographics,
    addresses: demographics.addresses.map((address) => ({ ...address, lines: [...address.lines] })),
    phones: [...demographics.phones],
    emails: [...demographics.emails],
    identifiers: [...demographics.identifiers],
  };
}
