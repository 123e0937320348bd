/** Who speaks, in every log line and span: constant while the process lives. */
export interface Identity {
  readonly service: string
  readonly version: string
  readonly environment: string
}
