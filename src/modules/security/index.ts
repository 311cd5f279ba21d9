export { describeAction } from './domain/audit-entry-view.ts';
export { securityPermissions } from './permissions.ts';
