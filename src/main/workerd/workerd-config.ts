export interface WorkerdOptions {
  /** Where to listen: host and port, as in `127.0.0.1:8000` or `[::1]:0`. */
  readonly address: string
  /** The bundled worker's file, in the folder of the configuration. */
  readonly worker: string
  /** Names of the environment's variables that the worker may see. */
  readonly variables: readonly string[]
}

/** As in ../wrangler.jsonc: the day whose behaviour of workerd we rely on. */
export const compatibilityDate = '2026-11-01'

/** Says in workerd's own language what it is to run. Values of variables are not written down. */
export function workerdConfig({ address, worker, variables }: WorkerdOptions): string {
  const bindings = variables.map((name) => `(name = "${name}", fromEnvironment = "${name}")`)
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "${worker}", esModule = embed "${worker}")],
      compatibilityDate = "${compatibilityDate}",
      bindings = [${bindings.join(', ')}],
      globalOutbound = "outbound",
    )),
    # Without a word of its own workerd refuses private addresses, where a test's AniLibria lies.
    (name = "outbound", network = (
      allow = ["public", "private"],
      tlsOptions = (trustBrowserCas = true),
    )),
  ],
  sockets = [(name = "http", address = ${JSON.stringify(address)}, http = (), service = "main")],
);
`
}
