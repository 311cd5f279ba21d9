import type { KeyedHash } from '../crypto/keyed-hash.ts';
import type { Anchor } from './anchor.ts';
import { canonicalEntryText, type EntryValues } from './audit-entry.ts';
import { chainBeginning, computeLinkHash } from './chain-link.ts';
import { createWriterCount, type MissingNumber } from './writer-count.ts';

/** An entry as stored; the MAC is latin1 text. */
export interface StoredEntry {
  readonly values: EntryValues;
  readonly mac: string;
}

/** A link as stored, with the entry that it names, or null when that is not there; hashes are latin1 text. */
export interface StoredLink {
  readonly sequence: number;
  readonly entryId: string;
  readonly previousHash: string;
  readonly hash: string;
  readonly entry: StoredEntry | null;
}

/**
 * Why an audit is broken. `entry-altered`: the columns do not fit the MAC. `entry-deleted`: the row is gone. `link-altered`: the link was
 * changed, moved, or made without the key. `link-deleted`: a place of the chain is empty. `anchor-mismatch`: the chain is not the one
 * that was anchored. `tail-deleted`: the chain ends before an anchored place. `anchor-altered`: an anchor says otherwise, but its signature does
 * not fit either.
 */
type BreakReason =
  | 'entry-altered'
  | 'entry-deleted'
  | 'link-altered'
  | 'link-deleted'
  | 'anchor-mismatch'
  | 'tail-deleted'
  | 'anchor-altered';

/** The first place at which an audit is broken, as far as it can be named. */
export interface AuditBreak {
  readonly reason: BreakReason;
  /** The place in the chain. */
  readonly sequence?: number;
  readonly entryId?: string;
  /** A deleted entry that was in no link, by the count of its writer. */
  readonly missing?: MissingNumber;
}

/** Verifies the chain of one tenant link by link. */
export interface ChainVerification {
  /** Takes the next links in order and returns the first break, or null. After a break nothing more is to be asked. */
  take(links: readonly StoredLink[]): AuditBreak | null;
  /** Returns what only the end of the chain shows: an anchored place that is no longer there. */
  finish(): AuditBreak | null;
  /** Counts the links that were found whole. */
  countVerified(): number;
  /** Counts the gaps in the count of writers that no settlement explains, as a killed process leaves them. */
  countUnexplained(): number;
}

/** What verifies one tenant. The signature of an anchor is asked for only where the anchor does not fit the chain. */
export interface ChainKeys {
  readonly entryHash: KeyedHash;
  readonly linkHash: KeyedHash;
  isAnchorGenuine(anchor: Anchor): boolean;
}

/** Begins the verification of a chain at its first link. */
export function beginVerification(keys: ChainKeys, anchors: readonly Anchor[]): ChainVerification {
  const anchored = Map.groupBy(anchors, (anchor) => anchor.sequence);
  const writers = createWriterCount();
  let sequence = 0;
  let previousHash = chainBeginning;

  function check(link: StoredLink): AuditBreak | null {
    const { entry, entryId } = link;
    const broken = (reason: BreakReason): AuditBreak => ({ reason, sequence: sequence + 1, entryId });
    if (link.sequence !== sequence + 1) return { reason: 'link-deleted', sequence: sequence + 1 };
    if (entry === null) return broken('entry-deleted');
    if (!isEntryWhole(keys, entry)) return broken('entry-altered');
    const content = { previousHash, mac: entry.mac };
    if (link.previousHash !== previousHash || computeLinkHash(keys.linkHash, content) !== link.hash)
      return broken('link-altered');
    const contrary = anchored.get(link.sequence)?.filter((anchor) => anchor.hash !== toHex(link.hash)) ?? [];
    if (contrary.length > 0) return broken(contrary.some(keys.isAnchorGenuine) ? 'anchor-mismatch' : 'anchor-altered');
    const missing = writers.take(entry.values);
    return missing === null ? null : { reason: 'entry-deleted', missing };
  }

  return {
    take: (links) => {
      for (const link of links) {
        const broken = check(link);
        if (broken !== null) return broken;
        sequence = link.sequence;
        previousHash = link.hash;
      }
      return null;
    },
    finish: () => {
      const beyond = anchors.filter((anchor) => anchor.sequence > sequence);
      if (beyond.length === 0) return null;
      return { reason: beyond.some(keys.isAnchorGenuine) ? 'tail-deleted' : 'anchor-altered', sequence: sequence + 1 };
    },
    countVerified: () => sequence,
    countUnexplained: () => writers.countUnexplained(),
  };
}

/** Tells whether the columns of an entry fit its MAC. */
export function isEntryWhole(keys: ChainKeys, entry: StoredEntry): boolean {
  return keys.entryHash.ofText(canonicalEntryText(entry.values)) === entry.mac;
}

function toHex(hash: string): string {
  return Buffer.from(hash, 'latin1').toString('hex');
}
