import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { useNow } from '../../../ui/now.ts';
import { useSession, useSiteTimeZone } from '../../../ui/session.ts';
import { ToneIcon } from '../../../ui/tone.tsx';
import * as api from '../api.ts';
import classes from './access-banner.module.css';

/** Says on every page that the records of all sites stand open, for how long still, and lets the person end it. */
export function AccessBanner(): ReactNode {
  const { emergencyAccessUntil } = useSession();
  return emergencyAccessUntil === null ? null : <OpenBanner until={emergencyAccessUntil} />;
}

function OpenBanner(props: { readonly until: Instant }): ReactNode {
  const { until } = props;
  const now = useNow();
  const timeZone = useSiteTimeZone();
  const client = useQueryClient();
  const close = useEndpointCommand(api.closeAccess, { onDone: () => void client.resetQueries() });
  const isOver = until <= now;
  // What was read under the access is read again once it is over, so that nothing of it stays in sight.
  useEffect(() => {
    if (isOver) void client.resetQueries();
  }, [isOver, client]);
  const minutes = Math.max(0, Math.ceil((Date.parse(until) - Date.parse(now)) / 60_000));
  return (
    <aside className={classes['banner']} aria-label="Emergency access">
      <ToneIcon tone="blocked" size={14} />
      <strong>Emergency access: you see the records of all sites</strong>
      <span>
        {minutes} min left, until {formatTime(until, timeZone)}
      </span>
      {close.failure !== null && <span role="alert">{close.failure.sentence}</span>}
      <Button size="compact-xs" variant="default" loading={close.isRunning} onClick={() => close.run({})}>
        End it now
      </Button>
    </aside>
  );
}
