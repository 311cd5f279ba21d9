import { Button, FileButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { ChoiceList } from '../../../ui/choice-list.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice, RefusalNotice } from '../../../ui/failure-notice.tsx';
import { LongTextField, TextField } from '../../../ui/fields.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import * as api from '../api.ts';
import { readClientKeys } from '../domain/client-key.ts';
import classes from './programs.module.css';

/** Lets a program in: its name, its public key as pasted or from a file, and what it may do. */
export function NewProgramDialog(props: {
  readonly scopes: ResponseOf<typeof api.listClients>['scopes'];
  readonly onClose: () => void;
}): ReactNode {
  const [name, setName] = useState('');
  const [keysText, setKeysText] = useState('');
  const [scopes, setScopes] = useState<readonly string[]>([]);
  const create = useEndpointCommand(api.createClient, { invalidates: [api.listClients], onDone: props.onClose });
  const keys = keysText.trim() === '' ? null : readClientKeys(keysText);
  const refusal =
    name.trim() === '' || keys === null
      ? { sentence: 'Type a name and give the public key.' }
      : !keys.ok
        ? { sentence: 'The key cannot be used as it is.' }
        : scopes.length === 0
          ? { sentence: 'Choose one scope at least.' }
          : null;
  return (
    <Dialog opened width="wide" title="Let a program in" onClose={props.onClose}>
      <TextField label="Name" value={name} onChange={setName} required startsFocused />
      <LongTextField
        label="Public key: a JSON Web Key, or a set of them"
        value={keysText}
        onChange={setKeysText}
        rows={6}
        required
      />
      <div className={classes['buttons']}>
        <FileButton
          accept=".json,.jwk,.jwks,application/json"
          onChange={(file) => void file?.text().then(setKeysText)}
          inputProps={{ 'aria-label': 'File with the public key' }}
        >
          {(button) => (
            <Button variant="default" size="xs" onClick={button.onClick}>
              Take it from a file
            </Button>
          )}
        </FileButton>
      </div>
      {keys !== null && !keys.ok && <RefusalNotice refusal={keys.refusal} />}
      <div className={classes['scroll']}>
        <ChoiceList
          label="Scopes: the program …"
          options={props.scopes.map(({ code, sentence }) => ({ value: code, label: sentence, hint: code }))}
          chosen={scopes}
          onChange={setScopes}
        />
      </div>
      {create.failure !== null && <FailureNotice failure={create.failure} />}
      <div className={classes['buttons']}>
        <ReasonedButton
          label="Let it in"
          refusal={refusal}
          isRunning={create.isRunning}
          onPress={() => create.run({ name: name.trim(), keysText, scopes: [...scopes] })}
        />
        <Button variant="default" onClick={props.onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  );
}
