import {
  IconAlertTriangleFilled,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleDotFilled,
  IconClockHour4,
  IconHourglassHigh,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';

/**
 * What a color means: `blocked` nothing moves until somebody acts, `due` time is short, `waiting` it is someone else's
 * move, `current` here and now, `done` finished, `neutral` no judgement. A tone never stands alone: a shape and words go with it.
 */
export type Tone = 'neutral' | 'current' | 'blocked' | 'waiting' | 'due' | 'done';

const icons = {
  neutral: IconCircle,
  current: IconCircleDotFilled,
  blocked: IconAlertTriangleFilled,
  waiting: IconHourglassHigh,
  due: IconClockHour4,
  done: IconCircleCheckFilled,
} as const;

/** The shape that goes with a tone, so that meaning never rests on color alone. */
export function ToneIcon(props: { readonly tone: Tone; readonly size?: number }): ReactNode {
  const Icon = icons[props.tone];
  return <Icon size={props.size ?? 14} stroke={2} aria-hidden="true" className="tone-icon" />;
}
