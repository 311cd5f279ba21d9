export {
  auditLaunchRefusal,
  beginLaunch,
  findLaunchPlace,
  type LaunchPlace,
  type LaunchRefusal,
} from './actions/begin-launch.ts';
export { getNoteToSend, type NoteToSend, recordNoteAnswer } from './actions/note-delivery.ts';
export { setConnection } from './actions/save-connection.ts';
export { sendNote } from './actions/send-note.ts';
export { type AnsweredLaunch, takeLaunch, takeLaunchAnswer } from './actions/take-launch-answer.ts';
export { findConnection, getConnectionKey, listConnections } from './connection-store.ts';
export { fixedLaunchScopes, usualScopes } from './domain/chart-connection.ts';
export type { LaunchedPatient } from './domain/chart-match.ts';
export { type NoteId, noteMessageKind } from './domain/chart-note.ts';
