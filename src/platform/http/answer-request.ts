import { Compile } from 'typebox/compile';
import { isUuid, type TenantId } from '../../kernel/ids.ts';
import type { Problem } from '../../kernel/problem.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { AuditNote } from '../audit/audit-entry.ts';
import type { ReadAuditor } from '../audit/read-auditor.ts';
import type { Clock } from '../clock/clock.ts';
import type { FileStore } from '../files/file-store.ts';
import type { Pieces } from '../files/sealed-file.ts';
import type { OpenedFile, ReceivedFile } from '../files/stored-file.ts';
import type { Actor } from '../transaction/actor.ts';
import type { TenantTransaction } from '../transaction/tenant-transaction.ts';
import { RolledBack, type TenantScope, type Transactor } from '../transaction/transactor.ts';
import { findCommandAnswer, saveCommandAnswer } from './command-answers.ts';
import { httpRefusals } from './http-refusals.ts';
import type { Authenticator, Principal, RequestCredentials } from './principal.ts';
import { type ProblemJson, toBadRequestJson, toProblemJson } from './problem-json.ts';
import type { HttpAnswer, Route, SessionChange } from './route.ts';

/** A request as it came in, already free of the web server's own types. */
export interface IncomingRequest {
  readonly body: unknown;
  readonly credentials: RequestCredentials;
  readonly idempotencyKey: string | null;
  readonly requestId: string;
  /** The file that comes as the body, not read yet. */
  readonly upload?: IncomingFile;
}

/** A file on its way in. */
export interface IncomingFile {
  readonly mediaType: string;
  /** How long it says it is; null when it does not. */
  readonly declaredBytes: number | null;
  readonly pieces: Pieces;
}

/** What goes out. */
export interface OutgoingAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly session?: SessionChange;
  readonly file?: OpenedFile;
}

export interface AnswerParts {
  readonly transactor: Transactor;
  readonly authenticator: Authenticator;
  readonly readAuditor: ReadAuditor;
  readonly clock: Clock;
  readonly files: FileStore;
  readonly largestUploadBytes: number;
}

/** Creates the function that answers requests for one route: identity, permission, shape, idempotency, work, audit. */
export function createAnswerer(
  route: Route,
  parts: AnswerParts,
): (incoming: IncomingRequest) => Promise<OutgoingAnswer> {
  const { endpoint } = route;
  const requestShape = Compile(endpoint.request);
  const responseShape = Compile(endpoint.response);
  return async (incoming) => {
    const admitted = await admit(route, parts, incoming);
    if (!admitted.ok) return fromRefusal(admitted.refusal);
    const { principal, scope } = admitted.value;
    if (!requestShape.Check(incoming.body))
      return fromProblem(toBadRequestJson(listShapeProblems(requestShape.Errors(incoming.body))));
    const received = await receiveFile(route, parts, { incoming, scope });
    const outcome = received.ok
      ? await carryOut(route, parts, { incoming, principal, scope, upload: received.value })
      : received;
    // A file that nothing names goes at once. After a fault nobody knows yet whether it is named: the upkeep finds out.
    if (received.ok && received.value !== null && (!outcome.ok || outcome.value.repeated))
      await parts.files.discard(scope.tenantId, received.value.fileId);
    if (!outcome.ok) {
      await recordRefusal(route, parts, { scope, refusal: outcome.refusal });
      return fromRefusal(outcome.refusal);
    }
    const { answer, repeated } = outcome.value;
    if (!responseShape.Check(answer.body))
      throw new Error(`${endpoint.path}: the answer does not have its declared shape`);
    if (endpoint.kind === 'query' && !repeated) await recordRead(route, parts, { scope, answer });
    if (endpoint.download !== (answer.file !== undefined))
      throw new Error(`${endpoint.path}: a file is answered exactly where a download is declared`);
    return {
      ...{ status: 200, body: answer.body },
      ...(answer.session === undefined ? {} : { session: answer.session }),
      ...(answer.file === undefined ? {} : { file: answer.file }),
    };
  };
}

/** Takes in the file of a request that is admitted; null where none is declared. Refuses a kind that is not taken, and what is too large. */
async function receiveFile(
  route: Route,
  parts: AnswerParts,
  call: { readonly incoming: IncomingRequest; readonly scope: TenantScope },
): Promise<Result<ReceivedFile | null>> {
  const { upload: declared } = route.endpoint;
  if (declared === null) return ok(null);
  const { upload } = call.incoming;
  if (upload === undefined || !declared.mediaTypes.includes(upload.mediaType))
    return refuse(httpRefusals.mediaTypeNotTaken, { taken: declared.mediaTypes });
  const largestBytes = parts.largestUploadBytes;
  const tooLarge = (): Result<never> => refuse(httpRefusals.fileTooLarge, { largestBytes });
  if (upload.declaredBytes !== null && upload.declaredBytes > largestBytes) return tooLarge();
  const { mediaType, pieces } = upload;
  const at = parts.clock.now();
  const received = await parts.files.receive(call.scope.tenantId, { mediaType, pieces, largestBytes, at });
  return received === null ? tooLarge() : ok(received);
}

interface Admitted {
  readonly principal: Principal | null;
  readonly scope: TenantScope;
}

async function admit(route: Route, parts: AnswerParts, incoming: IncomingRequest): Promise<Result<Admitted>> {
  const { permission, kind } = route.endpoint;
  if (permission === null) return admitBeforeSignIn(parts, incoming);
  const outcome = await parts.authenticator.authenticate(incoming.credentials);
  if (outcome.kind === 'refused') return { ok: false, refusal: outcome.refusal };
  const { principal } = outcome;
  const { requestId } = incoming;
  const scope: TenantScope = {
    tenantId: principal.tenantId,
    actor: principal.actor,
    siteIds: principal.siteIds,
    requestId,
  };
  if (permission === 'signed-in' && principal.actor.kind !== 'staff') return refuse(httpRefusals.permissionNeeded);
  if (permission !== 'signed-in') {
    const refusal = parts.authenticator.checkPermission(principal, permission, parts.clock.now());
    if (refusal !== null) {
      await recordRefusal(route, parts, { scope, refusal });
      return { ok: false, refusal };
    }
  }
  if (kind === 'command' && !isUuid(incoming.idempotencyKey ?? '')) return refuse(httpRefusals.idempotencyKeyNeeded);
  return ok({ principal, scope });
}

async function admitBeforeSignIn(parts: AnswerParts, incoming: IncomingRequest): Promise<Result<Admitted>> {
  const tenantId: TenantId | null = await parts.authenticator.findTenant(incoming.credentials.host);
  if (tenantId === null) return refuse(httpRefusals.unknownAddress);
  const actor: Actor = { kind: 'system', name: 'sign-in' };
  return ok({ principal: null, scope: { tenantId, actor, requestId: incoming.requestId } });
}

interface Work extends Admitted {
  readonly incoming: IncomingRequest;
  readonly upload: ReceivedFile | null;
}

type Carried = Result<{ readonly answer: HttpAnswer<unknown>; readonly repeated: boolean }>;

async function carryOut(route: Route, parts: AnswerParts, work: Work): Promise<Carried> {
  return parts.transactor.transact(work.scope, async (tx): Promise<Carried> => {
    const { incoming, principal, upload } = work;
    const key =
      route.endpoint.kind === 'command' && principal !== null && incoming.idempotencyKey !== null
        ? {
            principalId: principal.principalId,
            idempotencyKey: incoming.idempotencyKey,
            path: route.endpoint.path,
            request: upload === null ? incoming.body : { request: incoming.body, ...identityOf(upload) },
          }
        : null;
    if (key !== null) {
      const stored = await findCommandAnswer(tx, key);
      if (!stored.ok) return stored;
      if (stored.value !== null) return ok({ answer: stored.value as HttpAnswer<unknown>, repeated: true });
    }
    const result = await route.answer(tx, {
      request: incoming.body,
      principal,
      requestId: incoming.requestId,
      host: incoming.credentials.host,
      source: incoming.credentials.deviceToken ?? incoming.credentials.address,
      sessionToken: incoming.credentials.sessionToken,
      ...(incoming.credentials.signInToken === null ? {} : { signInToken: incoming.credentials.signInToken }),
      ...(upload === null ? {} : { upload }),
    });
    if (!result.ok && 'keepsChanges' in result) return { ok: false, refusal: result.refusal };
    if (!result.ok) throw new RolledBack<Carried>(result);
    if (route.endpoint.kind === 'command') await finishCommand(tx, route, result.value);
    if (key !== null)
      await saveCommandAnswer(tx, key, { body: result.value.body, patientIds: result.value.patientIds });
    return ok({ answer: result.value, repeated: false });
  });
}

/** By what a repeat of an upload is known to be the same. */
function identityOf(upload: ReceivedFile): Readonly<Record<string, string>> {
  return { mediaType: upload.mediaType, sha256: Buffer.from(upload.sha256).toString('hex') };
}

async function finishCommand(tx: TenantTransaction, route: Route, answer: HttpAnswer<unknown>): Promise<void> {
  const { patientIds, about } = answer;
  await tx.audit({ ...about, action: actionOf(route), outcome: 'done', patientIds });
}

async function recordRead(
  route: Route,
  parts: AnswerParts,
  read: { scope: TenantScope; answer: HttpAnswer<unknown> },
): Promise<void> {
  if (route.endpoint.permission === 'signed-in' || route.endpoint.permission === null) return;
  const { patientIds } = read.answer;
  await record(parts, read.scope, { action: actionOf(route), outcome: 'done', patientIds, count: patientIds.length });
}

async function recordRefusal(
  route: Route,
  parts: AnswerParts,
  refused: { scope: TenantScope; refusal: Refusal },
): Promise<void> {
  await record(parts, refused.scope, {
    action: actionOf(route),
    outcome: 'refused',
    patientIds: [],
    reason: refused.refusal.code,
  });
}

function record(parts: AnswerParts, scope: TenantScope, note: AuditNote): Promise<void> {
  return parts.readAuditor.record({ ...scope, at: parts.clock.now() }, note);
}

/** The action of an endpoint in the audit: `<module>.<verb-object>`. */
function actionOf(route: Route): string {
  return route.endpoint.path.replace('/api/', '').replace('/', '.');
}

function listShapeProblems(
  errors: Iterable<{ readonly instancePath: string; readonly keyword: string }>,
): readonly Problem[] {
  return [...errors].slice(0, 20).map((error) => ({
    code: 'http.request-shape',
    where: error.instancePath === '' ? '/' : error.instancePath,
    severity: 'error',
    text: `The value here does not fit (${error.keyword}).`,
  }));
}

function fromRefusal(refusal: Refusal): OutgoingAnswer {
  return fromProblem(toProblemJson(refusal));
}

function fromProblem(problem: ProblemJson): OutgoingAnswer {
  return { status: problem.status, body: problem };
}
