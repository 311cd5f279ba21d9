import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { getSession, proveIdentity, signOut } from '../../modules/identity/api.ts';
import { proveByPasskey } from '../../modules/identity/web/index.tsx';
import { callEndpoint, queryKeyOf } from '../../ui/endpoint-client.ts';
import { faultOf } from '../../ui/fault-boundary.tsx';
import type { ProofWays, TypedProof } from '../../ui/proof-form.tsx';
import { presenceCodes, type SessionGate, SessionGateContext } from '../../ui/session-gate.ts';
import { StepUpDialog } from '../../ui/step-up-dialog.tsx';
import { UnlockDialog } from '../../ui/unlock-dialog.tsx';

const signInPath = '/sign-in';

const ways: ProofWays = { asksFor: ['password', 'code'], byTyping: proveByTyping, byPasskey: proveByPasskey };

/** Asks for unlocking, fresh proof or sign-in on behalf of every call below; calls that wait share one dialog. */
export function SessionGateProvider(props: { readonly children: ReactNode }): ReactNode {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<'unlock' | 'prove' | null>(null);
  const waiting = useRef<((isAdmitted: boolean) => void)[]>([]);
  const settle = (isAdmitted: boolean): void => {
    setAsked(null);
    for (const resolve of waiting.current.splice(0)) resolve(isAdmitted);
  };
  const gate = useMemo<SessionGate>(() => {
    const ask = (kind: 'unlock' | 'prove'): Promise<boolean> =>
      new Promise((resolve) => {
        waiting.current.push(resolve);
        setAsked((earlier) => (earlier === 'unlock' ? earlier : kind));
      });
    return {
      unlock: () => ask('unlock'),
      prove: () => ask('prove'),
      signIn: () => {
        const { pathname, href } = router.state.location;
        if (pathname === signInPath) return;
        queryClient.clear();
        void router.navigate({ to: signInPath, search: { return: href }, replace: true });
      },
    };
  }, [router, queryClient]);
  const session = queryClient.getQueryData<{ readonly staffName: string }>(queryKeyOf(getSession, {}));
  return (
    <SessionGateContext value={gate}>
      {props.children}
      <StepUpDialog
        opened={asked === 'prove'}
        ways={ways}
        onProven={() => settle(true)}
        onCancel={() => settle(false)}
      />
      <UnlockDialog
        opened={asked === 'unlock'}
        staffName={session?.staffName ?? null}
        ways={ways}
        onUnlocked={() => settle(true)}
        onSignOut={leave}
      />
    </SessionGateContext>
  );
}

/** Ends the session and loads the sign-in page anew, so that nothing that was read stays in memory. */
export function leave(): void {
  const go = (): void => window.location.assign(signInPath);
  void callEndpoint(signOut, {}).then(go, go);
}

async function proveByTyping(proof: TypedProof): Promise<string | null> {
  return callEndpoint(proveIdentity, proof).then(
    () => null,
    (thrown: unknown) => {
      const failure = faultOf(thrown);
      // The session ended for good meanwhile: there is nothing left to unlock.
      if (failure.code === presenceCodes.sessionNeeded) leave();
      return failure.sentence;
    },
  );
}
