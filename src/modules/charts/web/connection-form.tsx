import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { CheckField, ChoiceField, TextField } from '../../../ui/fields.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import * as api from '../api.ts';
import { usualScopes } from '../domain/chart-connection.ts';
import classes from './charts.module.css';

/** An EHR as it is listed. */
export type ShownChart = ResponseOf<typeof api.listConnections>['charts'][number];

/** A provider that may vouch for people who launch. */
export type ShownProvider = ResponseOf<typeof api.listConnections>['providers'][number];

type Typed = ReturnType<typeof toTyped>;

const nobody = 'nobody';

/** Sets how the chart of an EHR is asked and by whom it launches Theriac. */
export function ConnectionForm(props: {
  readonly chart: ShownChart;
  readonly providers: readonly ShownProvider[];
  readonly onClose: () => void;
}): ReactNode {
  const { chart, providers, onClose } = props;
  const [typed, setTyped] = useState(() => toTyped(chart));
  const save = useEndpointCommand(api.saveConnection, { invalidates: [api.listConnections], onDone: onClose });
  const field = (name: Exclude<keyof Typed, 'takesNotes'>) => ({
    value: typed[name],
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
    isCode: true,
  });
  return (
    <Dialog opened width="wide" title={`The chart at ${chart.partnerName}`} onClose={onClose}>
      <div className={classes['halves']}>
        <TextField
          label="FHIR address"
          hint="The EHR names it as issuer when it launches"
          {...field('baseAddress')}
          required
          startsFocused
        />
        <TextField label="Client id for queries and notes" {...field('clientId')} required />
        <TextField label="System of record numbers in FHIR" hint="A URL or urn:oid" {...field('system')} required />
        <TextField
          label="The same numbers here are of"
          hint="The assigner that patients show them under"
          {...field('assigner')}
          required
        />
      </div>
      <TextField label="Scopes for queries and notes" {...field('scopes')} />
      <CheckField
        label="The chart takes notes"
        hint="People write notes into it from the therapy page"
        isChecked={typed.takesNotes}
        onChange={(takesNotes) => setTyped({ ...typed, takesNotes })}
      />
      <ChoiceField
        label="Who vouches for people who launch"
        value={typed.providerId}
        onChange={(providerId) => setTyped({ ...typed, providerId })}
        options={[
          { value: nobody, label: 'Nobody launches Theriac from this EHR' },
          ...providers.map(({ providerId, name, issuer }) => ({ value: providerId, label: `${name}, ${issuer}` })),
        ]}
      />
      {typed.providerId !== nobody && (
        <div className={classes['halves']}>
          <TextField label="Client id for launches" {...field('launchClientId')} required />
          <TextField label="Scopes besides launch openid fhirUser" {...field('launchScopes')} />
        </div>
      )}
      {save.failure !== null && <FailureNotice failure={save.failure} />}
      <div className={classes['buttons']}>
        <ReasonedButton
          label="Save"
          refusal={findGap(typed)}
          isRunning={save.isRunning}
          onPress={() => save.run({ partnerId: chart.partnerId, ...toRequest(typed) })}
        />
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  );
}

function findGap(typed: Typed): { readonly sentence: string } | null {
  const needed = [typed.baseAddress, typed.clientId, typed.system, typed.assigner];
  if (!needed.every((text) => text.trim() !== ''))
    return { sentence: 'Type the FHIR address, the client id, and both names of the record numbers.' };
  const lacksClient = typed.providerId !== nobody && typed.launchClientId.trim() === '';
  return lacksClient ? { sentence: 'Type the client id for launches.' } : null;
}

function toTyped({ baseAddress, connection }: ShownChart) {
  return {
    baseAddress: baseAddress ?? '',
    clientId: connection?.clientId ?? '',
    scopes: (connection?.scopes ?? usualScopes.queries).join(' '),
    system: connection?.identifierSystem ?? '',
    assigner: connection?.identifierAssigner ?? '',
    takesNotes: connection?.takesNotes ?? true,
    providerId: connection?.providerId ?? nobody,
    launchClientId: connection?.launchClientId ?? '',
    launchScopes: (connection?.launchScopes ?? usualScopes.launch).join(' '),
  };
}

function toRequest(typed: Typed) {
  const words = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '');
  const launches = typed.providerId !== nobody;
  return {
    baseAddress: typed.baseAddress,
    clientId: typed.clientId,
    scopes: words(typed.scopes),
    identifierSystem: typed.system,
    identifierAssigner: typed.assigner,
    takesNotes: typed.takesNotes,
    providerId: launches ? typed.providerId : null,
    launchClientId: launches ? typed.launchClientId : null,
    launchScopes: words(typed.launchScopes),
  };
}
