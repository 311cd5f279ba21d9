import type pg from 'pg';

/** What whoever uses a process hears that is not there any more. */
export class Crashed extends Error {
  override readonly name = 'Crashed';
}

/** A crash that is to come: after how many statements of a transaction, and whether the server still carried the last of them out. */
interface CrashPlan {
  readonly afterStatements: number;
  /** `process`: everything of this process is gone. `connection`: one connection breaks, and the process goes on. */
  readonly what: 'process' | 'connection';
  readonly isCarriedOut: boolean;
}

/** Breaks the connections of a pool at planned moments. */
export interface CrashPoints {
  plan(crash: CrashPlan): void;
  /** Takes back what was planned and did not come about. */
  calm(): void;
  isDown(): boolean;
}

interface Statement {
  readonly text: string;
}
type Done = (error: Error | null, result?: unknown) => void;

function isStatement(given: unknown): given is Statement {
  return typeof given === 'object' && given !== null && 'text' in given && !('submit' in given);
}

function isDone(given: unknown): given is Done {
  return typeof given === 'function';
}

/** Plants crash points in a pool: every statement of a transaction on any of its connections may be the last one. */
export function plantCrashPoints(pool: pg.Pool): CrashPoints {
  let planned: { readonly crash: CrashPlan; left: number } | null = null;
  let down = false;
  const watched = new WeakSet<pg.PoolClient>();
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>;

  function strikes(): CrashPlan | null {
    if (planned === null) return null;
    planned.left -= 1;
    if (planned.left > 0) return null;
    const { crash } = planned;
    planned = null;
    if (crash.what === 'process') down = true;
    return crash;
  }

  function watch(client: pg.PoolClient): pg.PoolClient {
    if (watched.has(client)) return client;
    watched.add(client);
    const query = client.query.bind(client) as unknown as (...given: unknown[]) => unknown;
    const guard = (statement: Statement, done: Done): void => {
      const crash = down ? null : strikes();
      if (down || crash?.isCarriedOut === false) {
        done(breakConnection(client));
        return;
      }
      query(statement, (error: Error | null, result: unknown) => {
        if (crash === null) done(error, result);
        else done(breakConnection(client));
      });
    };
    // The statements of a transaction come with their values and are answered by a call; those of the pool itself pass by.
    client.query = ((...given: unknown[]) => {
      const [statement, done] = given;
      return isStatement(statement) && isDone(done) ? guard(statement, done) : query(...given);
    }) as typeof client.query;
    return client;
  }

  async function open(): Promise<pg.PoolClient> {
    if (down) throw new Crashed('the process is down');
    return watch(await connect());
  }

  pool.connect = ((done?: (error: unknown, client?: pg.PoolClient, release?: unknown) => void) => {
    const opened = open();
    if (done === undefined) return opened;
    void opened.then(
      (client) => done(undefined, client, client.release.bind(client)),
      (error: unknown) => done(error),
    );
    return undefined;
  }) as typeof pool.connect;

  return {
    plan: (crash) => {
      planned = { crash, left: crash.afterStatements };
    },
    calm: () => {
      planned = null;
    },
    isDown: () => down,
  };
}

function breakConnection(client: pg.PoolClient): Crashed {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  return new Crashed('the connection is gone');
}
