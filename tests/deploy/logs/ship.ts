/** What Elasticsearch is sent for a line. */
export type Shipped = Readonly<Record<string, unknown>>

/** Does to the output of a container what Docker and `otel/logs/fluentd.conf` do to it. */
export function ship(container: string, output: string): readonly Shipped[] {
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => sent(wrapped(container, line)))
}

/** As Docker's driver json-file writes it. */
function wrapped(container: string, line: string): string {
  const attrs = { 'com.docker.compose.service': container }
  const time = new Date().toISOString().replace('Z', '000000Z')
  return JSON.stringify({ log: `${line}\n`, stream: 'stdout', attrs, time })
}

function sent(wrapped: string): Shipped {
  const { log, stream, attrs, time } = JSON.parse(wrapped)
  const container = attrs['com.docker.compose.service']
  const fields = fieldsOf(log)
  const kept = fields === null ? { stream, container, log } : { stream, container, ...fields }
  return { ...kept, '@timestamp': fields?.time ?? time }
}

function fieldsOf(log: string): Shipped | null {
  try {
    return JSON.parse(log)
  } catch {
    return null
  }
}
