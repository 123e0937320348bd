import { getConnInfo } from 'hono/deno'
import { run } from './run.ts'

/** The part of Deno that is called here, so that the checker needs no types of Deno's. */
declare const Deno: {
  readonly version: { readonly deno: string }
  serve(
    options: { hostname: string; port: number; onListen: () => void; signal: AbortSignal },
    handler: (request: Request, info: object) => Response | Promise<Response>,
  ): { readonly addr: { readonly port: number }; shutdown(): Promise<void> }
}

const platform = {
  runtime: { name: 'deno', version: Deno.version.deno },
  peer: (c: Parameters<typeof getConnInfo>[0]) => getConnInfo(c).remote.address ?? null,
}

await run(platform, async (fetch, { HOST, PORT }) => {
  const abort = new AbortController()
  const options = { hostname: HOST, port: PORT, onListen() {}, signal: abort.signal }
  const server = Deno.serve(options, (request, info) => fetch(request, info))
  return {
    address: `http://${HOST}:${server.addr.port}`,
    finish: () => server.shutdown(),
    cut: () => abort.abort(),
  }
})
