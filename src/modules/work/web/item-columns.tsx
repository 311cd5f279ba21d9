import { Button } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { computeClockFace } from '../../../ui/clock.ts';
import { useNow } from '../../../ui/now.ts';
import { PersonChip } from '../../../ui/person-chip.tsx';
import { QueueSubject } from '../../../ui/queue-subject.tsx';
import { type SessionSite, useSession } from '../../../ui/session.ts';
import type { TableColumn } from '../../../ui/table-types.ts';
import type { Tone } from '../../../ui/tone.tsx';
import { WorkClock } from '../../../ui/work-clock.tsx';
import { MetNeeds, UnmetNeeds } from './item-needs.tsx';
import { ItemSubject } from './item-subject.tsx';
import { describeOtherFacts, explainOrder } from './order-words.ts';
import { nameSubject, nameWork, type QueueItem } from './queue-words.ts';
import type { Taking } from './use-taking.ts';
import classes from './work.module.css';

const soonMilliseconds = 4 * 3_600_000;

/** Returns the columns of a queue. */
export function useItemColumns(taking: Taking): readonly TableColumn<QueueItem>[] {
  const { sites } = useSession();
  return useMemo(() => {
    const site: TableColumn<QueueItem> = {
      id: 'site',
      header: 'Site',
      width: 112,
      cell: (item) => nameSite(item, sites),
    };
    return [
      {
        id: 'subject',
        header: 'About, and what is to be done',
        width: { grow: 3, least: 270 },
        cell: (item) => (
          <QueueSubject
            subject={<ItemSubject item={item} />}
            reason={
              <>
                <UnmetNeeds needs={item.needs} />
                {nameWork(item)}
                <MetNeeds needs={item.needs} />
              </>
            }
            isMine={item.takenBy?.isMe === true}
          />
        ),
      },
      {
        id: 'due',
        header: 'Due',
        width: 184,
        cell: (item) => (
          <div className={classes['due']}>
            <ItemClock item={item} />
          </div>
        ),
      },
      {
        id: 'order',
        header: 'Why it stands here',
        width: { grow: 3, least: 250 },
        cell: (item) => <Order item={item} />,
      },
      ...(sites.length > 1 ? [site] : []),
      { id: 'owner', header: 'Taken by', width: 128, cell: (item) => <Owner item={item} taking={taking} /> },
    ];
  }, [sites, taking]);
}

/** Returns the tone of a row: overdue, soon due, or nothing to say. */
export function useItemTone(): (item: QueueItem) => Tone | null {
  const now = useNow();
  return (item) => {
    if (typeof item.facts['pausedMinutesLeft'] === 'number') return null;
    const { tone } = computeClockFace({ kind: 'running', dueAt: item.dueAt as Instant }, now, soonMilliseconds);
    return tone === 'neutral' ? null : tone;
  };
}

/** The time that is left for an item, and how much of it is used. */
export function ItemClock(props: { readonly item: QueueItem }): ReactNode {
  const { dueAt, facts } = props.item;
  const { level, pausedMinutesLeft } = facts;
  return (
    <WorkClock
      dueAt={dueAt}
      level={typeof level === 'number' ? level : 0}
      pausedMinutesLeft={typeof pausedMinutesLeft === 'number' ? pausedMinutesLeft : null}
    />
  );
}

function Order(props: { readonly item: QueueItem }): ReactNode {
  const words = explainOrder(props.item);
  const others = describeOtherFacts(props.item);
  const isMoved = props.item.orderReasons.length > 0;
  return (
    <div className={classes['order']}>
      <p className={isMoved ? classes['moved'] : classes['quiet']} title={words}>
        {words}
      </p>
      {others !== '' && (
        <p className={classes['quiet']} title={others}>
          {others}
        </p>
      )}
    </div>
  );
}

/** Who holds an item, and the button beside the key for people who point. */
function Owner(props: { readonly item: QueueItem; readonly taking: Taking }): ReactNode {
  const { item, taking } = props;
  return (
    <div className={classes['owner']}>
      {item.takenBy !== null && <PersonChip name={item.takenBy.isMe ? 'Me' : item.takenBy.name} />}
      {item.takenBy === null && taking.mayTake && (
        <RowButton label="Take" about={nameSubject(item)} onPress={() => taking.take(item)} />
      )}
      {taking.mayRelease(item) && (
        <RowButton label="Put back" about={nameSubject(item)} onPress={() => taking.release(item)} />
      )}
    </div>
  );
}

function RowButton(props: { readonly label: string; readonly about: string; readonly onPress: () => void }): ReactNode {
  return (
    <Button
      variant="default"
      size="compact-xs"
      tabIndex={-1}
      aria-label={`${props.label}: ${props.about}`}
      onClick={props.onPress}
    >
      {props.label}
    </Button>
  );
}

function nameSite(item: QueueItem, sites: readonly SessionSite[]): string {
  return sites.find(({ siteId }) => siteId === item.siteId)?.name ?? '';
}
