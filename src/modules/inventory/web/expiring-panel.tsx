import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { LineList } from '../../../ui/line-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { useSession } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import { standingLots, standingWords, writeAmount } from './stock-words.ts';

const mostShown = 6;
const shortDays = 90;

/** The lots of the site that expired or soon will, the earliest first, while something of them is on hand. */
export function ExpiringPanel(): ReactNode {
  const { currentSite } = useSession();
  const query = useEndpointQuery(api.listStock, { siteId: currentSite.siteId });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={3} />;
  const pressing = standingLots(query.data, shortDays)
    .filter(({ standing, onHandThousandths }) => standing !== 'good' && onHandThousandths > 0)
    .toSorted((left, right) => left.expiresOn.localeCompare(right.expiresOn));
  if (pressing.length === 0)
    return (
      <EmptyState title="Nothing expires soon" sentence={`No lot of this site expires within ${shortDays} days.`} />
    );
  return (
    <LineList
      label="Stock that expires"
      lines={pressing.slice(0, mostShown).map((lot) => {
        const words = standingWords[lot.standing];
        return {
          id: lot.lotId,
          to: `/stock/${lot.lotId}`,
          title: `${lot.productName} ${lot.strengthText}`,
          detail: `Lot ${lot.lotNumber}, ${writeAmount(lot.onHandThousandths, lot)}, expires ${formatCalendarDay(lot.expiresOn as CalendarDay)}`,
          mark: words !== null && <StatusBadge tone={words.tone}>{words.label}</StatusBadge>,
        };
      })}
      all={{ to: '/stock', label: 'All stock' }}
    />
  );
}
