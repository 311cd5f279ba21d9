import type { Instant } from '../../../kernel/instant.ts';
import type { Contradiction } from './contradiction.ts';
import type { InformationRequest } from './information-request.ts';
import type { Letter, LetterKind } from './letter.ts';
import type { TransferOut } from './transfer-out.ts';

/** What a person has to do next about a referral, since when. */
export interface ReferralTask {
  readonly reasonCode:
    | 'transfer-not-acknowledged'
    | 'answer-contradicts'
    | 'transfer-to-send'
    | 'no-answer'
    | 'letter-to-send'
    | 'notice-to-send';
  readonly since: Instant;
}

const sendingTasks: Readonly<Record<LetterKind, ReferralTask['reasonCode']>> = {
  'missing-information': 'letter-to-send',
  'duplicate-notice': 'notice-to-send',
  'transfer-packet': 'transfer-to-send',
};

const order: readonly ReferralTask['reasonCode'][] = [
  'transfer-not-acknowledged',
  'transfer-to-send',
  'answer-contradicts',
  'no-answer',
  'letter-to-send',
  'notice-to-send',
];

/** Finds the one thing that a person has to do next about a referral; null when nothing waits for a person. */
export function findReferralTask(standing: {
  readonly requests: readonly InformationRequest[];
  readonly letters: readonly Letter[];
  readonly transfers: readonly TransferOut[];
  readonly contradictions: readonly Pick<Contradiction, 'foundAt' | 'settledAt'>[];
}): ReferralTask | null {
  const tasks: readonly ReferralTask[] = [
    ...standing.transfers
      .filter(({ state, isLate }) => state === 'sent' && isLate)
      .map(
        ({ dueAt, composedAt }) => ({ reasonCode: 'transfer-not-acknowledged', since: dueAt ?? composedAt }) as const,
      ),
    ...standing.contradictions
      .filter(({ settledAt }) => settledAt === null)
      .map(({ foundAt }) => ({ reasonCode: 'answer-contradicts', since: foundAt }) as const),
    ...standing.requests
      .filter(({ state, isLate }) => state === 'asked' && isLate)
      .map(({ dueAt, askedAt }) => ({ reasonCode: 'no-answer', since: dueAt ?? askedAt }) as const),
    ...standing.letters
      .filter(({ sentAt }) => sentAt === null)
      .map(({ kind, composedAt }) => ({ reasonCode: sendingTasks[kind], since: composedAt })),
  ];
  const rank = ({ reasonCode }: ReferralTask): number => order.indexOf(reasonCode);
  return tasks.toSorted((left, right) => rank(left) - rank(right) || left.since.localeCompare(right.since))[0] ?? null;
}
