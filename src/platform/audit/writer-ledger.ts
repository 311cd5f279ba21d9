import type { TenantId } from '../../kernel/ids.ts';

/**
 * What a process knows of a number that it gave to an entry. `open`: the insert is under way. `written`: inserted by a transaction
 * that may still be rolled back. `void`: the insert failed. `spilled`: in the spill folder, on its way to the database.
 */
export type NumberState =
  | { readonly kind: 'open' | 'void' | 'spilled' }
  | { readonly kind: 'written'; readonly transactionId: string };

/** A number that no settlement has accounted for yet. */
export interface UnsettledNumber {
  readonly sequence: number;
  readonly entryId: string;
  readonly state: NumberState;
  readonly isSettlement: boolean;
}

interface TenantLedger {
  last: number;
  serverLifeId: string | null;
  readonly unsettled: Map<number, UnsettledNumber>;
}

/**
 * Counts the entries that one process writes, tenant by tenant, and remembers those not yet accounted for. A transaction that is
 * rolled back leaves a gap in the count; a settlement explains it, so that an unexplained gap is a deleted entry.
 */
export class WriterLedger {
  readonly #tenants = new Map<TenantId, TenantLedger>();

  /** Takes the next number of a tenant, beginning with 1. */
  take(tenantId: TenantId, entry: { readonly entryId: string; readonly isSettlement: boolean }): number {
    const ledger = this.#ledgerOf(tenantId);
    ledger.last += 1;
    ledger.unsettled.set(ledger.last, { ...entry, sequence: ledger.last, state: { kind: 'open' } });
    return ledger.last;
  }

  /** Remembers what became of a number. Once spilled it stays so: it reaches the database, whatever becomes of the first attempt. */
  mark(tenantId: TenantId, sequence: number, state: NumberState): void {
    const { unsettled } = this.#ledgerOf(tenantId);
    const known = unsettled.get(sequence);
    if (known !== undefined && known.state.kind !== 'spilled') unsettled.set(sequence, { ...known, state });
  }

  /** Lists the tenants that have something to settle other than settlements. */
  listTenantsToSettle(): readonly TenantId[] {
    const waiting = [...this.#tenants].filter(([, ledger]) =>
      [...ledger.unsettled.values()].some((number) => !number.isSettlement),
    );
    return waiting.map(([tenantId]) => tenantId);
  }

  /** Lists the first unsettled numbers of a tenant in order. */
  listUnsettled(tenantId: TenantId, most: number): readonly UnsettledNumber[] {
    return [...this.#ledgerOf(tenantId).unsettled.values()].slice(0, most);
  }

  /** Remembers the life of the server in which a settlement looked, and tells whether it is the one of the settlement before. */
  isSameServerLife(tenantId: TenantId, lifeId: string | null): boolean {
    const ledger = this.#ledgerOf(tenantId);
    const same = lifeId !== null && ledger.serverLifeId === lifeId;
    ledger.serverLifeId = lifeId;
    return same;
  }

  /** Forgets the numbers up to one, which a settlement has accounted for. */
  settle(tenantId: TenantId, through: number): void {
    const { unsettled } = this.#ledgerOf(tenantId);
    for (const sequence of unsettled.keys()) if (sequence <= through) unsettled.delete(sequence);
  }

  #ledgerOf(tenantId: TenantId): TenantLedger {
    const known = this.#tenants.get(tenantId) ?? {
      last: 0,
      serverLifeId: null,
      unsettled: new Map<number, UnsettledNumber>(),
    };
    this.#tenants.set(tenantId, known);
    return known;
  }
}
