import { elsewhereReasons, notCandidateReasons } from '../domain/prospect.ts';

const reasons: Readonly<Record<string, string>> = { ...notCandidateReasons, ...elsewhereReasons };

/** Names the reason for which a prospect is over. */
export function nameReason(code: string): string {
  return reasons[code] ?? code;
}
