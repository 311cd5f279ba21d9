export { importStandings } from './actions/import-standings.ts';
