import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Kbd } from '../../../ui/kbd.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { matchWords, type ShownMatch } from './intake-words.ts';
import type { MatchChoice } from './match-choices.ts';
import classes from './prescription-page.module.css';

/** One match: what was said, what it is taken for and why, and what else it may be. */
export function MatchPanel(props: {
  readonly title: string;
  readonly match: ShownMatch;
  readonly stated: readonly string[];
  readonly choices: readonly MatchChoice[];
  readonly isRunning: boolean;
  /** Looks for somebody or something else; false for a prescription that is decided. */
  readonly search: ReactNode;
}): ReactNode {
  const { match, title } = props;
  const [isSearching, setSearching] = useState(false);
  const { label, tone } = matchWords[match.decision];
  const canSearch = props.search !== false && !isSearching;
  return (
    <Panel
      title={title}
      aside={
        <>
          {match.decision !== 'by-person' && match.score > 0 && `${match.score} of 100`}
          <StatusBadge tone={tone}>{label}</StatusBadge>
        </>
      }
    >
      <div className={classes['match']}>
        <dl className={classes['says']}>
          <dt>Said</dt>
          <dd>{join(props.stated) || 'Nothing'}</dd>
          {match.chosen !== null && (
            <>
              <dt>Is</dt>
              <dd>
                <strong>{match.chosen.label}</strong>
                <div className={classes['soft']}>{match.chosen.detail}</div>
              </dd>
            </>
          )}
          {match.reasons.length > 0 && (
            <>
              <dt>Because</dt>
              <dd className={classes['soft']}>{match.reasons.join(' ')}</dd>
            </>
          )}
        </dl>
        <Choices title={title} choices={props.choices} isRunning={props.isRunning} />
        {isSearching && props.search}
        {canSearch && (
          <div>
            <Button variant="default" size="compact-sm" onClick={() => setSearching(true)}>
              {match.chosen === null ? 'Search' : 'Choose another'}
              <span className="for-screen-readers"> {title.toLowerCase()}</span>
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}

function Choices(props: {
  readonly title: string;
  readonly choices: readonly MatchChoice[];
  readonly isRunning: boolean;
}): ReactNode {
  if (props.choices.length === 0) return null;
  return (
    <ul className={classes['list']} aria-label={`${props.title}: what it may be`}>
      {props.choices.map((choice) => (
        <li key={choice.keys} className={classes['candidate']}>
          <Button
            variant="default"
            size="compact-sm"
            disabled={props.isRunning}
            onClick={choice.run}
            rightSection={<Kbd keys={choice.keys} />}
          >
            {choice.label}
          </Button>
          <span className={classes['soft']}>{choice.detail}</span>
        </li>
      ))}
    </ul>
  );
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}
