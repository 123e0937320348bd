/** A time as AniLibria writes it: whole seconds, `+00:00`. */
export function timestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+00:00`
}
