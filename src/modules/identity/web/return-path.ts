/** Reads where to go after sign-in from the address: a path of this application, never another site. */
export function readReturnPath(search: string): string {
  const wanted = new URLSearchParams(search).get('return') ?? '/';
  return /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}
