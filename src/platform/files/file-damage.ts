/** Thrown when a file's bytes are missing or are not those that were saved. */
export class FileDamaged extends Error {
  override readonly name = 'FileDamaged';

  constructor() {
    super('the bytes of a stored file are missing or were altered');
  }
}

/** Thrown when whoever sends a file breaks off before its end. Nothing of it is kept. */
export class UploadBroken extends Error {
  override readonly name = 'UploadBroken';
  /** Nobody hears the answer any more; the status keeps it from being logged as a fault. */
  readonly statusCode = 400;

  constructor() {
    super('a file was not sent to its end');
  }
}
