import type { Problem } from '../../kernel/problem.ts';
import { scriptProblems } from './problems.ts';
import type { ScriptAcknowledgement } from './script-message.ts';

/** What an Error says about who failed. [K: the code list is NCPDP's; the meanings here are our words, unverified.] */
export const errorCodes = {
  /** The way to the receiver is disturbed: the sender tries again. */
  communicationProblem: '600',
  /** The receiver cannot process now: the sender tries again. */
  receiverUnable: '601',
  /** The receiver's own system failed. */
  receiverSystemError: '602',
  /** The message itself is refused: sending it again unchanged is useless. */
  transactionRejected: '900',
} as const;

/** Why a message is refused, as the description code of an Error. [K, unverified] */
const descriptionCodes = { xmlSyntax: '500', unidentifiable: '1000', invalidContent: '2000' } as const;

const syntaxProblems: ReadonlySet<string> = new Set(
  [
    scriptProblems.inputEmpty,
    scriptProblems.inputTooLarge,
    scriptProblems.encodingInvalid,
    scriptProblems.xmlIllFormed,
    scriptProblems.doctypeForbidden,
    scriptProblems.limitExceeded,
    scriptProblems.rootUnexpected,
  ].map(({ code }) => code),
);

const identityProblems: ReadonlySet<string> = new Set(
  [
    scriptProblems.versionUnsupported,
    scriptProblems.domainUnsupported,
    scriptProblems.transactionMissing,
    scriptProblems.transactionAmbiguous,
    scriptProblems.transactionUnsupported,
  ].map(({ code }) => code),
);

/** The longest description that the standard carries. */
const longestDescription = 70;

/** Composes the Error that refuses a message for the first error among its problems, naming the place first. */
export function composeRejection(problems: readonly Problem[]): ScriptAcknowledgement {
  const error = problems.find(({ severity }) => severity === 'error');
  const place = (error?.where ?? '').replace(/^Message\/(Body\/)?/, '');
  const sentence = error?.text ?? 'The message was refused.';
  const descriptionCode = syntaxProblems.has(error?.code ?? '')
    ? descriptionCodes.xmlSyntax
    : identityProblems.has(error?.code ?? '')
      ? descriptionCodes.unidentifiable
      : descriptionCodes.invalidContent;
  return composeError({
    code: errorCodes.transactionRejected,
    descriptionCode,
    description: place === '' ? sentence : `${place}: ${sentence}`,
  });
}

/** Composes an Error; a description that is too long for the standard is cut. */
export function composeError(error: {
  readonly code: (typeof errorCodes)[keyof typeof errorCodes];
  readonly descriptionCode: string | null;
  readonly description: string;
}): ScriptAcknowledgement {
  return { kind: 'Error', ...error, description: error.description.slice(0, longestDescription) };
}

/** Composes the Status that accepts a message: `010` because this program is its last receiver. */
export function composeAcceptance(): ScriptAcknowledgement {
  return { kind: 'Status', code: '010', descriptionCode: null, description: null };
}

/** Composes the Verify that a person or system at the last receiver has taken the message up. */
export function composeVerification(description: string): ScriptAcknowledgement {
  return { kind: 'Verify', code: '010', descriptionCode: null, description: description.slice(0, longestDescription) };
}
