import { type ReactNode, useState } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { listQueueItems } from '../api.ts';
import * as api from '../assignment-api.ts';
import { workPermissions } from '../permissions.ts';
import { type Assignment, NeedRows, type ShownRules, SkillRows } from './assignment-rows.tsx';
import classes from './order.module.css';
import { formatCount } from './queue-words.ts';

const breadcrumbs = [{ label: 'Work queues', path: '/queues' }];
const hourMinutes = 60;
const mostHours = 336;

/** What each queue asks of the people who take its work: changed here, with the effect counted before it counts. */
export function AssignmentPage(): ReactNode {
  const query = useEndpointQuery(api.readAssignmentRules, {}, { topics: ['work-order'] });
  return (
    <PageFrame title="Whom work suits" breadcrumbs={breadcrumbs}>
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={8} />}
      {query.data !== undefined && <KnownAssignment key={query.data.version} assignment={query.data} />}
    </PageFrame>
  );
}

function KnownAssignment(props: { readonly assignment: Assignment }): ReactNode {
  const { assignment } = props;
  const mayChange = useHasPermission(workPermissions.changeOrder.code);
  const [typed, setTyped] = useState<ShownRules>(assignment.rules);
  const [hours, setHours] = useState(String(assignment.rules.wishMinutes / hourMinutes));
  const wishMinutes = readMinutes(hours);
  const rules = wishMinutes === null ? null : { ...typed, wishMinutes };
  const isChanged = rules === null || !isSame(rules, assignment.rules);
  const reset = (): void => {
    setTyped(assignment.rules);
    setHours(String(assignment.rules.wishMinutes / hourMinutes));
  };
  const rows = { rules: typed, mayChange, onChange: setTyped };
  return (
    <div className={classes['beside']}>
      <div className={classes['page']}>
        <Panel title="What queues ask">
          <p className={classes['lead']}>
            Role and site bind always. A must is never given to who does not meet it; a preference comes later for them.
          </p>
          <NeedRows {...rows} />
        </Panel>
        <Panel title="Skills by program">
          <SkillRows {...rows} programmes={assignment.programmes} skills={assignment.skills} />
        </Panel>
      </div>
      <div className={classes['staying']}>
        <Panel title="Preferences">
          <TextField
            label="Hours later for who does not meet one"
            value={hours}
            onChange={setHours}
            hint={`At most ${mostHours}. After them the work goes to whoever is next.`}
            isDisabled={!mayChange}
          />
          {mayChange && <Decide assignment={assignment} rules={rules} isChanged={isChanged} onReset={reset} />}
        </Panel>
        {mayChange && <Effect rules={rules ?? assignment.rules} />}
        <History versions={assignment.versions} />
      </div>
    </div>
  );
}

function readMinutes(hours: string): number | null {
  const number = /^\d{1,3}(\.\d{1,2})?$/.test(hours.trim()) ? Number(hours) : Number.NaN;
  return Number.isNaN(number) || number > mostHours ? null : Math.round(number * hourMinutes);
}

function isSame(left: ShownRules, right: ShownRules): boolean {
  return JSON.stringify(sortKeys(left)) === JSON.stringify(sortKeys(right));
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sortKeys(inner)] as const);
  return entries.toSorted(([left], [right]) => left.localeCompare(right));
}

function Decide(props: {
  readonly assignment: Assignment;
  readonly rules: ShownRules | null;
  readonly isChanged: boolean;
  readonly onReset: () => void;
}): ReactNode {
  const { assignment, rules, isChanged } = props;
  const [asks, setAsks] = useState(false);
  const change = useEndpointCommand(api.changeAssignment, {
    invalidates: [api.readAssignmentRules, listQueueItems],
    onDone: () => setAsks(false),
  });
  const wrong = rules === null ? { sentence: 'The hours are missing or too many.' } : null;
  return (
    <>
      <ActionBar
        primary={{
          label: 'Give work by these rules',
          refusal: wrong ?? (isChanged ? null : { sentence: 'Nothing is changed.' }),
          onPress: () => setAsks(true),
        }}
        secondary={isChanged ? [{ label: 'As before', onPress: props.onReset }] : []}
      />
      <ConfirmDialog
        opened={asks}
        title="Give work by these rules"
        sentence="They hold at once for whatever is taken, given or assigned. What somebody holds stays with them."
        confirmLabel="Give work so"
        isRunning={change.isRunning}
        failure={change.failure}
        onCancel={() => setAsks(false)}
        onConfirm={() => {
          if (rules !== null) change.run({ rules, expectedVersion: assignment.version });
        }}
      />
    </>
  );
}

/** How much open work would suit nobody, or one person alone, by the typed rules. */
function Effect(props: { readonly rules: ShownRules }): ReactNode {
  const query = useEndpointQuery(api.previewAssignment, { rules: props.rules }, { keepsPrevious: true });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={6} />;
  const { queues } = query.data;
  return (
    <Panel title="Open work that suits nobody">
      {queues.length === 0 ? (
        <EmptyState title="Nothing is open" sentence="The rules will count for what comes." />
      ) : (
        <table className={classes['table']} data-narrow>
          <caption className={classes['caption']}>Suits nobody now, and then; or one person alone</caption>
          <thead>
            <tr>
              <th scope="col">Queue</th>
              {['Open', 'Now', 'Then', 'One person'].map((head) => (
                <th key={head} scope="col" className={classes['count']}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {queues.map(({ queue, label, open, nobodyNow, nobodyThen, onePersonThen }) => (
              <tr key={queue}>
                <th scope="row">
                  <PageLink to={`/queues/${queue}`}>{label}</PageLink>
                </th>
                <td className={classes['count']}>{formatCount(open)}</td>
                <td className={classes['count']}>
                  <PageLink to={`/queues/${queue}?suits=nobody`}>{formatCount(nobodyNow)}</PageLink>
                </td>
                <td className={classes['count']} data-moved={nobodyThen !== nobodyNow || undefined}>
                  {formatCount(nobodyThen)}
                </td>
                <td className={classes['count']}>{formatCount(onePersonThen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

/** Every version that was decided, with who decided it. */
function History(props: { readonly versions: Assignment['versions'] }): ReactNode {
  return (
    <Panel title="Versions">
      <ul className={classes['versions']}>
        {props.versions.map(({ version, decidedBy, decidedAt }, index) => (
          <li key={version} className={classes['version']}>
            <strong>Version {version}</strong>
            <span>{index === 0 ? 'Holds now' : 'Held before'}</span>
            <span>
              {decidedBy}, <Moment at={decidedAt as Instant} />
            </span>
          </li>
        ))}
        <li className={classes['version']}>
          <strong>Version 1</strong>
          <span>{props.versions.length === 0 ? 'Holds now' : 'Held before'}</span>
          <span>The standard of the program</span>
        </li>
      </ul>
    </Panel>
  );
}
