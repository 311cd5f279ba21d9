import type { Reading } from '../../kernel/problem.ts';
import { ElementCursor, ProblemList } from './element-cursor.ts';
import { scriptProblems } from './problems.ts';
import { readHeader } from './read-header.ts';
import {
  readAcknowledgement,
  readNewRx,
  readRemsRequest,
  readRequest,
  readResponse,
  readRxFill,
} from './read-transactions.ts';
import type { ScriptBody, ScriptHeader, ScriptMessage } from './script-message.ts';
import { readVersion } from './script-version.ts';
import { readXml } from './xml-element.ts';

const scriptNamespaces: ReadonlySet<string> = new Set(['', 'http://www.ncpdp.org/schema/SCRIPT']);

/** Elements that say something by being there, so that they may be empty. */
const markers: ReadonlySet<string> = new Set([
  'Approved',
  'ApprovedWithChanges',
  'Denied',
  'DeniedNewPrescriptionToFollow',
  'Replace',
  'Validated',
  'Pending',
  'Dispensed',
  'PartiallyDispensed',
  'NotDispensed',
  'Transferred',
]);

/**
 * Reads an NCPDP SCRIPT message of release 2017071 or 2023011, and later releases with a warning.
 * Never throws. The message is null only when there is no XML Message at all; otherwise the header is kept, so that
 * even a refused message can be answered. Every problem names its element by path: `Message/Body/NewRx/Patient`.
 */
export function readScript(bytes: Uint8Array): Reading<ScriptMessage> {
  const xml = readXml(bytes);
  if (xml.message === null) return { message: null, problems: xml.problems };
  const problems = new ProblemList();
  const root = new ElementCursor(xml.message, 'Message', problems);
  if (xml.message.name !== 'Message') {
    root.report(scriptProblems.rootUnexpected);
    return { message: null, problems: problems.list() };
  }
  if (!scriptNamespaces.has(xml.message.namespace)) root.report(scriptProblems.namespaceUnexpected);
  const { version, isReadable } = readVersion(root);
  const header = readHeader(root);
  const body = readBody(root, header, isReadable);
  return { message: { version, header, body }, problems: problems.list() };
}

/** Reads the one transaction of the body. Of several, an Error is read first: a failure never hides behind a success. */
function readBody(root: ElementCursor, header: ScriptHeader, isReadable: boolean): ScriptBody {
  const transactions = root.list('Body').flatMap((body) => body.listAll());
  if (transactions.length === 0) root.report(scriptProblems.transactionMissing, { at: 'Body' });
  if (transactions.length > 1) root.report(scriptProblems.transactionAmbiguous, { at: 'Body' });
  const transaction = transactions.find(({ element }) => element.name === 'Error') ?? transactions[0] ?? null;
  if (transaction === null || !isReadable) return { kind: 'Unread', transaction: transaction?.element.name ?? null };
  const read = readTransaction(transaction, header);
  if (read.kind === 'Unread') {
    transaction.report(scriptProblems.transactionUnsupported);
    return read;
  }
  if (isAnswer(read.kind) && header.relatesToMessageId === null) {
    root.report(scriptProblems.requiredMissing, { at: 'Header/RelatesToMessageID' });
  }
  reportEmptyElements(transaction);
  return read;
}

function readTransaction(transaction: ElementCursor, header: ScriptHeader): ScriptBody {
  const { name } = transaction.element;
  switch (name) {
    case 'NewRx':
      return readNewRx(transaction, header);
    case 'RxRenewalRequest':
    case 'RxChangeRequest':
    case 'CancelRx':
      return readRequest(transaction, name);
    case 'RxRenewalResponse':
    case 'RxChangeResponse':
    case 'CancelRxResponse':
      return readResponse(transaction, name);
    case 'RxFill':
      return readRxFill(transaction);
    case 'Status':
    case 'Error':
    case 'Verify':
      return readAcknowledgement(transaction, name);
    case 'REMSInitiationRequest':
    case 'REMSRequest':
      return readRemsRequest(transaction, name);
    default:
      return { kind: 'Unread', transaction: name };
  }
}

function isAnswer(kind: ScriptBody['kind']): boolean {
  return kind === 'Status' || kind === 'Error' || kind === 'Verify' || kind.endsWith('Response');
}

function reportEmptyElements(cursor: ElementCursor): void {
  for (const child of cursor.listAll()) {
    if (child.isEmpty && !markers.has(child.element.name)) child.report(scriptProblems.elementEmpty);
    reportEmptyElements(child);
  }
}
