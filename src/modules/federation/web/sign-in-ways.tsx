import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { Notice } from '../../../ui/notice.tsx';
import * as api from '../api.ts';
import classes from './federation.module.css';

const problems: Readonly<Record<string, string>> = {
  'provider-away': 'The identity provider cannot be reached. Sign in with your password and code, or try again later.',
  'begin-again': 'That sign-in took too long or was finished already. Begin again.',
  refused: 'The sign-in did not work. Try again; if it fails again, tell your administrator.',
};

/** The identity providers of the health system, and what became of a sign-in there that failed. */
export function SignInWays(props: { readonly returnPath: string }): ReactNode {
  const providers = useEndpointQuery(api.listSignInWays, {}).data?.providers ?? [];
  const problem = problems[new URLSearchParams(window.location.search).get('problem') ?? ''];
  if (providers.length === 0 && problem === undefined) return null;
  return (
    <div className={classes['ways']}>
      {problem !== undefined && <Notice tone="blocked" urgency="alert" sentence={problem} />}
      {providers.map(({ providerId, name }) => (
        <Button
          key={providerId}
          component="a"
          href={`/sign-in/with/${providerId}?return=${encodeURIComponent(props.returnPath)}`}
          variant="default"
          fullWidth
        >
          Sign in with {name}
        </Button>
      ))}
    </div>
  );
}
