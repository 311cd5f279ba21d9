import type { KeyedHash } from '../crypto/keyed-hash.ts';

/** What the hash of a link covers. Hash and MAC are 32 bytes as latin1 text. */
export interface LinkContent {
  readonly previousHash: string;
  readonly sequence: number;
  readonly entryId: string;
  readonly mac: string;
}

/** The hash before the first link of a chain. */
export const chainBeginning = '\0'.repeat(32);

/**
 * Computes the hash of a link: HMAC-SHA-256 over the previous hash, the entry's MAC, its place and its id. The MAC stands for the whole
 * entry, which it covers with another key, so that the chainer needs to read nothing else.
 */
export function computeLinkHash(linkHash: KeyedHash, link: LinkContent): string {
  return linkHash(`${link.previousHash}${link.mac}${link.sequence}/${link.entryId}`, 'latin1');
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
    const hash = computeLinkHash(linkHash, { previousHash, sequence, entryId, mac });
    links.push({ sequence, entryId, previousHash, hash });
    previousHash = hash;
  }
  return links;
}
