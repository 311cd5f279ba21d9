import type { ReactNode } from 'react';
import { formatDuration, formatDurationInWords } from './format-duration.ts';
import classes from './stage-rail.module.css';
import { type Tone, ToneIcon } from './tone.tsx';

/** Where a stage stands: `waiting` is open and someone else's move, `blocked` is open and held. */
type StageState = 'done' | 'current' | 'waiting' | 'blocked' | 'not-yet' | 'not-needed';

/** One stage of a pathway. `milliseconds` is the time spent in it so far, null when it was never entered. */
export interface RailStage {
  readonly id: string;
  readonly label: string;
  readonly state: StageState;
  readonly milliseconds: number | null;
  /** How long it usually takes, and on how many cycles that rests; no time while they are too few to say. */
  readonly usual?: { readonly milliseconds: number | null; readonly cycles: number } | null;
  /** What goes on inside it, such as `Submitted to payer`. */
  readonly detail?: string;
}

const tones: Readonly<Record<StageState, Tone>> = {
  done: 'done',
  current: 'current',
  waiting: 'waiting',
  blocked: 'blocked',
  'not-yet': 'neutral',
  'not-needed': 'neutral',
};

const words: Readonly<Record<StageState, string>> = {
  done: 'done',
  current: 'current stage',
  waiting: 'waiting',
  blocked: 'blocked',
  'not-yet': 'not yet',
  'not-needed': 'not needed',
};

/** Shows the stages of a pathway in one line, the one that counts now, and the time spent in each. */
export function StageRail(props: {
  readonly label: string;
  readonly stages: readonly RailStage[];
  /** The stage that the journey shows; parallel work may be open beside it. */
  readonly currentId: string | null;
  readonly onPick?: (stage: RailStage) => void;
  /** Keeps room for the usual times while they are read, so that nothing below moves when they come. */
  readonly awaitsUsual?: boolean;
}): ReactNode {
  return (
    <div className={classes['frame']}>
      <ol className={classes['rail']} aria-label={props.label}>
        {props.stages.map((stage) => (
          <StageStep
            key={stage.id}
            stage={stage}
            isCurrent={stage.id === props.currentId}
            onPick={props.onPick}
            awaitsUsual={props.awaitsUsual === true}
          />
        ))}
      </ol>
    </div>
  );
}

function StageStep(props: {
  readonly stage: RailStage;
  readonly isCurrent: boolean;
  readonly onPick: ((stage: RailStage) => void) | undefined;
  readonly awaitsUsual: boolean;
}): ReactNode {
  const { stage, isCurrent, onPick } = props;
  const content = (
    <>
      <span className={classes['track']}>
        <ToneIcon tone={tones[stage.state]} size={14} />
      </span>
      <span className={classes['label']}>{stage.label}</span>
      <span className={classes['time']} aria-hidden="true">
        {stage.milliseconds === null ? '' : formatDuration(stage.milliseconds)}
      </span>
      {props.awaitsUsual ? <span className={classes['room']} /> : <UsualMark stage={stage} />}
      <span className="for-screen-readers">{describe(stage)}</span>
    </>
  );
  return (
    <li
      className={classes['step']}
      data-tone={tones[stage.state]}
      data-state={stage.state}
      aria-current={isCurrent ? 'step' : undefined}
      title={[stage.label, stage.detail, nameUsual(stage)].filter(Boolean).join('. ')}
    >
      {onPick === undefined ? (
        <div className={classes['content']}>{content}</div>
      ) : (
        <button type="button" className={classes['content']} onClick={() => onPick(stage)}>
          {content}
        </button>
      )}
    </li>
  );
}

/** A thin line as long as the time in the stage, against the usual: longer than usual, it is of another tone. */
function UsualMark(props: { readonly stage: RailStage }): ReactNode {
  const { milliseconds, usual } = props.stage;
  if (usual == null) return null;
  if (usual.milliseconds === null) {
    return (
      <span className={classes['usual']} aria-hidden="true">
        too few to say
      </span>
    );
  }
  const share = Math.min(1, (milliseconds ?? 0) / Math.max(1, 2 * usual.milliseconds));
  const isLonger = milliseconds !== null && milliseconds > usual.milliseconds;
  return (
    <>
      <span className={classes['usual']} aria-hidden="true">
        usual {formatRough(usual.milliseconds)}
      </span>
      <span className={classes['mark']} aria-hidden="true">
        <span
          className={classes['spent']}
          data-longer={isLonger || undefined}
          style={{ width: `${Math.round(share * 100)}%` }}
        />
      </span>
    </>
  );
}

/** A time in its largest unit: a rail has no room for more. */
function formatRough(milliseconds: number): string {
  const hours = milliseconds / 3_600_000;
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  return hours < 36 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} d`;
}

function nameUsual({ usual }: RailStage): string {
  if (usual == null) return '';
  const rests = `${usual.cycles} finished ${usual.cycles === 1 ? 'cycle' : 'cycles'}`;
  return usual.milliseconds === null
    ? `What is usual cannot be said of ${rests}`
    : `Usually ${formatDurationInWords(usual.milliseconds)}, the median of ${rests}`;
}

function describe(stage: RailStage): string {
  const time = stage.milliseconds === null ? '' : `, ${formatDurationInWords(stage.milliseconds)}`;
  const usual = nameUsual(stage);
  const detail = stage.detail === undefined ? '' : `, ${stage.detail}`;
  return `: ${words[stage.state]}${time}${detail}${usual === '' ? '' : `. ${usual}`}`;
}
