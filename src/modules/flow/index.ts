export { importStandings } from './actions/import-standings.ts';
export { importOrderFacts } from './actions/tell-work.ts';
