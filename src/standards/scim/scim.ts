/** The front of SCIM 2.0 (RFC 7643 and RFC 7644): what gateways use. It knows the standard only. */
export {
  composeConfig,
  composeError,
  composeList,
  composeResourceTypes,
  composeSchemas,
  longestPage,
  scimUrns,
} from './scim-documents.ts';
export { fitsFilter, isScimObject, readFilter, type ScimObject, type ScimValue } from './scim-filter.ts';
export { applyPatch } from './scim-patch.ts';
