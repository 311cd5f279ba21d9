import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { CheckField, ChoiceField, PasswordField, TextField } from '../../../ui/fields.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import * as api from '../api.ts';
import { type Authentication, authentications } from '../domain/provider.ts';
import classes from './federation.module.css';
import type { ShownProvider } from './provider-words.tsx';

/** Adds a provider, or changes one. */
export function ProviderForm(props: {
  readonly provider: ShownProvider | null;
  readonly onClose: () => void;
}): ReactNode {
  const { provider, onClose } = props;
  const [typed, setTyped] = useState(() => toTyped(provider));
  const options = { invalidates: [api.listProviders], onDone: onClose };
  const add = useEndpointCommand(api.addProvider, options);
  const change = useEndpointCommand(api.changeProvider, options);
  const field = (name: Exclude<keyof typeof typed, 'authentication'>) => ({
    value: typed[name],
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
  });
  const skewSeconds = /^\d{1,3}$/.test(typed.skew) ? Number(typed.skew) : null;
  const isWhole = [typed.name, typed.issuer, typed.clientId].every((text) => text.trim() !== '');
  const refusal = !isWhole
    ? { sentence: 'Type a name, the issuer and the client id.' }
    : skewSeconds === null || skewSeconds > 300
      ? { sentence: 'Clocks may differ by 0 to 300 seconds.' }
      : null;
  const save = (): void => {
    const terms = toTerms(typed, skewSeconds ?? 0);
    if (provider === null) add.run({ ...terms, issuer: typed.issuer });
    else change.run({ ...terms, providerId: provider.providerId });
  };
  const failure = add.failure ?? change.failure;
  return (
    <Dialog
      opened
      width="wide"
      title={provider === null ? 'Add a provider' : `Change ${provider.name}`}
      onClose={onClose}
    >
      <div className={classes['halves']}>
        <TextField label="Name, as people know it" {...field('name')} required startsFocused />
        <TextField
          label="Issuer"
          hint={
            provider === null ? 'An address, exactly as the provider writes it' : 'Accounts are linked by it: it stays'
          }
          {...field('issuer')}
          isDisabled={provider !== null}
          required
          isCode
        />
        <TextField label="Client id of Theriac there" {...field('clientId')} required isCode />
        <TextField label="Clocks may differ by" unit="s" {...field('skew')} isNumeric />
      </div>
      <ChoiceField
        label="How Theriac proves itself"
        value={typed.authentication}
        onChange={(value) => setTyped({ ...typed, authentication: value as Authentication })}
        options={Object.entries(authentications).map(([value, label]) => ({ value, label }))}
        layout="row"
      />
      {typed.authentication === 'secret' && (
        <PasswordField
          label="Client secret"
          hint={provider?.authentication === 'secret' ? 'Leave it empty to keep the one that stands' : undefined}
          autoComplete="off"
          {...field('secret')}
        />
      )}
      <div className={classes['halves']}>
        <TextField
          label="amr values that are a second factor"
          hint="Such as mfa otp hwk; without any, Theriac asks for its own"
          {...field('methods')}
          isCode
        />
        <TextField label="acr values that are a second factor" {...field('contexts')} isCode />
        <TextField
          label="Mail domains"
          hint="An account must be of one of them; any when empty"
          {...field('domains')}
          isCode
        />
        <TextField
          label="Claim that names groups"
          hint="Roles and sites follow the groups at each sign-in"
          {...field('groupClaim')}
          isCode
        />
      </div>
      <CheckField
        label="The directory provisions the subject as external id"
        hint="Then provisioning links accounts; otherwise each person links theirs once"
        isChecked={typed.links === 'yes'}
        onChange={(isChecked) => setTyped({ ...typed, links: isChecked ? 'yes' : 'no' })}
      />
      {failure !== null && <FailureNotice failure={failure} />}
      <div className={classes['buttons']}>
        <ReasonedButton
          label={provider === null ? 'Add it, disabled' : 'Save'}
          refusal={refusal}
          isRunning={add.isRunning || change.isRunning}
          onPress={save}
        />
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  );
}

function toTyped(provider: ShownProvider | null) {
  return {
    name: provider?.name ?? '',
    issuer: provider?.issuer ?? '',
    clientId: provider?.clientId ?? '',
    authentication: provider?.authentication ?? ('private-key' as const satisfies Authentication),
    secret: '',
    methods: (provider?.acceptedMethods ?? []).join(' '),
    contexts: (provider?.acceptedContexts ?? []).join(' '),
    domains: (provider?.domains ?? []).join(' '),
    groupClaim: provider?.groupClaim ?? '',
    skew: String(provider?.skewSeconds ?? 60),
    links: provider?.subjectIsExternalId === true ? 'yes' : 'no',
  };
}

function toTerms(typed: ReturnType<typeof toTyped>, skewSeconds: number) {
  const words = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '');
  return {
    name: typed.name,
    clientId: typed.clientId,
    authentication: typed.authentication,
    secret: typed.secret === '' ? null : typed.secret,
    domains: words(typed.domains),
    groupClaim: typed.groupClaim.trim() === '' ? null : typed.groupClaim.trim(),
    acceptedMethods: words(typed.methods),
    acceptedContexts: words(typed.contexts),
    skewSeconds,
    subjectIsExternalId: typed.links === 'yes',
  };
}
