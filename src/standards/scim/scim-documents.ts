import type { ScimObject } from './scim-filter.ts';

/** The URNs of RFC 7643 and RFC 7644. */
export const scimUrns = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  resourceType: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
  config: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
} as const;

/** The longest page that is answered. */
export const longestPage = 200;

/** Composes the body of an error (RFC 7644, 3.12). */
export function composeError(error: {
  readonly status: number;
  readonly type?: string;
  readonly detail: string;
}): ScimObject {
  return {
    schemas: [scimUrns.error],
    status: String(error.status),
    ...(error.type === undefined ? {} : { scimType: error.type }),
    detail: error.detail,
  };
}

/** Composes a page of a list (RFC 7644, 3.4.2). The first resource has the index 1. */
export function composeList(
  resources: readonly ScimObject[],
  page: { readonly startIndex: number; readonly count: number },
): ScimObject {
  const shown = resources.slice(page.startIndex - 1, page.startIndex - 1 + page.count);
  return {
    schemas: [scimUrns.list],
    totalResults: resources.length,
    startIndex: page.startIndex,
    itemsPerPage: shown.length,
    Resources: shown,
  };
}

/** Says what this server can do (RFC 7643, section 5). */
export function composeConfig(base: string): ScimObject {
  return {
    schemas: [scimUrns.config],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: longestPage },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'OAuth 2.0 client credentials',
        description: 'An access token got by a signed client assertion (private_key_jwt, RFC 7523) at /oauth/token.',
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  };
}

/** Lists the types of resources (RFC 7643, section 6). */
export function composeResourceTypes(base: string): readonly ScimObject[] {
  return (['User', 'Group'] as const).map((name) => ({
    schemas: [scimUrns.resourceType],
    id: name,
    name,
    endpoint: `/${name}s`,
    schema: name === 'User' ? scimUrns.user : scimUrns.group,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
  }));
}

/** Lists the schemas, with the attributes that are kept (RFC 7643, section 7). Others are taken and not kept. */
export function composeSchemas(base: string): readonly ScimObject[] {
  const attributesOf = {
    User: [
      attribute('userName', { required: true, uniqueness: 'server' }),
      attribute('externalId', { caseExact: true, uniqueness: 'server' }),
      attribute('displayName'),
      attribute('active', { type: 'boolean' }),
      attribute('name', {
        type: 'complex',
        subAttributes: ['formatted', 'givenName', 'familyName'].map((part) => attribute(part)),
      }),
      attribute('emails', {
        type: 'complex',
        multiValued: true,
        subAttributes: [attribute('value'), attribute('type'), attribute('primary', { type: 'boolean' })],
      }),
      attribute('groups', {
        type: 'complex',
        multiValued: true,
        mutability: 'readOnly',
        subAttributes: [attribute('value'), attribute('display')],
      }),
    ],
    Group: [
      attribute('displayName', { required: true, uniqueness: 'server' }),
      attribute('externalId', { caseExact: true }),
      attribute('members', {
        type: 'complex',
        multiValued: true,
        subAttributes: [attribute('value'), attribute('display')],
      }),
    ],
  };
  return (['User', 'Group'] as const).map((name) => {
    const id = name === 'User' ? scimUrns.user : scimUrns.group;
    return {
      schemas: [scimUrns.schema],
      id,
      name,
      attributes: attributesOf[name],
      meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
    };
  });
}

function attribute(name: string, more: ScimObject = {}): ScimObject {
  return {
    name,
    type: 'string',
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...more,
  };
}
