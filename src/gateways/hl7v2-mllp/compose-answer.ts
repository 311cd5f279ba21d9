import type { RawMessageId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Problem } from '../../kernel/problem.ts';
import {
  type AcknowledgementCode,
  findAcknowledgementMode,
  formatHl7Instant,
  type Hl7Message,
  isAcknowledgementWanted,
  writeAcknowledgement,
} from '../../standards/hl7v2/hl7v2.ts';

/** What an answer is made of: the message as far as it was read, and how it fared. */
export interface AnswerDraft {
  readonly request: Hl7Message | null;
  readonly rawMessageId: RawMessageId;
  readonly verdict: 'accept' | 'error' | 'reject';
  readonly problems: readonly Problem[];
  readonly at: Instant;
}

const letters = { accept: 'A', error: 'E', reject: 'R' } as const;

/**
 * Composes the one answer to a message; null when its sender wants none. Both commits stand behind it, so in enhanced mode the
 * application acknowledgement is sent where it is wanted, and the commit acknowledgement in its place where only that is.
 */
export function composeAnswer(draft: AnswerDraft): Uint8Array | null {
  const kind = chooseKind(draft);
  if (kind === null) return null;
  const text = writeAcknowledgement({
    request: draft.request,
    code: `${kind}${letters[draft.verdict]}` as AcknowledgementCode,
    controlId: draft.rawMessageId.replaceAll('-', '').slice(-20),
    sentAt: formatHl7Instant(draft.at),
    problems: draft.problems,
  });
  return new TextEncoder().encode(text);
}

function chooseKind({ request, verdict }: AnswerDraft): 'A' | 'C' | null {
  if (request === null || findAcknowledgementMode(request) === 'original') return 'A';
  const outcome = verdict === 'accept' ? 'accepted' : 'failed';
  const [commit, application] = [request.header.text(15), request.header.text(16)];
  if (application !== '' && isAcknowledgementWanted(application, outcome)) return 'A';
  return commit !== '' && !isAcknowledgementWanted(commit, outcome) ? null : 'C';
}
