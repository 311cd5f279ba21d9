import type { KeyedHash } from '../crypto/keyed-hash.ts';

/** The hash before the first link of a chain. */
export const chainBeginning = '\0'.repeat(32);

/**
 * Computes the hash of a link: HMAC-SHA-256 over the previous hash and the entry's MAC, all 32 bytes as latin1 text. The MAC stands for
 * the whole entry with its id, which it covers by another key, so that the chainer needs to read nothing else; the previous hash
 * stands for the place in the chain.
 */
export function computeLinkHash(
  linkHash: KeyedHash,
  link: { readonly previousHash: string; readonly mac: string },
): string {
  return linkHash.ofPair(link.previousHash, link.mac);
}

/** An entry that waits to be chained. */
export interface EntryToChain {
  readonly entryId: string;
  readonly mac: string;
}

/** Where a chain ends. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: string;
}

/** A computed link. */
export interface ChainLink extends ChainEnd {
  readonly previousHash: string;
  readonly entryId: string;
}

/** Computes the links of entries after the end of a chain. */
export function computeLinks(
  linkHash: KeyedHash,
  end: ChainEnd,
  entries: readonly EntryToChain[],
): readonly ChainLink[] {
  const links: ChainLink[] = [];
  let { sequence, hash: previousHash } = end;
  for (const { entryId, mac } of entries) {
    sequence += 1;
    const hash = computeLinkHash(linkHash, { previousHash, mac });
    links.push({ sequence, entryId, previousHash, hash });
    previousHash = hash;
  }
  return links;
}
