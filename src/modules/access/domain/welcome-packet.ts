import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { accessRefusals } from '../refusals.ts';

/** What may become of a packet, and what each is called on screen. */
export const packetSteps = {
  sent: 'Sent',
  'handed-over': 'Handed over',
  returned: 'Returned',
  acknowledged: 'Acknowledged',
} as const;

export type PacketStep = keyof typeof packetSteps;

/** How a packet reaches a patient. */
export const packetChannels = {
  mail: 'Mail',
  email: 'Email',
  'with-delivery': 'With the delivery',
  'in-person': 'In person',
} as const;

export type PacketChannel = keyof typeof packetChannels;

/** Contents of a packet for a programme in a language, from a day on. */
export interface PacketVersion {
  /** A programme of drugs; a star stands for every one. */
  readonly programme: string;
  readonly language: string;
  readonly version: number;
  readonly validFrom: CalendarDay;
  readonly parts: readonly { readonly title: string; readonly text: string }[];
  readonly source: string;
  readonly isVerified: boolean;
}

const usualLanguage = 'en';

/**
 * Chooses the packet that counts for a therapy today: of its programme before that of every one, in the language of the patient before
 * English. Null where none is on record.
 */
export function choosePacket(
  versions: readonly PacketVersion[],
  wanted: { readonly programme: string; readonly language: string | null; readonly today: CalendarDay },
): PacketVersion | null {
  const inForce = versions.filter(({ validFrom }) => validFrom <= wanted.today);
  for (const language of new Set([wanted.language ?? usualLanguage, usualLanguage])) {
    for (const programme of [wanted.programme, '*']) {
      const fitting = inForce.filter((each) => each.language === language && each.programme === programme);
      const [newest] = fitting.toSorted((left, right) => right.version - left.version);
      if (newest !== undefined) return newest;
    }
  }
  return null;
}

/** What follows upon each step; null stands for a packet that was only composed. */
const following: Readonly<Record<PacketStep | 'composed', readonly PacketStep[]>> = {
  composed: ['sent', 'handed-over'],
  sent: ['handed-over', 'returned', 'acknowledged'],
  'handed-over': ['acknowledged'],
  returned: ['sent', 'handed-over'],
  acknowledged: [],
};

/** Lists what may become of a packet after its last step. */
export function listNextSteps(last: PacketStep | null): readonly PacketStep[] {
  return following[last ?? 'composed'];
}

/** Tells whether a patient has a packet, by what was recorded. */
export function isPacketGiven(last: PacketStep | null): boolean {
  return last !== null && last !== 'returned';
}

/** Decides whether a step may be recorded: email only to who has agreed to it, and a channel where something goes out. */
export function decidePacketStep(
  asked: { readonly step: PacketStep; readonly channel: PacketChannel | null },
  facts: { readonly last: PacketStep | null; readonly agreesToEmail: boolean },
): Result<null> {
  if (!listNextSteps(facts.last).includes(asked.step)) return refuse(accessRefusals.packetStepNotAllowed);
  if ((asked.step === 'sent') !== (asked.channel !== null)) return refuse(accessRefusals.packetChannelNeeded);
  if (asked.channel === 'email' && !facts.agreesToEmail) return refuse(accessRefusals.emailNotAgreed);
  return ok(null);
}

/** What stands for itself in a text of a packet. */
export interface PacketPlaces {
  readonly pharmacy: string;
  readonly phone: string;
  readonly address: string;
  readonly hours: string;
  readonly drug: string;
}

/** Fills the places of a text: `{pharmacy}`, `{phone}`, `{address}`, `{hours}`, `{drug}`. An unknown place stays as it is written. */
export function fillPlaces(text: string, places: PacketPlaces): string {
  return text.replace(/\{(\w+)\}/g, (written, name: string) =>
    Object.hasOwn(places, name) ? places[name as keyof PacketPlaces] : written,
  );
}
