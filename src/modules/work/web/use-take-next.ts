import { useState } from 'react';
import { roles } from '../../../kernel/roles.ts';
import { useAnnounce } from '../../../ui/announcements.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import type { EndpointFailure } from '../../../ui/endpoint-failure.ts';
import { useGoTo } from '../../../ui/page-link.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { listMyWork, listQueueItems, listQueues } from '../api.ts';
import * as api from '../desk-api.ts';
import type { QueueCode } from '../domain/queue.ts';
import { workPermissions } from '../permissions.ts';
import { nameReason, pathOfItem } from './queue-words.ts';

/** How the next item is taken. */
export interface TakeNext {
  readonly mayTake: boolean;
  readonly isRunning: boolean;
  readonly failure: EndpointFailure | null;
  readonly sentence: string | null;
  readonly run: () => void;
}

/** Returns how a person gets the most pressing item that suits them and opens it with one key, from a queue or from all of theirs. */
export function useTakeNext(queue: QueueCode | null): TakeNext {
  const announce = useAnnounce();
  const goTo = useGoTo();
  const mayTake = useHasPermission(workPermissions.takeWork.code);
  const [sentence, setSentence] = useState<string | null>(null);
  const command = useEndpointCommand(api.takeNextItem, {
    invalidates: [listQueueItems, listQueues, listMyWork],
    onDone: ({ taken }) => {
      const told =
        taken === null
          ? 'Nothing waits that suits you: your roles, sites, licenses, languages and skills.'
          : describeGiven(taken);
      setSentence(told);
      announce(told);
      const path = taken === null ? null : pathOfItem(taken);
      if (path !== null) goTo(path);
    },
  });
  const run = (): void => {
    if (mayTake) command.run({ queue });
  };
  useShortcuts(mayTake ? [{ keys: 'n', label: 'Next for me', group: 'Work', run }] : []);
  return { mayTake, isRunning: command.isRunning, failure: command.failure, sentence, run };
}

/** Says what was given and why to this person. */
function describeGiven(taken: {
  readonly reasonCode: string;
  readonly queueLabel: string;
  readonly role: string;
  readonly why: string;
}): string {
  const role = Object.hasOwn(roles, taken.role) ? roles[taken.role as keyof typeof roles] : taken.role;
  const why = taken.why === '' ? '' : `: ${taken.why}`;
  return `${nameReason(taken)}: first in ${taken.queueLabel} that suits you and nobody holds, for your role ${role}${why}`;
}
