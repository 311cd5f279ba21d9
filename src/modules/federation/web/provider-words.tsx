import type { ReactNode } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type * as api from '../api.ts';

/** A provider as it is listed. */
export type ShownProvider = ResponseOf<typeof api.listProviders>['providers'][number];

/** Whether people may sign in by a provider. */
export function ProviderState(props: { readonly provider: ShownProvider }): ReactNode {
  return props.provider.isEnabled ? (
    <StatusBadge tone="done">Enabled</StatusBadge>
  ) : (
    <StatusBadge tone="neutral">Disabled</StatusBadge>
  );
}

/** Says which second factors of a provider count. */
export function nameSecondFactor(provider: ShownProvider): string {
  const { acceptedMethods: methods, acceptedContexts: contexts } = provider;
  const values = [
    ...(methods.length === 0 ? [] : [`amr ${methods.join(' ')}`]),
    ...(contexts.length === 0 ? [] : [`acr ${contexts.join(' ')}`]),
  ];
  return values.length === 0 ? 'Always that of Theriac' : values.join(', ');
}
