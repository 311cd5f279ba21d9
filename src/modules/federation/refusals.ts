import { declareRefusals } from '../../kernel/refusal.ts';

/** What federation refuses. The sentences of sign-in never tell which part was wrong. */
export const federationRefusals = declareRefusals('federation', {
  unknownProvider: { status: 404, sentence: 'There is no such identity provider.' },
  issuerUnsafe: {
    status: 422,
    sentence: 'An issuer is an address over https, without a question mark or a number sign.',
  },
  issuerTaken: { status: 409, sentence: 'An identity provider with this issuer stands already.' },
  domainInvalid: { status: 422, sentence: 'A domain is written such as health.example, without an address before it.' },
  secretNeeded: { status: 422, sentence: 'A provider that takes a client secret needs one.' },
  noSignInUnderWay: { status: 409, sentence: 'No sign-in waits in this browser. Begin again.' },
  proofBeforeAnswer: {
    status: 422,
    sentence: 'Sign in with your own password and code, or your passkey, to link this account.',
  },
  accountLinked: { status: 409, sentence: 'This account is linked to another person already.' },
  unknownLink: { status: 404, sentence: 'There is no such linked account.' },
  ownLink: { status: 422, sentence: 'Another administrator has to do this to your own account.' },
  unknownGroup: { status: 404, sentence: 'There is no such group.' },
  unknownSite: { status: 404, sentence: 'There is no such site.' },
  unknownPerson: { status: 404, sentence: 'There is no such person.' },
  personStands: { status: 409, sentence: 'A person with this user name stands already.' },
  externalIdTaken: { status: 409, sentence: 'Another person has this external id.' },
  roleByPeopleAlone: {
    status: 422,
    sentence: 'A role that watches over others is given by people alone, never by a group.',
  },
  groupNameTaken: { status: 409, sentence: 'A group with this name stands already.' },
});
