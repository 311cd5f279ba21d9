import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { formatCents } from '../../../ui/format-money.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import type { Tone } from '../../../ui/tone.tsx';
import type * as api from '../api.ts';
import type { FindingState } from '../domain/finding-lifecycle.ts';

export type ShownClaim = ResponseOf<typeof api.getClaimMoney>;
export type ShownStep = ShownClaim['standing']['steps'][number];
export type ShownFinding = ResponseOf<typeof api.getRiskBoard>['rows'][number];

/** What the states of a finding are called, and how they look. */
export const findingStates: Readonly<Record<FindingState, { readonly label: string; readonly tone: Tone }>> = {
  open: { label: 'Open', tone: 'due' },
  assigned: { label: 'Taken', tone: 'current' },
  snoozed: { label: 'Snoozed', tone: 'neutral' },
  resolved: { label: 'Settled', tone: 'done' },
  'false-positive': { label: 'Not a problem', tone: 'neutral' },
  gone: { label: 'Gone', tone: 'done' },
};

/** Says in one line on which numbers a finding fired. */
export function explainFinding({ detector, facts, atRiskCents }: ShownFinding): string {
  const amount = (name: string): string => formatCents(Number(facts[name] ?? 0));
  if (detector === 'RV01')
    return `Loses ${formatCents(-Number(facts['netMarginCents'] ?? 0))} a fill, ${facts['fills']} a year`;
  const day = (name: string): string => formatCalendarDay(String(facts[name] ?? '') as CalendarDay);
  if (detector === 'RV05') return `Authorized to ${day('authorizedTo')}; next needed by ${day('needBy')}`;
  if (detector === 'RV07') return `Coverage inactive at the newest check; next needed by ${day('needBy')}`;
  if (detector === 'RV28') return `The card paid ${amount('paidCents')} behind a government program`;
  if (detector === 'RV13') return `${amount('expectedCents')} expected of the manufacturer, nothing came`;
  if (detector === 'RV14')
    return facts['benefit'] === '340b'
      ? `340B was chosen, and ${amount('receivedCents')} came as MFP refund`
      : `${amount('expectedCents')} expected of the manufacturer, ${amount('receivedCents')} came`;
  if (detector === 'RV02') return `${amount('paidCents')} paid, ${formatCents(atRiskCents)} below NADAC`;
  if (detector === 'RV03')
    return `Leaves ${amount('marginCents')}, below the floor of ${formatShare(Number(facts['floorTenThousandths'] ?? 0))}`;
  if (detector === 'RV04') return `Appeal by ${facts['dueOn']}, ${facts['daysLeft']} days left`;
  if (detector === 'RV22')
    return `${facts['kind']} heads for ${amount('projectedCents')}, ${amount('reserveCents')} reserved`;
  if (detector === 'RV23')
    return `${amount('expectedCents')} by contract ${facts['contract']}, ${amount('agreedCents')} agreed`;
  if (detector === 'RV15') return `${amount('agreedCents')} agreed, ${amount('remittedCents')} remitted`;
  if (detector === 'RV16') return `${amount('agreedCents')} agreed, no remittance line`;
  if (detector === 'RV17')
    return facts['reasonCode'] === undefined
      ? `${formatCents(atRiskCents)} taken back from the claim`
      : `Provider adjustment ${facts['reasonCode']}`;
  if (detector === 'RV18') return `Paid and not out; back to stock by ${facts['dueOn']}`;
  return `Product of ${amount('productCostCents')} is out, the claim is not paid`;
}

/** Writes ten-thousandths as percent. */
export function formatShare(tenThousandths: number): string {
  return `${(tenThousandths / 100).toFixed(2)} %`;
}
