/** Somewhere bytes of text can be written to, whether or not anyone reads it there. */
export interface Output {
  /** Resolves when the bytes have left; rejects if it could not. Never blocks. */
  write(bytes: Uint8Array): Promise<void>
  /** Writes what can be written at once, for a process that ends. May throw. */
  writeNow(bytes: Uint8Array): void
}
