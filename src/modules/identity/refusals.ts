import { declareRefusals } from '../../kernel/refusal.ts';

/** What identity refuses. The sentences of sign-in never tell which part was wrong. */
export const identityRefusals = declareRefusals('identity', {
  sessionNeeded: { status: 401, sentence: 'Sign in to go on.' },
  sessionLocked: { status: 401, sentence: 'This session is locked. Prove that it is you to go on.' },
  signInFailed: { status: 401, sentence: 'The user name, password or code is not right.' },
  signInPaused: {
    status: 429,
    sentence: 'Too many failed attempts came from here. Wait ten minutes, or sign in with your passkey.',
  },
  freshProofNeeded: { status: 428, sentence: 'This step asks you to prove again that it is you.' },
  deviceBoundProofNeeded: { status: 428, sentence: 'This step asks for a passkey that cannot leave your device.' },
  permissionNeeded: { status: 403, sentence: 'Your roles do not include this.' },
  unknownSite: { status: 404, sentence: 'There is no such site.' },
  unknownStaff: { status: 404, sentence: 'There is no such person.' },
  userNameTaken: { status: 409, sentence: 'This user name is taken.' },
  passwordTooShort: {
    status: 422,
    sentence: 'A password has at least 15 characters, or at least 8 beside a second factor.',
  },
  passwordTooCommon: { status: 422, sentence: 'This password is on the list of common passwords: choose another.' },
  ownAccount: { status: 422, sentence: 'Another administrator has to do this to your own account.' },
  noSites: { status: 422, sentence: 'A person works at one site at least, or at all of them.' },
  noRoles: { status: 422, sentence: 'A person has one role at least.' },
});
