/** What lets people of the staff sign in, for tests of other modules that call as they do. */
export { identityRoutes as signInRoutes } from '../../src/modules/identity/routes.ts';
