import type { Static, TSchema } from 'typebox';
import type { Permission } from './permission.ts';
import type { RefusalKind } from './refusal.ts';

/**
 * One endpoint, declared once: the server, the browser client, OpenAPI and the documents read this value.
 * A `command` changes something and carries an idempotency key; a `query` reads. Both are POST, so that no
 * patient data stands in an address.
 */
export interface Endpoint<Request extends TSchema = TSchema, Response extends TSchema = TSchema> {
  readonly path: string;
  readonly kind: 'command' | 'query';
  readonly summary: string;
  /** Null means that no session is needed (sign-in itself); `signed-in` means any member of staff. */
  readonly permission: Permission | 'signed-in' | null;
  readonly request: Request;
  readonly response: Response;
  readonly refusals: readonly RefusalKind[];
  /**
   * A file of one of these media types is the body of the request, and the request itself travels in the header `x-theriac-request`,
   * as JSON in base64url. Null where the request is the body.
   */
  readonly upload: { readonly mediaTypes: readonly string[] } | null;
  /** True where the answer is the bytes of a stored file, of which a range may be asked. */
  readonly download: boolean;
}

/** Declares an endpoint. Its path is `/api/<module>/<verb-object>`. */
export function endpoint<Request extends TSchema, Response extends TSchema>(
  declaration: Omit<Endpoint<Request, Response>, 'path' | 'refusals' | 'upload' | 'download'> & {
    readonly module: string;
    readonly name: string;
    readonly refusals?: readonly RefusalKind[];
    readonly upload?: Endpoint['upload'];
    readonly download?: boolean;
  },
): Endpoint<Request, Response> {
  const { module: moduleName, name, refusals = [], upload = null, download = false, ...rest } = declaration;
  return { ...rest, refusals, upload, download, path: `/api/${moduleName}/${name}` };
}

export type RequestOf<Declared extends Endpoint> = Static<Declared['request']>;
export type ResponseOf<Declared extends Endpoint> = Static<Declared['response']>;
