// A program: a collector that counts the spans it is sent, of each sender by itself. A sender sends to
// /<its name>/v1/traces; GET /<its name> tells how many have come.
import { createServer } from 'node:http'
import process from 'node:process'
import { gunzipSync } from 'node:zlib'
import { countSpans } from './count-spans.ts'

const counts = new Map<string, number>()

createServer(async (request, response) => {
  const [, sender = ''] = (request.url ?? '').split('/')
  const count = counts.get(sender) ?? 0
  if (request.method === 'GET') return response.end(String(count))
  const sent = Buffer.concat(await request.toArray())
  const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent
  const contentType = request.headers['content-type']
  counts.set(sender, (counts.get(sender) ?? 0) + countSpans(body, contentType))
  const isJson = contentType?.startsWith('application/json')
  // An answer without a field is an empty one, in protobuf.
  response.writeHead(200, { 'Content-Type': contentType }).end(isJson ? '{}' : '')
}).listen(Number(process.env.PORT), '127.0.0.1')
