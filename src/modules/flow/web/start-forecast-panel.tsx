import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import type { PanelProps } from '../../../ui/module-web.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import * as api from '../forecast-api.ts';
import classes from './start-forecast-panel.module.css';

type Forecast = NonNullable<ResponseOf<typeof api.getStartForecast>['forecast']>;

/** When a therapy in its start cycle is likely to start, and why; absent once it has started. */
export function StartForecastPanel({ therapyId }: PanelProps['therapy-outlook']): ReactNode {
  const query = useEndpointQuery(api.getStartForecast, { therapyId }, { topics: [`therapy:${therapyId}`] });
  const known = query.data;
  if (known?.standing === 'not-starting') return null;
  return (
    <Panel title="Likely start" aside={<PageLink to="/time-to-therapy">How good is this?</PageLink>}>
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={2} />}
      {known?.standing === 'thin' && (
        <p>
          {known.learnedAt === null
            ? 'The history of this pharmacy is being read. Look again in a minute.'
            : `History is too thin to say: fewer than ${known.fewestStarts} starts of this pharmacy tell about where this one stands.`}
        </p>
      )}
      {known?.forecast != null && <ForecastWords forecast={known.forecast} />}
    </Panel>
  );
}

function ForecastWords({ forecast }: { readonly forecast: Forecast }): ReactNode {
  const day = (text: string): string => formatCalendarDay(text as CalendarDay);
  const { lowOn, middleOn, highOn, reasons } = forecast;
  return (
    <>
      <p>
        <strong>{day(middleOn)}</strong>, in 8 of 10 cases from {day(lowOn)}{' '}
        {highOn === null ? 'on' : `to ${day(highOn)}`}
      </p>
      <ul className={classes['reasons']}>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </>
  );
}
