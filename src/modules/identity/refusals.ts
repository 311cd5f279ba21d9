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
  unknownPasskey: { status: 404, sentence: 'There is no such passkey.' },
  passkeyNotAccepted: { status: 422, sentence: 'This passkey could not be registered. Try again.' },
  passkeyKnown: { status: 409, sentence: 'This passkey is registered already.' },
  unknownAccess: { status: 404, sentence: 'There is no such emergency access.' },
  accessReviewed: { status: 409, sentence: 'This emergency access has been reviewed already.' },
  ownAccess: { status: 422, sentence: 'Another person has to review your own emergency access.' },
  reasonNeeded: { status: 422, sentence: 'Emergency access needs a reason in words.' },
  unknownProposal: { status: 404, sentence: 'There is no such proposal.' },
  proposalDecided: { status: 409, sentence: 'This proposal has been decided already.' },
  proposalExpired: { status: 409, sentence: 'This proposal is too old: it has to be made again.' },
  ownProposal: { status: 422, sentence: 'Another person has to decide what you proposed.' },
  licenceReversed: { status: 422, sentence: 'A licence ends on the day on which it begins, or later.' },
  accessOpen: { status: 409, sentence: 'Your emergency access is open already.' },
  noOpenAccess: { status: 409, sentence: 'Your emergency access has ended already.' },
  calendarTooSoon: {
    status: 422,
    sentence: 'Opening hours change from tomorrow on at the earliest, so that what is due stays due.',
  },
  calendarInvalid: {
    status: 422,
    sentence: 'On a day on which a site opens, it closes later than it opens, and it opens on one weekday at least.',
  },
  unknownSkill: { status: 422, sentence: 'A skill here is not on the list of skills.' },
  noRoles: { status: 422, sentence: 'A person has one role at least.' },
});
