import { randomUUID } from 'node:crypto';
import { pino } from 'pino';

/** The only fields that a log line may carry. None of them can hold patient data. */
interface LogFields {
  readonly tenantId?: number;
  readonly requestId?: string;
  readonly faultId?: string;
  readonly path?: string;
  readonly status?: number;
  readonly milliseconds?: number;
  readonly count?: number;
  readonly code?: string;
  readonly part?: string;
  readonly port?: number;
  readonly kind?: string;
}

/** Structured logs by an allow-list of fields: a sentence that is fixed in the code, and codes and numbers beside it. */
export interface Log {
  note(sentence: string, fields?: LogFields): void;
  warn(sentence: string, fields?: LogFields): void;
  /** Records a bug or a broken machine under a new id, which is returned; the error's own text is never written, because it may quote a row. */
  fault(part: string, error: unknown, fields?: LogFields): string;
}

const allowed = [
  'tenantId',
  'requestId',
  'faultId',
  'path',
  'status',
  'milliseconds',
  'count',
  'code',
  'part',
  'port',
  'kind',
] as const;

/** Creates a log that writes JSON lines to a destination. */
export function createLog(options: { readonly level: string; readonly write?: (line: string) => void }): Log {
  const destination = options.write === undefined ? process.stderr : { write: options.write };
  const logger = pino({ level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    note: (sentence, fields = {}) => logger.info(pick(fields), sentence),
    warn: (sentence, fields = {}) => logger.warn(pick(fields), sentence),
    fault: (part, error, fields = {}) => {
      const faultId = randomUUID();
      logger.error({ ...pick(fields), faultId, part, ...describeFault(error) }, 'a fault occurred');
      return faultId;
    },
  };
}

/** A log that says nothing. */
export const silentLog: Log = { note: () => undefined, warn: () => undefined, fault: () => randomUUID() };

function pick(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(allowed.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]));
}

/** Describes an error by its name, its machine code and the places of the stack, without its text. */
function describeFault(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const places = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined;
  return { error: error.name, code, constraint, places: places.slice(0, 8).map((line) => line.trim()) };
}
