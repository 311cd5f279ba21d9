import { useState } from 'react';
import { useAnnounce } from '../../../ui/announcements.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import type { EndpointFailure } from '../../../ui/endpoint-failure.ts';
import { useHasPermission } from '../../../ui/session.ts';
import * as api from '../api.ts';
import { workPermissions } from '../permissions.ts';
import type { QueueItem } from './queue-words.ts';

/** How work is taken and put back here. */
export interface Taking {
  readonly take: (item: QueueItem) => void;
  readonly release: (item: QueueItem) => void;
  readonly mayTake: boolean;
  readonly mayRelease: (item: QueueItem) => boolean;
  readonly isRunning: boolean;
  readonly failure: EndpointFailure | null;
  /** What was taken although it would rather go to somebody else, in words. */
  readonly warning: string | null;
}

const invalidates = [api.listQueueItems, api.listQueues, api.listMyWork] as const;

/** Returns how work is taken and put back by this person; what holds it is shown once the server has said so. */
export function useTaking(): Taking {
  const announce = useAnnounce();
  const mayTake = useHasPermission(workPermissions.takeWork.code);
  const mayReleaseOthers = useHasPermission(workPermissions.releaseWorkOfOthers.code);
  const [warning, setWarning] = useState<string | null>(null);
  const take = useEndpointCommand(api.takeItem, {
    invalidates,
    onDone: ({ unmet }) => {
      const told = unmet.length === 0 ? null : `Taken for half an hour. It prefers ${unmet.join(', ')}.`;
      setWarning(told);
      announce(told ?? 'Taken for half an hour');
    },
  });
  const release = useEndpointCommand(api.releaseItem, { invalidates, onDone: () => announce('Put back') });
  const mayRelease = ({ takenBy }: QueueItem): boolean =>
    takenBy !== null && ((takenBy.isMe && mayTake) || mayReleaseOthers);
  return {
    take: ({ itemId }) => {
      release.clear();
      setWarning(null);
      if (mayTake) take.run({ itemId });
    },
    release: (item) => {
      take.clear();
      setWarning(null);
      if (mayRelease(item)) release.run({ itemId: item.itemId });
    },
    mayTake,
    mayRelease,
    isRunning: take.isRunning || release.isRunning,
    failure: take.failure ?? release.failure,
    warning,
  };
}
