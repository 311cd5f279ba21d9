import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { SiteId } from '../../kernel/ids.ts';
import { lockSession, switchSite } from '../../modules/identity/api.ts';
import { callEndpoint, useEndpointCommand } from '../../ui/endpoint-client.ts';
import { useSessionGate } from '../../ui/session-gate.ts';
import { leave } from './session-gate-provider.tsx';

/** What a person does with the session from the top bar. */
export interface SessionActions {
  readonly lock: () => void;
  readonly signOut: () => void;
  readonly moveTo: (siteId: SiteId) => void;
  readonly isMoving: boolean;
}

/** Returns the actions on the session; moving to another site reads everything again. */
export function useSessionActions(): SessionActions {
  const gate = useSessionGate();
  const queryClient = useQueryClient();
  const isLocked = useRef(false);
  const move = useEndpointCommand(switchSite, { onDone: () => void queryClient.invalidateQueries() });
  return {
    lock: () => {
      if (isLocked.current) return;
      isLocked.current = true;
      void callEndpoint(lockSession, {}).catch(() => undefined);
      void gate.unlock().then(() => {
        isLocked.current = false;
        void queryClient.invalidateQueries();
      });
    },
    signOut: leave,
    moveTo: (siteId) => move.run({ siteId }),
    isMoving: move.isRunning,
  };
}
