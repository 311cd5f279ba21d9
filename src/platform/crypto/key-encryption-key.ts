/** A key that only ever encrypts other keys and is kept outside the database. */
export interface KeyEncryptionKey {
  /** Names provider, generation and the key itself, such as `file:kek-1:9f86d081`; stored beside what it wrapped. */
  readonly id: string;
  /** Encrypts a key. @param context what the key is for; only the same text unwraps it */
  wrap(key: Uint8Array, context: string): Promise<Uint8Array>;
  /** Decrypts a key; throws when it was altered, or wrapped for another context or by another key. */
  unwrap(wrapped: Uint8Array, context: string): Promise<Uint8Array>;
}

/** The generations of the key-encryption key that one key store keeps. */
export interface KeyEncryptionKeys {
  /** Returns the newest generation, making the first when there is none. */
  current(): Promise<KeyEncryptionKey>;
  /** Returns a generation by its id; throws when it is not kept here. */
  get(id: string): Promise<KeyEncryptionKey>;
  /** Makes a new generation, which is the current one from now on. */
  addGeneration(): Promise<KeyEncryptionKey>;
  /** Destroys an old generation: what only it has wrapped, in backups too, is lost for ever. */
  destroyGeneration(id: string): Promise<void>;
}
