/** Somewhere text can be written to, whether or not anyone reads it there. */
export interface Output {
  /** Resolves when the text has left; rejects if it could not. Never blocks. */
  write(text: string): Promise<void>
  /** Writes what can be written at once, for a process that ends. May throw. */
  writeNow(text: string): void
}
