export { addProvider, setProviderStanding } from './actions/change-provider.ts';
export { changeGroup, provisionGroup, removeGroup, type SaidGroup } from './actions/provision-group.ts';
export { changePerson, provisionPerson, removePerson, type SaidPerson } from './actions/provision-person.ts';
export { saveGroup } from './actions/save-group.ts';
export { type ProviderAnswer, type SettledAnswer, takeProviderAnswer } from './actions/take-answer.ts';
export {
  type AttemptPurpose,
  attemptMinutes,
  insertFailedTrial,
  type OpenedAttempt,
  openAttempt,
  type TakenAttempt,
  takeAttempt,
} from './attempt-store.ts';
export {
  type DirectoryGroupView,
  type DirectoryPerson,
  listDirectoryGroups,
  listDirectoryPeople,
} from './directory-queries.ts';
export type { GroupId } from './domain/group-roles.ts';
export { checkIdToken, type IdTokenClaims, readGroups, readProvenAt, readSubject } from './domain/id-token.ts';
export { isSafeAddress, type Provider, type ProviderId, type ProviderTerms } from './domain/provider.ts';
export { findFailure, type SignInCheck, stateCheck } from './domain/sign-in-check.ts';
export { findLinkedPerson, insertLink } from './link-store.ts';
export { type Credential, findProvider, getCredential, type Jwk, listProviders } from './provider-store.ts';
export { makeSigningKey, type SigningKey } from './signing-key.ts';
