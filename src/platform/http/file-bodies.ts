import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ByteRange } from '../files/sealed-file.ts';
import type { OpenedFile } from '../files/stored-file.ts';
import type { IncomingFile } from './answer-request.ts';

/** The header in which a request travels whose body is a file. Headers are not logged, and addresses carry no patient data. */
export const requestHeader = 'x-theriac-request';

/** Reads the request of a header; undefined, which fits no shape, when it is not JSON in base64url. */
export function readHeaderRequest(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/** The file that is the body of a request, not read yet. A sender that stands still for too long is cut off. */
export function toIncomingFile(request: FastifyRequest, stillMilliseconds: number): IncomingFile {
  const { raw } = request;
  raw.setTimeout(stillMilliseconds, () => raw.destroy());
  const declared = request.headers['content-length'];
  return {
    mediaType: (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
    declaredBytes: declared === undefined ? null : Number(declared),
    pieces: raw,
  };
}

/** Sends a stored file piece by piece, whole or the one range that is asked for (RFC 9110, 14). It is never cached and never shown as a page. */
export function sendFile(reply: FastifyReply, file: OpenedFile, rangeHeader: string | null): FastifyReply {
  reply.headers({
    'cache-control': 'no-store',
    'accept-ranges': 'bytes',
    'content-type': file.mediaType,
    'content-disposition': 'attachment',
  });
  const range = rangeHeader === null ? null : readRange(rangeHeader, file.byteCount);
  if (range === 'beyond') return reply.code(416).header('content-range', `bytes */${file.byteCount}`).send();
  if (range === null) return reply.code(200).header('content-length', file.byteCount).send(Readable.from(file.read()));
  return reply
    .code(206)
    .header('content-range', `bytes ${range.first}-${range.last}/${file.byteCount}`)
    .header('content-length', range.last - range.first + 1)
    .send(Readable.from(file.read(range)));
}

/** Reads a range of bytes; null when it is none that is served, which means the whole file (RFC 9110, 14.2). */
function readRange(text: string, byteCount: number): ByteRange | 'beyond' | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(text.trim()) ?? [];
  if (from === '' && to === '') return null;
  const first = from === '' ? Math.max(byteCount - Number(to), 0) : Number(from);
  const last = from === '' || to === '' ? byteCount - 1 : Math.min(Number(to), byteCount - 1);
  if (first >= byteCount) return 'beyond';
  return last < first ? null : { first, last };
}
