export { followImported } from './actions/follow-imported.ts';
export { importStandings } from './actions/import-standings.ts';
