import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { PasswordField, TextField } from '../../../ui/fields.tsx';
import { Notice } from '../../../ui/notice.tsx';
import * as api from '../api.ts';
import { signInByPasskey } from './ask-passkey.ts';
import classes from './sign-in-page.module.css';

/** Signing in with factors of Theriac alone: user name, password and code, or a passkey. */
export function OwnSignIn(props: { readonly onDone: () => void }): ReactNode {
  return (
    <>
      <TypedSignIn onDone={props.onDone} />
      <PasskeySignIn onDone={props.onDone} />
    </>
  );
}

function TypedSignIn(props: { readonly onDone: () => void }): ReactNode {
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [isRecovery, setRecovery] = useState(false);
  const signIn = useEndpointCommand(api.signIn, { onDone: props.onDone });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.run({ userName, password, code });
  };
  const isWhole = isRecovery ? code.replace('-', '').length === 10 : code.length === 6;
  const change = (): void => {
    setRecovery(!isRecovery);
    setCode('');
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <TextField label="User name" value={userName} onChange={setUserName} autoComplete="username" startsFocused />
      <PasswordField label="Password" value={password} onChange={setPassword} />
      {isRecovery ? (
        <TextField label="Recovery code" value={code} onChange={(typed) => setCode(typed.trim())} isCode />
      ) : (
        <TextField
          label="Code from your authenticator app"
          value={code}
          onChange={(typed) => setCode(typed.replace(/\D/g, '').slice(0, 6))}
          autoComplete="one-time-code"
          isNumeric
          isCode
        />
      )}
      {signIn.failure !== null && <FailureNotice failure={signIn.failure} />}
      <Button
        type="submit"
        loading={signIn.isRunning}
        disabled={userName === '' || password === '' || !isWhole}
        fullWidth
      >
        Sign in
      </Button>
      <Button variant="subtle" size="xs" onClick={change}>
        {isRecovery ? 'Use the authenticator app' : 'Use a recovery code'}
      </Button>
    </form>
  );
}

function PasskeySignIn(props: { readonly onDone: () => void }): ReactNode {
  const [isRunning, setRunning] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const attempt = (): void => {
    setRunning(true);
    void signInByPasskey()
      .then((sentence) => (sentence === null ? props.onDone() : setRefusal(sentence)))
      .finally(() => setRunning(false));
  };
  return (
    <div className={classes['passkey']}>
      <Button variant="default" loading={isRunning} onClick={attempt} fullWidth>
        Sign in with a passkey
      </Button>
      {refusal !== null && <Notice tone="blocked" urgency="alert" sentence={refusal} />}
    </div>
  );
}
