import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { PasswordField, TextField } from '../../../ui/fields.tsx';
import { SignInFrame } from '../../../ui/sign-in-frame.tsx';
import * as api from '../api.ts';
import { readReturnPath } from './return-path.ts';
import classes from './sign-in-page.module.css';

/** The page on which a person signs in with user name, password and the code of an authenticator app. */
export function SignInPage(): ReactNode {
  const tenant = useEndpointQuery(api.describeTenant, {});
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const signIn = useEndpointCommand(api.signIn, {
    onDone: () => window.location.replace(readReturnPath(window.location.search)),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.run({ userName, password, code });
  };
  return (
    <SignInFrame
      title="Sign in"
      tenantName={tenant.data?.tenantName ?? null}
      demo={tenant.data?.isDemo ?? false}
      policyNotices={tenant.data?.policyNotices ?? []}
    >
      <form className={classes['form']} onSubmit={submit}>
        <TextField label="User name" value={userName} onChange={setUserName} autoComplete="username" startsFocused />
        <PasswordField label="Password" value={password} onChange={setPassword} />
        <TextField
          label="Code from your authenticator app"
          value={code}
          onChange={(typed) => setCode(typed.replace(/\D/g, '').slice(0, 6))}
          autoComplete="one-time-code"
          isNumeric
          isCode
        />
        {signIn.failure !== null && <FailureNotice failure={signIn.failure} />}
        <Button
          type="submit"
          loading={signIn.isRunning}
          disabled={userName === '' || password === '' || code.length !== 6}
          fullWidth
        >
          Sign in
        </Button>
      </form>
    </SignInFrame>
  );
}
