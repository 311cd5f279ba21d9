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

type Typed = ReturnType<typeof toTyped>;
type TextName = Exclude<keyof Typed, 'authentication' | 'subjectIsExternalId' | 'isOffered'>;

interface FormPart {
  readonly provider: ShownProvider | null;
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
}

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
  const save = (): void => {
    const terms = toTerms(typed);
    if (provider === null) add.run({ ...terms, issuer: typed.issuer });
    else change.run({ ...terms, providerId: provider.providerId });
  };
  const failure = add.failure ?? change.failure;
  const title = provider === null ? 'Add a provider' : `Change ${provider.name}`;
  const part = { provider, typed, onChange: setTyped };
  return (
    <Dialog opened width="wide" title={title} onClose={onClose}>
      <Registration {...part} />
      <Acceptance {...part} />
      {failure !== null && <FailureNotice failure={failure} />}
      <div className={classes['buttons']}>
        <ReasonedButton
          label={provider === null ? 'Add it, disabled' : 'Save'}
          refusal={findGap(typed)}
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

/** How Theriac and the provider know each other. */
function Registration({ provider, typed, onChange }: FormPart): ReactNode {
  const field = fieldsOf(typed, onChange);
  const isNew = provider === null;
  return (
    <>
      <div className={classes['halves']}>
        <TextField label="Name, as people know it" {...field('name')} required startsFocused />
        <TextField
          label="Issuer"
          hint={isNew ? 'An address, exactly as the provider writes it' : 'Accounts are linked by it: it stays'}
          {...field('issuer')}
          isDisabled={!isNew}
          required
          isCode
        />
        <TextField label="Client id of Theriac there" {...field('clientId')} required isCode />
        <TextField label="Clocks may differ by" unit="s" {...field('skew')} isNumeric />
      </div>
      <ChoiceField
        label="How Theriac proves itself"
        value={typed.authentication}
        onChange={(value) => onChange({ ...typed, authentication: value as Authentication })}
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
    </>
  );
}

/** What of the provider's word counts here. */
function Acceptance({ typed, onChange }: FormPart): ReactNode {
  const field = fieldsOf(typed, onChange);
  return (
    <>
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
        isChecked={typed.subjectIsExternalId}
        onChange={(subjectIsExternalId) => onChange({ ...typed, subjectIsExternalId })}
      />
      <CheckField
        label="The sign-in page offers it"
        hint="Not for the authorization server of an EHR, from which people launch Theriac"
        isChecked={typed.isOffered}
        onChange={(isOffered) => onChange({ ...typed, isOffered })}
      />
    </>
  );
}

function fieldsOf(typed: Typed, onChange: FormPart['onChange']) {
  return (name: TextName) => ({
    value: typed[name],
    onChange: (value: string) => onChange({ ...typed, [name]: value }),
  });
}

function findGap(typed: Typed): { readonly sentence: string } | null {
  if (![typed.name, typed.issuer, typed.clientId].every((text) => text.trim() !== ''))
    return { sentence: 'Type a name, the issuer and the client id.' };
  return /^\d{1,3}$/.test(typed.skew) && Number(typed.skew) <= 300
    ? null
    : { sentence: 'Clocks may differ by 0 to 300 seconds.' };
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
    subjectIsExternalId: provider?.subjectIsExternalId ?? false,
    isOffered: provider?.isOffered ?? true,
  };
}

function toTerms(typed: Typed) {
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
    skewSeconds: Number(typed.skew),
    subjectIsExternalId: typed.subjectIsExternalId,
    isOffered: typed.isOffered,
  };
}
