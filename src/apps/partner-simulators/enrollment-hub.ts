import { type HttpMessage, type HttpReply, sendHttps } from './send-https.ts';

/** Sends a FHIR resource or message bundle as a manufacturer's hub does, and returns the resource or outcome that answers it. */
export function sendFhir(
  message: Omit<HttpMessage, 'contentType' | 'body'> & { readonly resource: unknown },
): Promise<HttpReply> {
  const { resource, ...rest } = message;
  return sendHttps({ ...rest, contentType: 'application/fhir+json', body: JSON.stringify(resource) });
}
