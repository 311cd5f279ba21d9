import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Role } from '../../../kernel/roles.ts';
import { ChoiceList } from '../../../ui/choice-list.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { PasswordField, TextField } from '../../../ui/fields.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import * as api from '../api.ts';
import { identityRefusals } from '../refusals.ts';
import classes from './administration.module.css';
import { roleOptions, type ShownStaff } from './people-words.ts';
import { findPlacesRefusal, type Places, PlacesFields, toPlaces } from './person-changes.tsx';

/** Adds a person, and then shows once what their authenticator app needs. */
export function NewPersonDialog(props: {
  readonly sites: ShownStaff['sites'];
  readonly onClose: () => void;
}): ReactNode {
  const create = useEndpointCommand(api.createStaff, { invalidates: [api.listStaff] });
  const [name, setName] = useState('');
  if (create.response !== null) {
    return (
      <Dialog opened width="medium" title={`${name} was added`}>
        <SecretOnce made={create.response} onClose={props.onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog opened width="wide" title="Add a person" onClose={props.onClose}>
      <NewPersonForm sites={props.sites} name={name} onName={setName} create={create} onClose={props.onClose} />
    </Dialog>
  );
}

function NewPersonForm(props: {
  readonly sites: ShownStaff['sites'];
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly create: ReturnType<typeof useEndpointCommand<typeof api.createStaff>>;
  readonly onClose: () => void;
}): ReactNode {
  const { name, create } = props;
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [roles, setRoles] = useState<readonly string[]>([]);
  const [places, setPlaces] = useState<Places>({ seesAllSites: false, siteIds: [] });
  const isTyped = name.trim() !== '' && userName.trim() !== '' && password !== '';
  const refusal = !isTyped
    ? { sentence: 'Type a name, a user name and a first password.' }
    : roles.length === 0
      ? identityRefusals.noRoles
      : findPlacesRefusal(places);
  const add = (): void =>
    create.run({
      displayName: name.trim(),
      userName: userName.trim(),
      password,
      roles: roles as Role[],
      ...toPlaces(places),
    });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (refusal === null) add();
  };
  return (
    <form className={classes['stack']} onSubmit={submit}>
      <div className={classes['thirds']}>
        <TextField label="Name" value={name} onChange={props.onName} required startsFocused />
        <TextField label="User name" value={userName} onChange={setUserName} required isCode />
        <PasswordField
          label="First password"
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          required
          hint="At least 8 characters, none of the common ones."
        />
      </div>
      <ChoiceList label="Roles" options={roleOptions} chosen={roles} onChange={setRoles} />
      <PlacesFields sites={props.sites} places={places} onChange={setPlaces} />
      {create.failure !== null && <FailureNotice failure={create.failure} />}
      <div className={classes['buttons']}>
        <ReasonedButton label="Add" refusal={refusal} isRunning={create.isRunning} onPress={add} />
        <Button variant="default" onClick={props.onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function SecretOnce(props: {
  readonly made: ResponseOf<typeof api.createStaff>;
  readonly onClose: () => void;
}): ReactNode {
  const { barcode, secret } = props.made;
  return (
    <>
      <Notice tone="due" sentence="Show this to the person now: it is not shown again." />
      <div className={classes['secret']}>
        <div className={classes['barcode']}>
          <svg viewBox={`0 0 ${barcode.size} ${barcode.size}`} role="img" aria-label="QR code for an authenticator app">
            <path d={barcode.path} fill="currentColor" fillRule="evenodd" />
          </svg>
        </div>
        <div className={classes['stack']}>
          <p>They scan the code with their authenticator app, or type this secret into it:</p>
          <p className={classes['code']}>{secret.replace(/.{4}(?=.)/g, '$& ')}</p>
        </div>
      </div>
      <div className={classes['buttons']}>
        <Button onClick={props.onClose} data-autofocus>
          The person has it
        </Button>
      </div>
    </>
  );
}
