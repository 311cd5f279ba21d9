import { IconAlertTriangleFilled, IconExclamationCircle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Problem, ProblemSeverity } from '../kernel/problem.ts';
import classes from './problem-list.module.css';

const looks = {
  error: { tone: 'blocked', word: 'Error', icon: IconAlertTriangleFilled },
  warning: { tone: 'due', word: 'Warning', icon: IconExclamationCircle },
  note: { tone: 'neutral', word: 'Note', icon: IconInfoCircle },
} as const satisfies Readonly<Record<ProblemSeverity, unknown>>;

/** Lists what is wrong with outside input and where; picking one shows its place in the document beside it. */
export function ProblemList(props: {
  readonly problems: readonly Problem[];
  readonly pickedWhere?: string | null;
  readonly onPick?: (problem: Problem) => void;
}): ReactNode {
  const { onPick } = props;
  return (
    <ul className={classes['list']}>
      {props.problems.map((problem) => (
        <ProblemLine
          key={`${problem.code} ${problem.where}`}
          problem={problem}
          isPicked={props.pickedWhere === problem.where}
          onPick={onPick === undefined ? null : () => onPick(problem)}
        />
      ))}
    </ul>
  );
}

function ProblemLine(props: {
  readonly problem: Problem;
  readonly isPicked: boolean;
  readonly onPick: (() => void) | null;
}): ReactNode {
  const { problem } = props;
  const look = looks[problem.severity];
  return (
    <li data-tone={look.tone} className={classes['problem']}>
      <span className={classes['icon']}>
        <look.icon size={15} stroke={2} aria-hidden="true" />
        <span className="for-screen-readers">{look.word}</span>
      </span>
      <span className={classes['text']}>{problem.text}</span>
      {props.onPick === null ? (
        <code className={classes['where']}>{problem.where}</code>
      ) : (
        <button type="button" className={classes['where']} aria-pressed={props.isPicked} onClick={props.onPick}>
          {problem.where}
        </button>
      )}
    </li>
  );
}
