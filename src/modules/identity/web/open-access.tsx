import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useHasPermission, useSession } from '../../../ui/session.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import {
  type AccessReason,
  accessReasonLabels,
  decideReason,
  emergencyAccessMinutes,
} from '../domain/emergency-access.ts';
import { identityPermissions } from '../permissions.ts';
import { identityRefusals } from '../refusals.ts';

const options = (Object.entries(accessReasonLabels) as [AccessReason, string][]).map(([value, label]) => ({
  value,
  label,
}));
const fields = {
  reasonCode: { kind: 'choice', label: 'Reason', isRequired: true, options },
  reason: {
    kind: 'text',
    label: 'In words',
    isRequired: true,
    isLong: true,
    longest: 1000,
    hint: 'It is read when the access is reviewed.',
    pattern: { matches: /(\s*\S){10}/, sentence: identityRefusals.reasonNeeded.sentence },
  },
} as const;

/** Offers emergency access where a record could not be shown, to whoever may open it and has not yet. */
export function OpenAccessOffer(): ReactNode {
  const { emergencyAccessUntil, sites } = useSession();
  const mayOpen = useHasPermission(identityPermissions.openEmergencyAccess.code);
  const [asks, setAsks] = useState(false);
  if (!mayOpen || emergencyAccessUntil !== null) return null;
  return (
    <>
      <Notice
        tone="neutral"
        sentence={`It may belong to a site at which you do not work: you see ${sites.map(({ name }) => name).join(', ')}.`}
        action={
          <Button variant="default" onClick={() => setAsks(true)}>
            Open in an emergency
          </Button>
        }
      />
      {asks && <OpenAccessDialog onClose={() => setAsks(false)} />}
    </>
  );
}

function OpenAccessDialog(props: { readonly onClose: () => void }): ReactNode {
  const client = useQueryClient();
  const open = useEndpointCommand(api.openAccess, {
    onDone: () => {
      props.onClose();
      // Everything may look different now: the session, and every record that was refused.
      void client.invalidateQueries();
    },
  });
  return (
    <Dialog opened width="medium" title="Open the records of all sites" onClose={props.onClose}>
      <p>
        You see the records of every site for {emergencyAccessMinutes} minutes. The privacy officer reads why, and
        everything that you open meanwhile.
      </p>
      <StructuredForm
        fields={fields}
        submitLabel="Open"
        onSubmit={({ reasonCode, reason }) => {
          if (decideReason(reason).ok) open.run({ reasonCode, reason });
        }}
        onCancel={props.onClose}
        isRunning={open.isRunning}
        failure={open.failure}
      />
    </Dialog>
  );
}
