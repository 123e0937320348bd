/**
 * How far long work has come, by its name (`catalogue`, `watch`): what lies here outlives a crash.
 *
 * A method rejects only with `Failure('unavailable')`.
 */
export interface SyncStatus {
  /** What was last written, as JSON would give it back; `null` if nothing was. */
  read(name: string): Promise<unknown>
  /** Replaces it with something that is JSON. */
  write(name: string, state: unknown): Promise<void>
}
