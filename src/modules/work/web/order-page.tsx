import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { isQueueCode, type QueueCode } from '../domain/queue.ts';
import { type OrderWeights, orderRuleCodes, orderRules } from '../domain/work-order.ts';
import * as api from '../order-api.ts';
import { workPermissions } from '../permissions.ts';
import { ItemSubject } from './item-subject.tsx';
import classes from './order.module.css';
import { describeWeight, OrderRows, readTypedWeights, type TypedWeights, toTypedWeights } from './order-rows.tsx';
import { explainOrder } from './order-words.ts';
import { formatCount, nameReason } from './queue-words.ts';

type Order = ResponseOf<typeof api.readWorkOrder>;
type Preview = ResponseOf<typeof api.previewOrder>;

const breadcrumbs = [{ label: 'Work queues', path: '/queues' }];

/** The rules by which work is ordered: each in words, changed here, with the effect counted before it counts. */
export function OrderPage(): ReactNode {
  const query = useEndpointQuery(api.readWorkOrder, {}, { topics: ['work-order'] });
  return (
    <PageFrame
      title="Order of work"
      breadcrumbs={breadcrumbs}
      beside={<PageLink to="/work-assignment">Whom work suits</PageLink>}
    >
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={8} />}
      {query.data !== undefined && <KnownOrder key={query.data.version} order={query.data} />}
    </PageFrame>
  );
}

function KnownOrder(props: { readonly order: Order }): ReactNode {
  const { order } = props;
  const mayChange = useHasPermission(workPermissions.changeOrder.code);
  const [typed, setTyped] = useState<TypedWeights>(() => toTypedWeights(order.weights));
  const weights = readTypedWeights(typed);
  const isChanged = weights !== null && JSON.stringify(weights) !== JSON.stringify(inOrder(order.weights));
  return (
    <div className={classes['page']}>
      <Panel title="Rules">
        <p className={classes['lead']}>
          Work stands by its due time. These rules move it forward, in this order, and each row says which of them did.
        </p>
        <OrderRows typed={typed} shown={order.weights} mayChange={mayChange} onChange={setTyped} />
        {mayChange && (
          <Decide
            order={order}
            weights={weights}
            isChanged={isChanged}
            onReset={() => setTyped(toTypedWeights(order.weights))}
          />
        )}
      </Panel>
      {mayChange && isChanged && <Effect weights={weights} />}
      <History order={order} mayChange={mayChange} />
    </div>
  );
}

function Decide(props: {
  readonly order: Order;
  readonly weights: OrderWeights | null;
  readonly isChanged: boolean;
  readonly onReset: () => void;
}): ReactNode {
  const { order, weights, isChanged } = props;
  const [asks, setAsks] = useState(false);
  const change = useEndpointCommand(api.changeWorkOrder, {
    invalidates: [api.readWorkOrder],
    onDone: () => setAsks(false),
  });
  const isPending = order.versions.some(({ state }) => state === 'planned' || state === 'being-made');
  return (
    <>
      <ActionBar
        primary={{
          label: 'Order by these rules',
          refusal: findRefusal({ isPending, isReadable: weights !== null, isChanged }),
          onPress: () => setAsks(true),
        }}
        secondary={isChanged ? [{ label: 'As before', onPress: props.onReset }] : []}
      />
      <ConfirmDialog
        opened={asks}
        title="Order all work by these rules"
        sentence="All open work is ordered anew beside the order that is shown. Then all queues are switched at once."
        confirmLabel="Order anew"
        isRunning={change.isRunning}
        failure={change.failure}
        onCancel={() => setAsks(false)}
        onConfirm={() => {
          if (weights !== null)
            change.run({ weights: { ...weights }, effectiveFrom: null, expectedVersion: order.version });
        }}
      />
    </>
  );
}

function findRefusal(at: { readonly isPending: boolean; readonly isReadable: boolean; readonly isChanged: boolean }) {
  if (at.isPending) return { sentence: 'Another change is not done yet.' };
  if (!at.isReadable) return { sentence: 'A number is missing or too large.' };
  return at.isChanged ? null : { sentence: 'Nothing is changed.' };
}

/** What the typed rules would do, counted over all open work that this person may see. */
function Effect(props: { readonly weights: OrderWeights }): ReactNode {
  const [chosen, setChosen] = useState<QueueCode | null>(null);
  const request = { weights: { ...props.weights }, queue: chosen };
  const query = useEndpointQuery(api.previewOrder, request, { keepsPrevious: true });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={6} />;
  const queues = query.data.queues.filter(({ open }) => open > 0);
  return (
    <Panel title="What these rules would change">
      {queues.length === 0 ? (
        <EmptyState title="Nothing is open" sentence="The rules will count for what comes." />
      ) : (
        <div className={classes['effect']}>
          <EffectTable queues={queues} chosen={chosen} onChoose={setChosen} />
          {chosen !== null && <TopOf preview={query.data} queue={chosen} />}
        </div>
      )}
    </Panel>
  );
}

function EffectTable(props: {
  readonly queues: Preview['queues'];
  readonly chosen: QueueCode | null;
  readonly onChoose: (queue: QueueCode) => void;
}): ReactNode {
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">Queue</th>
          <th scope="col" className={classes['count']}>
            Open
          </th>
          <th scope="col" className={classes['count']}>
            Move up
          </th>
          <th scope="col" className={classes['count']}>
            Move down
          </th>
          <th scope="col" className={classes['count']}>
            Farthest
          </th>
        </tr>
      </thead>
      <tbody>
        {props.queues.map(({ queue, label, open, up, down, mostUp, mostDown }) => (
          <tr key={queue} data-chosen={queue === props.chosen || undefined}>
            <th scope="row">
              <button
                type="button"
                className={classes['choose']}
                aria-pressed={queue === props.chosen}
                onClick={() => isQueueCode(queue) && props.onChoose(queue)}
              >
                {label}
              </button>
            </th>
            <td className={classes['count']}>{formatCount(open)}</td>
            <td className={classes['count']}>{formatCount(up)}</td>
            <td className={classes['count']}>{formatCount(down)}</td>
            <td className={classes['count']}>
              {up + down === 0 ? 'no change' : `${formatCount(mostUp)} up, ${formatCount(mostDown)} down`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The first rows of a queue as they would stand, each with its place now. */
function TopOf(props: { readonly preview: Preview; readonly queue: QueueCode }): ReactNode {
  const label = props.preview.queues.find(({ queue }) => queue === props.queue)?.label ?? '';
  return (
    <table className={classes['table']}>
      <caption className={classes['caption']}>Top of {label}, as it would be</caption>
      <thead>
        <tr>
          <th scope="col" className={classes['count']}>
            Then
          </th>
          <th scope="col" className={classes['count']}>
            Now
          </th>
          <th scope="col">About</th>
          <th scope="col">Why it would stand there</th>
        </tr>
      </thead>
      <tbody>
        {props.preview.top.map((row) => (
          <tr key={row.itemId}>
            <td className={classes['count']}>{formatCount(row.rankThen)}</td>
            <td className={classes['count']} data-moved={row.rankNow !== row.rankThen || undefined}>
              {formatCount(row.rankNow)}
            </td>
            <td>
              <ItemSubject item={row} />, <span>{nameReason(row)}</span>
            </td>
            <td>{explainOrder(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const states: Readonly<Record<Order['versions'][number]['state'], string>> = {
  planned: 'Planned',
  'being-made': 'Ordering now',
  shown: 'Holds now',
  past: 'Held before',
  withdrawn: 'Withdrawn',
};

/** Every version that was decided, with who decided it and what it says. */
function History(props: { readonly order: Order; readonly mayChange: boolean }): ReactNode {
  const { order, mayChange } = props;
  const withdraw = useEndpointCommand(api.withdrawOrder, { invalidates: [api.readWorkOrder] });
  return (
    <Panel title="Versions">
      {withdraw.failure !== null && <FailureNotice failure={withdraw.failure} />}
      <ul className={classes['versions']}>
        {order.versions.map(({ version, state, weights, decidedBy, decidedAt }) => (
          <li key={version} className={classes['version']}>
            <strong>Version {version}</strong>
            <span>{states[state]}</span>
            <span>
              {decidedBy}, <Moment at={decidedAt as Instant} />
            </span>
            <span className={classes['was']}>{describeWeights(weights)}</span>
            {mayChange && (state === 'planned' || state === 'being-made') && (
              <ReasonedButton
                label="Withdraw"
                kind="secondary"
                isSmall
                isRunning={withdraw.isRunning}
                onPress={() => withdraw.run({ version })}
              />
            )}
          </li>
        ))}
        <li className={classes['version']}>
          <strong>Version 1</strong>
          <span>{order.version === 1 ? states.shown : states.past}</span>
          <span>Standard of the program</span>
        </li>
      </ul>
    </Panel>
  );
}

function describeWeights(weights: OrderWeights): string {
  return orderRuleCodes.map((code) => `${orderRules[code].label} ${describeWeight(code, weights[code])}`).join(' · ');
}

/** Puts weights into the order of the rules, so that two are compared by what they say. */
function inOrder(weights: OrderWeights): OrderWeights | null {
  return readTypedWeights(toTypedWeights(weights));
}
