/** How a server's program comes to this machine. */
export interface Source {
  /** What it is, for people: `Debian package redis-server`. */
  readonly title: string
  /** Where the program lies; `null` if this machine does not have it. Takes no time. */
  find(): string | null
  /** Makes the program findable; rejects with what to do instead if it cannot. May take minutes. */
  fetch(): Promise<void>
}
