import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { OwnSignIn, SignInPlace } from '../../identity/web/index.tsx';
import * as api from '../api.ts';
import classes from './federation.module.css';

type Needs = NonNullable<ResponseOf<typeof api.describeWaitingSignIn>['needs']>;

/** What is left to do after an identity provider answered: a second factor, or the link to a person. */
export function FinishPage(): ReactNode {
  const waiting = useEndpointQuery(api.describeWaitingSignIn, {});
  const needs = waiting.data?.needs ?? null;
  const title = needs === null ? 'Sign in' : needs.step === 'link' ? 'Link your account' : 'One more step';
  return (
    <SignInPlace title={title}>
      {waiting.error !== null && <FailureNotice failure={waiting.error} onRetry={() => void waiting.refetch()} />}
      {waiting.isSuccess && needs === null && <NothingWaits />}
      {needs?.step === 'second-factor' && (needs.isSignedIn ? <GoOn needs={needs} /> : <SecondFactor needs={needs} />)}
      {needs?.step === 'link' && <Link needs={needs} />}
    </SignInPlace>
  );
}

function NothingWaits(): ReactNode {
  return (
    <div className={classes['form']}>
      <Notice tone="neutral" sentence="No sign-in waits in this browser. It was finished, or it took too long." />
      <BackToSignIn label="Go to sign-in" />
    </div>
  );
}

/** Goes on by itself for whoever is signed in here already. */
function GoOn({ needs }: { readonly needs: Needs }): ReactNode {
  const finish = useEndpointCommand(api.finishBySession, { onDone: () => window.location.replace(needs.returnPath) });
  const begun = useRef(false);
  const { run } = finish;
  useEffect(() => {
    if (!begun.current) run({});
    begun.current = true;
  }, [run]);
  return finish.failure === null ? null : <SecondFactor needs={needs} />;
}

function SecondFactor({ needs }: { readonly needs: Needs }): ReactNode {
  const [code, setCode] = useState('');
  const [isRecovery, setRecovery] = useState(false);
  const finish = useEndpointCommand(api.finishByCode, { onDone: () => window.location.replace(needs.returnPath) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    finish.run({ code });
  };
  const isWhole = isRecovery ? code.replace('-', '').length === 10 : code.length === 6;
  return (
    <form className={classes['form']} onSubmit={submit}>
      <p>
        {needs.providerName} has signed you in as {needs.staffName}. It asked for one proof alone, so Theriac asks for
        the second.
      </p>
      {isRecovery ? (
        <TextField
          label="Recovery code"
          value={code}
          onChange={(typed) => setCode(typed.trim())}
          isCode
          startsFocused
        />
      ) : (
        <TextField
          label="Code from your authenticator app"
          value={code}
          onChange={(typed) => setCode(typed.replace(/\D/g, '').slice(0, 6))}
          autoComplete="one-time-code"
          isNumeric
          isCode
          startsFocused
        />
      )}
      {finish.failure !== null && <FailureNotice failure={finish.failure} />}
      <Button type="submit" loading={finish.isRunning} disabled={!isWhole} fullWidth>
        Sign in
      </Button>
      <Button
        variant="subtle"
        size="xs"
        onClick={() => {
          setRecovery(!isRecovery);
          setCode('');
        }}
      >
        {isRecovery ? 'Use the authenticator app' : 'Use a recovery code'}
      </Button>
      <BackToSignIn label="Sign in another way" />
    </form>
  );
}

function Link({ needs }: { readonly needs: Needs }): ReactNode {
  const link = useEndpointCommand(api.linkAccount, { onDone: () => window.location.replace(needs.returnPath) });
  return (
    <div className={classes['form']}>
      <p>
        Your account at {needs.providerName} is not linked to anybody here yet. Sign in once as you did so far; from
        then on {needs.providerName} signs you in.
      </p>
      {link.failure !== null && <FailureNotice failure={link.failure} />}
      <OwnSignIn onDone={() => link.run({})} />
      <BackToSignIn label="Do not link it" />
    </div>
  );
}

function BackToSignIn(props: { readonly label: string }): ReactNode {
  return (
    <Button component="a" href="/sign-in" variant="subtle" size="xs">
      {props.label}
    </Button>
  );
}
