import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { identityRefusals } from '../refusals.ts';

/** The shortest password beside a second factor, in characters (NIST SP 800-63B-4, 3.1.1.2). Staff always have a second factor. */
const shortestPassword = 8;

/** Decides whether a password may be used: long enough, not on the blocklist, not made of the user's own name. No rules of composition. */
export function decidePassword(
  password: string,
  context: { readonly userName: string; readonly blocklist: ReadonlySet<string> },
): Result<string> {
  const normal = password.normalize('NFKC');
  if ([...normal].length < shortestPassword)
    return refuse(identityRefusals.passwordTooShort, { shortest: shortestPassword });
  const folded = normal.toLowerCase();
  const isCommon =
    context.blocklist.has(folded) ||
    /^(.)\1*$/.test(folded) ||
    folded.replace(/[\d\W_]+$/, '') === context.userName.toLowerCase();
  return isCommon ? refuse(identityRefusals.passwordTooCommon) : ok(normal);
}
