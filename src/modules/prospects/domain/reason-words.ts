import { elsewhereReasons, notCandidateReasons } from './prospect.ts';

// Transfers have reasons of their own, which are among those of whoever went elsewhere.
const reasons: Readonly<Record<string, string>> = { ...notCandidateReasons, ...elsewhereReasons };

/** Names the reason for which a prospect is over, or a prescription went to another pharmacy. */
export function nameReason(code: string): string {
  return reasons[code] ?? code;
}
