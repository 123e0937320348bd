/** Something that answers a title: our service in some way, or a peer. */
export interface Subject {
  /** What it is called in tables, in JSON and at the sink. */
  readonly name: SubjectName
  /** What it is, for people. */
  readonly title: string
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Whether it makes spans: `sampled` makes them of some requests. */
  readonly spans: 'none' | 'all' | 'sampled'
}

export type SubjectName =
  | 'node-http'
  | 'bare-hono'
  | 'bare-hono-as-ours'
  | 'metrics-and-ids'
  | 'sampled'
  | 'everything'
  | 'hono-stack'
  | 'fastify-stack'
  | 'seed'

/** How a subject's environment is told of what all have in common. */
export interface Surroundings {
  /** What `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` of a subject is to be. */
  readonly tracesUrl: (name: SubjectName) => string
  /** A new folder that is removed at the end. */
  readonly folder: () => string
}

/**
 * What all who make spans are told alike. The defaults, but that the last spans of a round need not be
 * waited for so long: under load a batch is full before.
 */
export const batching = { OTEL_BSP_SCHEDULE_DELAY: '500' } as const
