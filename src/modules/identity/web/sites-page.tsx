import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import * as api from '../api.ts';
import { weekdayNames } from '../domain/site-opening.ts';
import { identityPermissions } from '../permissions.ts';
import classes from './administration.module.css';
import { OpeningDialog, type ShownSite } from './opening-dialog.tsx';

type Opening = ShownSite['openings'][number];

/** The pharmacies of the health system: their numbers, licences, opening hours and holidays, now and from later days on. */
export function SitesPage(): ReactNode {
  const query = useEndpointQuery(api.listSites, {});
  return (
    <PageFrame title="Sites">
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={10} />}
      {query.data?.sites.length === 0 && (
        <EmptyState title="No sites" sentence="The health system has no pharmacy yet." />
      )}
      <div className={classes['panels']}>
        {query.data?.sites.map((site) => (
          <SitePanel key={site.siteId} site={site} />
        ))}
      </div>
    </PageFrame>
  );
}

function SitePanel(props: { readonly site: ShownSite }): ReactNode {
  const { site } = props;
  const [changes, setChanges] = useState(false);
  const mayChange = useHasPermission(identityPermissions.changeSites.code);
  return (
    <Panel title={site.name} aside={site.timeZone}>
      <div className={classes['stack']}>
        <KeyValueList
          columns={3}
          items={[
            { label: 'NPI', value: <span className={classes['code']}>{site.npi}</span> },
            { label: 'NCPDP', value: <span className={classes['code']}>{site.ncpdpId}</span> },
            { label: 'DEA', value: site.deaNumber && <span className={classes['code']}>{site.deaNumber}</span> },
            { label: 'Address', value: site.address },
            { label: 'Telephone', value: site.phone },
            { label: 'Licensed in', value: site.licences.map(describeLicence).join(', ') || null },
          ]}
        />
        <Openings openings={site.openings} today={site.today} />
        {site.openProposalId !== null && (
          <p>
            Other hours are proposed and <PageLink to="/proposals">wait for a second person</PageLink>.
          </p>
        )}
        {mayChange && (
          <div className={classes['buttons']}>
            <ReasonedButton
              label={`Propose other hours for ${site.name}`}
              kind="secondary"
              refusal={
                site.openProposalId === null ? null : { sentence: 'The earlier proposal has to be decided first.' }
              }
              onPress={() => setChanges(true)}
            />
          </div>
        )}
      </div>
      {changes && <OpeningDialog site={site} onClose={() => setChanges(false)} />}
    </Panel>
  );
}

function Openings(props: { readonly openings: readonly Opening[]; readonly today: string }): ReactNode {
  return (
    <table className={classes['lines']}>
      <caption className="for-screen-readers">Opening hours and holidays</caption>
      <thead>
        <tr>
          <th scope="col">Counts</th>
          <th scope="col">Opening hours</th>
          <th scope="col">Holidays to come</th>
        </tr>
      </thead>
      <tbody>
        {props.openings.map((opening, index) => (
          <tr key={opening.validFrom ?? 'first'}>
            <td>{index === 0 ? 'Now' : `From ${formatCalendarDay(opening.validFrom as CalendarDay)}`}</td>
            <td>
              {describeHours(opening).map((line) => (
                <div key={line}>{line}</div>
              ))}
            </td>
            <td>
              <Holidays opening={opening} today={props.today} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Holidays(props: { readonly opening: Opening; readonly today: string }): ReactNode {
  const days = props.opening.holidays.filter((day) => day >= (props.opening.validFrom ?? '') && day >= props.today);
  if (days.length === 0) return <span className={classes['soft']}>None</span>;
  return (
    <span className={classes['days']}>
      {days.map((day) => (
        <span key={day}>{formatCalendarDay(day as CalendarDay)}</span>
      ))}
    </span>
  );
}

/** Writes opening hours as lines, weekdays in a row with the same hours together: `Monday to Friday, 09:00 to 17:30`. */
function describeHours(opening: Opening): readonly string[] {
  if (opening.isAlwaysOpen) return ['Always open'];
  const lines: { first: number; last: number; hours: string }[] = [];
  for (const { weekday, opens, closes } of opening.hours) {
    const hours = `${opens} to ${closes}`;
    const before = lines.at(-1);
    if (before?.hours === hours && before.last === weekday - 1) before.last = weekday;
    else lines.push({ first: weekday, last: weekday, hours });
  }
  return lines.map(({ first, last, hours }) => {
    const [from, to] = [weekdayNames[first - 1], weekdayNames[last - 1]];
    return `${first === last ? from : `${from} to ${to}`}, ${hours}`;
  });
}

function describeLicence({ state, validTo }: ShownSite['licences'][number]): string {
  return validTo === null ? state : `${state} until ${formatCalendarDay(validTo as CalendarDay)}`;
}
