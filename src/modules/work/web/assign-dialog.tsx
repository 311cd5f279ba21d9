import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useAnnounce } from '../../../ui/announcements.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { listMyWork, listQueueItems, listQueues } from '../api.ts';
import * as api from '../assignment-api.ts';
import * as deskApi from '../desk-api.ts';
import { ItemSubject } from './item-subject.tsx';
import { nameWork, type QueueItem } from './queue-words.ts';
import { describeOutcome } from './use-bulk.ts';
import classes from './work.module.css';

const invalidates = [listQueueItems, listQueues, listMyWork, deskApi.listQueueFilters];

/** The people to whom a row can be given, whom it suits best first, each with the reasons; the first one has the focus. */
export function AssignDialog(props: { readonly item: QueueItem; readonly onClose: () => void }): ReactNode {
  const { item, onClose } = props;
  const announce = useAnnounce();
  const first = useRef<HTMLButtonElement>(null);
  const query = useEndpointQuery(api.listCandidates, { itemId: item.itemId });
  const [left, setLeft] = useState<readonly string[]>([]);
  const give = useEndpointCommand(deskApi.handOverManyItems, {
    invalidates,
    onDone: (done) => {
      if (done.left.length > 0) return setLeft(describeOutcome('assigned', done).left);
      announce('Assigned');
      onClose();
    },
  });
  const people = query.data?.people ?? [];
  const isKnown = query.data !== undefined;
  useEffect(() => {
    if (isKnown) first.current?.focus();
  }, [isKnown]);
  const suited = people.filter(({ suits }) => suits);
  return (
    <Dialog opened title="Assign" width="medium" onClose={onClose}>
      <p className={classes['quiet']}>
        <ItemSubject item={item} /> {nameWork(item)}
      </p>
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={4} />}
      {isKnown && suited.length === 0 && (
        <EmptyState
          title="It suits nobody"
          sentence="Nobody who works here meets what this needs. Record a license, language or skill, or change what the queue asks."
        />
      )}
      <ul className={classes['people']}>
        {suited.map(({ staffId, name, why }, index) => (
          <li key={staffId}>
            <Button
              variant="default"
              fullWidth
              justify="flex-start"
              disabled={give.isRunning}
              ref={index === 0 ? first : undefined}
              onClick={() => give.run({ itemIds: [item.itemId], toStaffId: staffId, note: null })}
            >
              <strong>{name}</strong>
              <span className={classes['why']}>{why}</span>
            </Button>
          </li>
        ))}
      </ul>
      <NotSuited people={people.filter(({ suits }) => !suits)} />
      {give.failure !== null && <FailureNotice failure={give.failure} />}
      {left.length > 0 && <Notice tone="due" sentence={left.join(' · ')} />}
    </Dialog>
  );
}

function NotSuited(props: { readonly people: readonly { staffId: string; name: string; why: string }[] }): ReactNode {
  if (props.people.length === 0) return null;
  return (
    <section aria-label="Not suited">
      <h3 className={classes['heading']}>Not suited</h3>
      <ul className={classes['list']}>
        {props.people.map(({ staffId, name, why }) => (
          <li key={staffId}>
            {name} <span className={classes['quiet']}>{why}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
