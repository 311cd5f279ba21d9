import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';

/** By what a patient is reached. */
export const contactChannels = {
  phone: 'Phone',
  'text-message': 'Text message',
  email: 'Email',
  mail: 'Mail',
} as const;

export type ContactChannel = keyof typeof contactChannels;

/** How often and how a patient is asked about a refill before the prescriber is told. */
interface ContactCadence {
  readonly effectiveFrom: CalendarDay;
  readonly source: string;
  readonly attempts: number;
  readonly leastChannels: number;
  readonly daysBetween: number;
}

/** An attempt to reach a patient in the present cycle. */
export interface CallAttempt {
  readonly channel: ContactChannel;
  readonly on: CalendarDay;
}

/** What is to be done next to reach a patient. */
export interface NextAttempt {
  readonly number: number;
  /** The channel to try; null when the patient allows none. */
  readonly channel: ContactChannel | null;
  readonly notBefore: CalendarDay | null;
  readonly isExhausted: boolean;
}

const cadences: readonly ContactCadence[] = [
  {
    effectiveFrom: '2026-01-01' as CalendarDay,
    source: 'Customary in specialty pharmacies: three attempts on two channels [unverified]',
    attempts: 3,
    leastChannels: 2,
    daysBetween: 1,
  },
];

const channelOrder = ['phone', 'text-message', 'email', 'mail'] as const satisfies readonly ContactChannel[];

/** Finds the cadence in force on a day; before the first, the first. */
export function findCadence(on: CalendarDay): ContactCadence {
  const [first] = cadences;
  const found = cadences.findLast(({ effectiveFrom }) => effectiveFrom <= on) ?? first;
  if (found === undefined) throw new Error('there is no cadence of refill calls');
  return found;
}

/**
 * Plans the next attempt: by the channel that the patient prefers, then by another one that the patient allows and that was
 * not tried. Attempts are exhausted when there were enough, on enough channels or on all that are allowed.
 */
export function planNextAttempt(
  contact: {
    readonly attempts: readonly CallAttempt[];
    readonly preferred: ContactChannel | null;
    /** Channels that the patient refused, or for which consent is needed and missing. */
    readonly barred: readonly ContactChannel[];
  },
  cadence: ContactCadence,
): NextAttempt {
  const { attempts, preferred, barred } = contact;
  const ordered = [...(preferred === null ? [] : [preferred]), ...channelOrder.filter((each) => each !== preferred)];
  const allowed = ordered.filter((channel) => !barred.includes(channel));
  const tried = new Set(attempts.map(({ channel }) => channel));
  const missingChannels = Math.min(cadence.leastChannels, allowed.length) - tried.size;
  const attemptsLeft = Math.max(cadence.attempts - attempts.length, missingChannels);
  const fresh = allowed.find((channel) => !tried.has(channel));
  const last = attempts.at(-1);
  return {
    number: attempts.length + 1,
    channel: (missingChannels >= attemptsLeft || attempts.length === 0 ? fresh : undefined) ?? allowed[0] ?? null,
    notBefore: last === undefined ? null : addDays(last.on, cadence.daysBetween),
    isExhausted: allowed.length === 0 || attemptsLeft <= 0,
  };
}
