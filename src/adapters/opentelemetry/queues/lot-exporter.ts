import { OTLPExporterBase } from '@opentelemetry/otlp-exporter-base'
import {
  convertLegacyHttpOptions,
  createOtlpHttpExportDelegate,
} from '@opentelemetry/otlp-exporter-base/node-http'
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer'
import type { SpanQueueOptions } from './span-queue.ts'

/** Spans that are sent together. */
export interface Lot {
  /** As OTLP has them, in UTF-8. */
  readonly json: Uint8Array<ArrayBuffer>
  readonly spans: number
}

const serializer = {
  serializeRequest: ({ json }: Lot) => json,
  deserializeResponse: JsonTraceSerializer.deserializeResponse,
}

const counting = { name: 'span', countItems: ({ spans }: Lot) => spans } as const

/** What OpenTelemetry's exporter over HTTP is made of, for spans that are bytes already. */
export function createLotExporter({
  url,
  headers,
  timeoutMs,
}: SpanQueueOptions): OTLPExporterBase<Lot> {
  const config = { url, headers: { ...headers }, timeoutMillis: timeoutMs }
  const json = { 'Content-Type': 'application/json' }
  const options = convertLegacyHttpOptions(config, 'TRACES', 'v1/traces', json)
  const type = 'otlp_http_span_exporter'
  return new OTLPExporterBase(
    createOtlpHttpExportDelegate(options, serializer, type, counting, undefined),
  )
}
