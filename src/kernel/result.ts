import type { Refusal, RefusalFacts, RefusalKind } from './refusal.ts';

/** The outcome of a decision: the value, or the refusal that says why the rules say no. */
export type Result<Value, Failure = Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Failure };

/** Wraps a value as a successful outcome. */
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** Refuses with a declared kind and the facts that explain it. Facts hold codes and numbers, never patient data. */
export function refuse(kind: RefusalKind, facts: RefusalFacts = {}): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code: kind.code, status: kind.status, sentence: kind.sentence, facts } };
}
