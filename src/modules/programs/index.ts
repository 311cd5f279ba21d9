export { createClient } from './actions/create-client.ts';
export { findProgram, listClientNames } from './client-store.ts';
export { serveTokenEndpoint } from './token-endpoint.ts';
