import { Fragment, type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageLink, useGoTo } from '../../../ui/page-link.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import * as api from '../api.ts';
import * as deskApi from '../desk-api.ts';
import { workPermissions } from '../permissions.ts';
import { ItemClock } from './item-columns.tsx';
import { UnmetNeeds } from './item-needs.tsx';
import { ItemSubject } from './item-subject.tsx';
import {
  formatCount,
  formatOverdue,
  nameWork,
  pathOfItem,
  type QueueItem,
  type QueueSummary,
  queueTopics,
} from './queue-words.ts';
import { ShiftDialog } from './shift-dialog.tsx';
import { useTakeNext } from './use-take-next.ts';
import classes from './work.module.css';

type MyWork = ResponseOf<typeof api.listMyWork>;

const mostTakenShown = 8;
const mostNumberKeys = 9;

/** What this person has taken, then the queues of their roles; `g` and the number of a queue opens it. */
export function MyWorkPanel(): ReactNode {
  const counts = useEndpointQuery(api.listQueues, {}, { topics: queueTopics });
  const work = useEndpointQuery(api.listMyWork, {}, { topics: queueTopics });
  const shown = chooseQueues(counts.data?.queues ?? []);
  const goTo = useGoTo();
  useShortcuts(
    shown.slice(0, mostNumberKeys).map(({ queue, label }, index) => ({
      keys: keysOf(index),
      label: `Open ${label}`,
      group: 'Go to',
      run: () => goTo(`/queues/${queue}`),
    })),
  );
  const failed = [counts, work].find(({ error, data }) => error !== null && data === undefined);
  if (failed?.error != null) return <FailureNotice failure={failed.error} onRetry={() => void failed.refetch()} />;
  if (counts.data === undefined || work.data === undefined) return <LoadingRows rows={6} />;
  return (
    <div className={classes['mine']}>
      <NextForMe />
      <HandedList handed={work.data.handed} />
      <TakenList taken={work.data.taken} />
      <EscalatedList escalated={work.data.escalated} />
      <UnsuitedList unsuited={work.data.unsuited} />
      {shown.length === 0 ? (
        <EmptyState title="Nothing waits" sentence="Work for your roles appears here as soon as there is some." />
      ) : (
        <QueueList queues={shown} foremost={work.data.queues} />
      )}
      <PageLink to="/queues">All work queues</PageLink>
    </div>
  );
}

/** The queues of the person's roles; people whose roles serve none see all in which something waits. */
function chooseQueues(queues: readonly QueueSummary[]): readonly QueueSummary[] {
  const own = queues.filter(({ isMine }) => isMine);
  return own.length > 0 ? own : queues.filter(({ open }) => open > 0);
}

/** The one key that gives a person their next item. */
function NextForMe(): ReactNode {
  const next = useTakeNext(null);
  if (!next.mayTake) return null;
  return (
    <div className={classes['next']}>
      <ReasonedButton label="Next for me" keys="n" isSmall isRunning={next.isRunning} onPress={next.run} />
      <span className={classes['quiet']}>
        {next.sentence ?? 'Takes and opens the most pressing work of your roles and sites that nobody holds'}
      </span>
      {next.failure !== null && <FailureNotice failure={next.failure} />}
    </div>
  );
}

/** What colleagues handed over with their notes, until it is confirmed. */
function HandedList(props: { readonly handed: MyWork['handed'] }): ReactNode {
  const confirm = useEndpointCommand(deskApi.confirmHandOver, { invalidates: [api.listMyWork] });
  if (props.handed.length === 0) return null;
  return (
    <section aria-label="Handed to me">
      <h3 className={classes['heading']}>Handed to me</h3>
      {confirm.failure !== null && <FailureNotice failure={confirm.failure} />}
      {props.handed.map(({ handOverId, fromName, note, handedAt, items }) => (
        <div key={handOverId} className={classes['handed']}>
          <div className={classes['handedHead']}>
            <strong>{fromName}</strong>
            <Moment at={handedAt as Instant} />
            {note !== null && <q className={classes['note']}>{note}</q>}
            <ReasonedButton
              label="I have read it"
              kind="secondary"
              isSmall
              isRunning={confirm.isRunning}
              onPress={() => confirm.run({ handOverId })}
            />
          </div>
          {items.length === 0 && <p className={classes['quiet']}>All of it is done or with somebody else.</p>}
          <ItemList items={items} />
        </div>
      ))}
    </section>
  );
}

/** What suits nobody who works here, for those who lead: in each queue how much, and the most pressing of it. */
function UnsuitedList(props: { readonly unsuited: MyWork['unsuited'] }): ReactNode {
  if (props.unsuited.length === 0) return null;
  return (
    <section aria-label="Suits nobody here">
      <h3 className={classes['heading']}>Suits nobody here</h3>
      <ul className={classes['list']}>
        {props.unsuited.map(({ queue, label, count, items }) => (
          <li key={queue} className={classes['taken']}>
            <PageLink to={`/queues/${queue}?suits=nobody&owner=nobody`}>
              {label} {formatOverdue(count)}
            </PageLink>
            {items.slice(0, 1).map((item) => (
              <Fragment key={item.itemId}>
                <span className={classes['about']}>
                  {item.needs.some(({ strength }) => strength === 'must') ? (
                    <UnmetNeeds needs={item.needs} />
                  ) : (
                    'Nobody of the role at its site · '
                  )}
                  <ItemSubject item={item} />
                </span>
                <span className={classes['clock']}>
                  <ItemClock item={item} />
                </span>
              </Fragment>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What has used most of its time in the queues of this person while nobody holds it. */
function EscalatedList(props: { readonly escalated: readonly QueueItem[] }): ReactNode {
  if (props.escalated.length === 0) return null;
  return (
    <section aria-label="Time mostly used, nobody holds it">
      <h3 className={classes['heading']}>Time mostly used, nobody holds it</h3>
      <ItemList items={props.escalated} />
    </section>
  );
}

function TakenList(props: { readonly taken: readonly QueueItem[] }): ReactNode {
  const { taken } = props;
  const [isHandingOver, setHandingOver] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const mayHandOver = useHasPermission(workPermissions.takeWork.code) && taken.length > 0;
  const begin = (): void => setHandingOver(true);
  useShortcuts(mayHandOver ? [{ keys: 'h', label: 'Hand over all I hold', group: 'Work', run: begin }] : []);
  if (taken.length === 0) return told === null ? null : <Notice tone="done" sentence={told} />;
  const rest = taken.length - mostTakenShown;
  return (
    <section aria-label="Taken by me">
      <div className={classes['takenHead']}>
        <h3 className={classes['heading']}>Taken by me</h3>
        {mayHandOver && (
          <ReasonedButton label="Hand over all I hold" kind="secondary" keys="h" isSmall onPress={begin} />
        )}
      </div>
      {isHandingOver && (
        <ShiftDialog
          onClose={() => setHandingOver(false)}
          onDone={(sentence) => {
            setHandingOver(false);
            setTold(sentence);
          }}
        />
      )}
      {told !== null && <Notice tone="due" sentence={told} />}
      <ItemList items={taken.slice(0, mostTakenShown)} />
      {rest > 0 && <p className={classes['quiet']}>and {formatCount(rest)} more in the queues below</p>}
    </section>
  );
}

function ItemList(props: { readonly items: readonly QueueItem[] }): ReactNode {
  if (props.items.length === 0) return null;
  return (
    <ul className={classes['list']}>
      {props.items.map((item) => (
        <li key={item.itemId} className={classes['taken']}>
          <PageLink to={pathOfItem(item) ?? `/queues/${item.queue}?owner=me`}>{nameWork(item)}</PageLink>
          <span className={classes['about']}>
            <ItemSubject item={item} />
          </span>
          <span className={classes['clock']}>
            <ItemClock item={item} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function QueueList(props: {
  readonly queues: readonly QueueSummary[];
  readonly foremost: MyWork['queues'];
}): ReactNode {
  return (
    <table className={classes['queues']}>
      <thead>
        <tr>
          <th scope="col">Queue</th>
          <th scope="col" className={classes['number']}>
            Open
          </th>
          <th scope="col" className={classes['number']}>
            Overdue
          </th>
          <th scope="col" className={classes['number']}>
            Mine
          </th>
          <th scope="col">Next in line</th>
          <th scope="col">Key</th>
        </tr>
      </thead>
      <tbody>
        {props.queues.map((queue, index) => (
          <QueueLine
            key={queue.queue}
            queue={queue}
            first={props.foremost.find((group) => group.queue === queue.queue)?.items[0] ?? null}
            keys={index < mostNumberKeys ? keysOf(index) : null}
          />
        ))}
      </tbody>
    </table>
  );
}

function QueueLine(props: {
  readonly queue: QueueSummary;
  readonly first: QueueItem | null;
  readonly keys: string | null;
}): ReactNode {
  const { queue, first, keys } = props;
  return (
    <tr>
      <th scope="row">
        <PageLink to={`/queues/${queue.queue}`}>{queue.label}</PageLink>
      </th>
      <td className={classes['number']}>{formatCount(queue.open)}</td>
      <td className={classes['number']} data-overdue={queue.overdue > 0 || undefined}>
        <PageLink to={`/queues/${queue.queue}?due=overdue`}>{formatOverdue(queue.overdue)}</PageLink>
      </td>
      <td className={classes['number']}>
        <PageLink to={`/queues/${queue.queue}?owner=me`}>{formatCount(queue.takenByMe)}</PageLink>
      </td>
      <td>{first !== null && <ItemClock item={first} />}</td>
      <td>{keys !== null && <Kbd keys={keys} />}</td>
    </tr>
  );
}

function keysOf(index: number): string {
  return `g ${index + 1}`;
}
