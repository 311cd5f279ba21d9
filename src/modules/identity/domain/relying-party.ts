/** For whom a passkey is made: the host name of the address, and the origins from which a browser may use it. */
export interface RelyingParty {
  readonly id: string;
  readonly origins: readonly string[];
}

/** Returns the relying party of an address. Only this very machine may be reached without TLS (W3C Secure Contexts). */
export function toRelyingParty(host: string): RelyingParty {
  const id = host.replace(/:\d+$/, '').toLowerCase();
  const isLoopback = id === 'localhost' || id.endsWith('.localhost');
  return { id, origins: [`https://${host}`, ...(isLoopback ? [`http://${host}`] : [])] };
}
