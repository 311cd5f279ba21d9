import { Socket } from 'node:net';

/**
 * A socket that hands the kernel in one call what is written in one turn of the event loop. Statements of a transaction that do not
 * wait for each other's results then cost one system call together.
 */
export class GatheringSocket extends Socket {
  #gathers = false;

  override write(chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean {
    this.cork();
    return Reflect.apply(super.write, this, [chunk, ...rest]);
  }

  override cork(): void {
    if (this.#gathers) return;
    this.#gathers = true;
    super.cork();
    process.nextTick(() => {
      this.#gathers = false;
      super.uncork();
    });
  }

  /** The driver uncorks after each statement; what is gathered leaves at the end of the turn all the same. */
  override uncork(): void {}
}
