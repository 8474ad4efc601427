/**
 * Kysely over postgres.js, one postgres.js client for each connection, thrown away when its session is lost.
 *
 * postgres.js has a pool of its own, but what dies there while reserved goes back into it as if it lived, and a query asked
 * between a socket's error and its close is never answered (3.4.9: `reserve` in index.js, `closed` in connection.js). Here
 * whoever borrowed a lost connection gets errors, never silence, and never a fresh session in which half a transaction
 * would run bare.
 */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type postgres from 'postgres'

/** Opens a client of one connection; `onLoss` is called when its session ends, or could not be begun. */
export type OpenClient = (onLoss: () => void) => postgres.Sql

export const postgresDialect = (openClient: OpenClient, size: number): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new ConnectionPool(openClient, size),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
})

class ConnectionPool implements Driver {
  readonly #openClient: OpenClient
  readonly #size: number
  readonly #idle: Connection[] = []
  readonly #all = new Set<Connection>()
  readonly #waiting: ((connection: Connection) => void)[] = []

  constructor(openClient: OpenClient, size: number) {
    this.#openClient = openClient
    this.#size = size
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) {
      if (!idle.isLost) return idle
      this.#discard(idle)
    }
    return this.#all.size < this.#size ? this.#open() : await this.#wait()
  }

  #open(): Connection {
    const connection = new Connection(this.#openClient)
    this.#all.add(connection)
    return connection
  }

  #discard(connection: Connection): void {
    this.#all.delete(connection)
    void connection.end(0)
  }

  #wait(): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const give = (connection: Connection) => {
        clearTimeout(timer)
        resolve(connection)
      }
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(give), 1)
        reject(
          new Error(`All ${this.#size} database connections have been busy for ${PATIENCE / 1000} seconds`),
        )
      }, PATIENCE)
      this.#waiting.push(give)
    })
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const returned = toConnection(connection)
    if (returned.inTransaction) await this.rollbackTransaction(returned)
    if (returned.isLost) this.#discard(returned)
    const next = this.#waiting.shift()
    if (next) next(returned.isLost ? this.#open() : returned)
    else if (!returned.isLost) this.#idle.push(returned)
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const isolation = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : ''
    const access = settings.accessMode ? ` ${settings.accessMode}` : ''
    await toConnection(connection).command(`start transaction${isolation}${access}`)
    toConnection(connection).inTransaction = true
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const done = await toConnection(connection).command('commit')
    toConnection(connection).inTransaction = false
    // PostgreSQL's documentation, COMMIT: after an error in the transaction it rolls back, and says so in its tag alone.
    if (done === 'ROLLBACK')
      throw new Error('The transaction could not be committed: a statement in it had failed')
  }

  /** A lost session has been rolled back by the server. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    const returned = toConnection(connection)
    returned.inTransaction = false
    if (!returned.isLost) await returned.command('rollback').catch(() => returned.lose())
  }

  savepoint = (connection: DatabaseConnection, name: string) =>
    toConnection(connection).savepoint('savepoint', name)
  rollbackToSavepoint = (connection: DatabaseConnection, name: string) =>
    toConnection(connection).savepoint('rollback to', name)
  releaseSavepoint = (connection: DatabaseConnection, name: string) =>
    toConnection(connection).savepoint('release', name)

  async destroy(): Promise<void> {
    await Promise.all([...this.#all].map((connection) => connection.end(5)))
  }
}

const PATIENCE = 30_000

const toConnection = (connection: DatabaseConnection): Connection => {
  if (connection instanceof Connection) return connection
  throw new TypeError('not a connection of this pool')
}

class Connection implements DatabaseConnection {
  readonly #sql: postgres.Sql
  /** Ways to fail what is being asked, so that a loss leaves nobody waiting. */
  readonly #asked = new Set<(loss: Error) => void>()
  #lost = false
  inTransaction = false

  constructor(open: OpenClient) {
    this.#sql = open(() => this.lose())
  }

  get isLost(): boolean {
    return this.#lost
  }

  lose(): void {
    this.#lost = true
    for (const fail of this.#asked) fail(new Error(LOST))
    this.#asked.clear()
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const rows = await this.#settle(this.#query<R>(query))
    const changes = CHANGES.has(rows.command)
    return changes ? { numAffectedRows: BigInt(rows.count), rows: [...rows] } : { rows: [...rows] }
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    const chunks = this.#query<R>(query).cursor(chunkSize)[Symbol.asyncIterator]()
    try {
      for (;;) {
        const { done, value } = await this.#settle(chunks.next())
        if (done) return
        yield { rows: [...value] as R[] }
      }
    } finally {
      await chunks.return?.()
    }
  }

  async command(sql: string): Promise<string> {
    return (await this.#settle(this.#live().unsafe(sql))).command
  }

  async savepoint(verb: string, name: string): Promise<void> {
    await this.command(`${verb} "${name.replaceAll('"', '""')}"`)
  }

  end(timeout: number): Promise<void> {
    return this.#sql.end({ timeout })
  }

  #query<R>(query: CompiledQuery) {
    const parameters = [...query.parameters] as postgres.ParameterOrJSON<never>[]
    return this.#live().unsafe<R[]>(query.sql, parameters, { prepare: true })
  }

  #live(): postgres.Sql {
    if (this.#lost) throw new Error(LOST)
    return this.#sql
  }

  #settle<T>(asked: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#asked.add(reject)
      asked.then(resolve, reject).finally(() => this.#asked.delete(reject))
    })
  }
}

const LOST = 'The connection to the database was lost'
const CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])
