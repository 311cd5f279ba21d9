import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { Moment } from '../../../ui/moment.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import classes from './pathway-page.module.css';
import type { ShownPathway } from './shown-pathway.ts';

type Version = ShownPathway['versions'][number];

const states = {
  coming: { tone: 'waiting', label: 'Coming' },
  'in-force': { tone: 'done', label: 'In force' },
  past: { tone: 'neutral', label: 'Before' },
} as const;

/** Every version, the newest first: since when, by whom, why, and what it changed. */
export function VersionsList({ pathway }: { readonly pathway: ShownPathway }): ReactNode {
  return (
    <ul className={classes['versions']}>
      {pathway.versions.map((version) => (
        <li key={version.version} className={classes['version']}>
          <VersionView version={version} />
        </li>
      ))}
    </ul>
  );
}

function VersionView({ version }: { readonly version: Version }): ReactNode {
  const { state, effectiveFrom, proposedBy, activatedBy, activatedAt, reason, changes } = version;
  return (
    <>
      <p className={classes['heading']}>
        <strong>Version {version.version}</strong>
        <StatusBadge tone={states[state].tone}>{states[state].label}</StatusBadge>
        <span>from {formatCalendarDay(effectiveFrom as CalendarDay)}</span>
        {activatedAt === null ? (
          <span className={classes['soft']}>Standard of the program</span>
        ) : (
          <span className={classes['soft']}>
            proposed by {proposedBy}, approved by {activatedBy}, <Moment at={activatedAt as Instant} />
          </span>
        )}
        {reason !== null && <span>{reason}</span>}
      </p>
      {changes.length > 0 && (
        <table className={classes['lines']}>
          <caption className="for-screen-readers">What version {version.version} changed</caption>
          <thead>
            <tr>
              <th scope="col">Where</th>
              <th scope="col">What</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ where, what, before, after }) => (
              <tr key={`${where}/${what}`}>
                <td>{where}</td>
                <td>{what}</td>
                <td className={classes['soft']}>{before ?? 'Nothing'}</td>
                <td>{after ?? 'Nothing'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
