import { getConnInfo } from 'hono/deno'
import { run } from './run.ts'
import { answering, upgrade } from './sockets/deno.ts'

/** The part of Deno that is called here, so that the checker needs no types of Deno's. */
declare const Deno: {
  readonly version: { readonly deno: string }
  serve(
    options: { hostname: string; port: number; onListen: () => void },
    handler: (request: Request, info: object) => Response | Promise<Response>,
  ): { readonly addr: { readonly port: number }; shutdown(): Promise<void> }
}

const platform = {
  runtime: { name: 'deno', version: Deno.version.deno },
  peer: (c: Parameters<typeof getConnInfo>[0]) => getConnInfo(c).remote.address ?? null,
  upgrade,
}

await run(platform, async (fetch, hostname, port) => {
  const server = Deno.serve({ hostname, port, onListen() {} }, answering(fetch))
  return { port: server.addr.port, finish: () => server.shutdown() }
})
