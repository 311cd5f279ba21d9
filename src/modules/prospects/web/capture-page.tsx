import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField } from '../../../ui/fields.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { useNow } from '../../../ui/now.ts';
import { PageFrame } from '../../../ui/page-frame.tsx';
import * as api from '../capture-api.ts';
import { type CaptureDimension, captureDimensions } from '../domain/capture.ts';
import classes from './capture-page.module.css';
import type { CapturePart } from './capture-rows.tsx';
import { CaptureRows } from './capture-rows.tsx';

type Answer = ResponseOf<typeof api.getCapture>;
type Group = Answer['groups'][number];

/** How many months back may be chosen. */
const monthsBack = 24;

/** Which share of specialty prescriptions is kept, by clinic, payer and reason, and where the others go. Every number opens its rows. */
export function CapturePage(): ReactNode {
  const months = listMonths(useNow());
  const [fromMonth, setFromMonth] = useState(months[2] ?? '');
  const [toMonth, setToMonth] = useState(months[0] ?? '');
  const [by, setBy] = useState<CaptureDimension>('clinic');
  const [part, setPart] = useState<CapturePart | null>(null);
  const asked = { fromMonth, toMonth, by };
  const query = useEndpointQuery(api.getCapture, asked, { topics: ['prospects'], keepsPrevious: true });
  const { data } = query;
  const options = months.map((month) => ({ value: month, label: nameMonth(month) }));
  return (
    <PageFrame title="Capture rate">
      <div className={classes['filters']}>
        <ChoiceField label="From" value={fromMonth} options={options} message={null} onChange={setFromMonth} />
        <ChoiceField label="To" value={toMonth} options={options} message={null} onChange={setToMonth} />
        <ChoiceField
          label="Put together by"
          layout="row"
          value={by}
          message={null}
          options={Object.entries(captureDimensions).map(([value, label]) => ({ value, label }))}
          onChange={(value) => setBy(value as CaptureDimension)}
        />
      </div>
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {data === undefined && query.error === null && <LoadingRows rows={8} />}
      {data !== undefined && query.error === null && <Capture answer={data} by={by} onOpen={setPart} />}
      {part !== null && <CaptureRows asked={asked} part={part} onClose={() => setPart(null)} />}
    </PageFrame>
  );
}

function Capture(props: {
  readonly answer: Answer;
  readonly by: CaptureDimension;
  readonly onOpen: (part: CapturePart) => void;
}): ReactNode {
  const { answer, by, onOpen } = props;
  const { total, notCounted, groups } = answer;
  if (total.decided === 0)
    return (
      <EmptyState
        title="Nothing was decided in these months"
        sentence="A specialty prescription counts once it is accepted or transferred, a prospective patient once they are said to have gone elsewhere."
      />
    );
  return (
    <>
      <p className={classes['sentence']}>
        <strong className={classes['rate']}>{total.percent} %</strong> kept:{' '}
        <Opens count={total.kept} part={{ outcome: 'kept', title: 'Kept here' }} onOpen={onOpen} /> of{' '}
        <Opens count={total.decided} part={{ outcome: null, title: 'Everything decided' }} onOpen={onOpen} /> decided.
      </p>
      <p className={classes['soft']}>
        Decided are the specialty prescriptions that came in these months and were accepted or transferred to another
        pharmacy, and the prospective patients who were said in these months to have gone elsewhere before an order
        came.{' '}
        {notCounted === 0
          ? 'Prescriptions refused or cancelled for another reason would not count; there are none.'
          : `${notCounted} refused or cancelled for another reason (a duplicate, expired, withdrawn) ${notCounted === 1 ? 'does' : 'do'} not count.`}{' '}
        {by === 'payer' && 'The payer is the one that pays first for the patient today. '}
        {by === 'reason' && 'Shares are of everything decided.'}
      </p>
      {groups.length === 0 ? (
        <EmptyState title="Nothing was lost in these months" />
      ) : (
        <CaptureTable groups={groups} by={by} onOpen={onOpen} />
      )}
    </>
  );
}

function CaptureTable(props: {
  readonly groups: readonly Group[];
  readonly by: CaptureDimension;
  readonly onOpen: (part: CapturePart) => void;
}): ReactNode {
  const { groups, by, onOpen } = props;
  const showsKept = by !== 'reason';
  const most = Math.max(1, ...groups.map(({ decided }) => decided));
  return (
    <table className={classes['table']}>
      <caption className="for-screen-readers">By {captureDimensions[by].toLowerCase()}, most lost first</caption>
      <thead>
        <tr>
          <th scope="col">{captureDimensions[by]}</th>
          <th scope="col" className={classes['chart']}>
            {showsKept && <LegendKey of="kept" />}
            <LegendKey of="lost" />
          </th>
          {showsKept && <th scope="col">Kept</th>}
          <th scope="col">Transferred</th>
          <th scope="col">Went elsewhere</th>
          {showsKept && <th scope="col">Decided</th>}
          <th scope="col">{showsKept ? 'Capture rate' : 'Of all decided'}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => {
          const opens = (outcome: CapturePart['outcome'], words: string): CapturePart => ({
            key: group.key,
            outcome,
            title: `${group.label}: ${words}`,
          });
          return (
            <tr key={group.key ?? ''}>
              <th scope="row">{group.label}</th>
              <td className={classes['chart']}>
                <Bar group={group} most={most} />
              </td>
              {showsKept && (
                <td>
                  <Opens count={group.kept} part={opens('kept', 'kept')} onOpen={onOpen} />
                </td>
              )}
              <td>
                <Opens count={group.transferred} part={opens('transferred', 'transferred')} onOpen={onOpen} />
              </td>
              <td>
                <Opens count={group.elsewhere} part={opens('elsewhere', 'went elsewhere')} onOpen={onOpen} />
              </td>
              {showsKept && (
                <td>
                  <Opens count={group.decided} part={opens(null, 'all decided')} onOpen={onOpen} />
                </td>
              )}
              <td className={classes['percent']}>{group.percent ?? ''} %</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function LegendKey(props: { readonly of: 'kept' | 'lost' }): ReactNode {
  return (
    <span className={classes['legend']}>
      <span className={classes['key']} data-of={props.of} /> {props.of}
    </span>
  );
}

/** A bar as long as what was decided, the part that was lost marked at its end; the numbers beside it say the same. */
function Bar({ group, most }: { readonly group: Group; readonly most: number }): ReactNode {
  const share = (count: number): string => `${(count / most) * 100}%`;
  return (
    <svg className={classes['bar']} aria-hidden="true" width="100%" height={10}>
      <rect className={classes['kept']} width={share(group.kept)} height={10} />
      <rect
        className={classes['lost']}
        x={share(group.kept)}
        width={share(group.transferred + group.elsewhere)}
        height={10}
      />
    </svg>
  );
}

/** A number that opens its rows; a zero has none. */
function Opens(props: {
  readonly count: number;
  readonly part: CapturePart;
  readonly onOpen: (part: CapturePart) => void;
}): ReactNode {
  const { count, part } = props;
  if (count === 0) return <span className={classes['soft']}>0</span>;
  return (
    <button
      type="button"
      className={classes['number']}
      aria-label={`${count}: ${part.title}`}
      onClick={() => props.onOpen(part)}
    >
      {count}
    </button>
  );
}

/** The months up to now, the present one first. */
function listMonths(now: string): readonly string[] {
  const [year = 0, month = 0] = now.slice(0, 7).split('-').map(Number);
  return Array.from({ length: monthsBack }, (_, back) => {
    const index = year * 12 + month - 1 - back;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
}

function nameMonth(month: string): string {
  const names = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  return `${names[Number(month.slice(5)) - 1] ?? ''} ${month.slice(0, 4)}`;
}
