import type { ReactNode } from 'react';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { SignInFrame } from '../../../ui/sign-in-frame.tsx';
import * as api from '../api.ts';

/** The page around signing in, under the name of the health system of this address. */
export function SignInPlace(props: { readonly title: string; readonly children: ReactNode }): ReactNode {
  const tenant = useEndpointQuery(api.describeTenant, {});
  return (
    <SignInFrame
      title={props.title}
      tenantName={tenant.data?.tenantName ?? null}
      demo={tenant.data?.isDemo ?? false}
      policyNotices={tenant.data?.policyNotices ?? []}
    >
      {props.children}
    </SignInFrame>
  );
}
