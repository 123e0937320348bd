import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** A service of `compose.yaml`, as far as tests look at it. */
export interface ComposeService {
  readonly image?: string
  readonly build?: object
  readonly container_name?: string
  readonly command?: readonly string[]
  readonly profiles?: readonly string[]
  readonly environment?: Readonly<Record<string, string | null>>
  readonly ports?: readonly string[]
  readonly expose?: readonly string[]
  readonly networks: readonly string[]
  readonly volumes?: readonly string[]
  readonly secrets?: readonly (string | { readonly source: string })[]
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean }
  readonly restart?: string
  readonly read_only?: boolean
  readonly deploy?: { readonly resources: { readonly limits: { cpus?: string; memory?: string } } }
  readonly logging?: { readonly driver: string; readonly options: Record<string, string> }
  readonly security_opt?: readonly string[]
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>
  readonly volumes: object
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
}

export const composeText = readFileSync('compose.yaml', 'utf8')

/** `compose.yaml` where no variable is set. */
export const composeFile: ComposeFile = parse(
  composeText.replace(/\$\{\w+(?::-([^}]*))?\}/g, (_, instead = '') => instead),
  { merge: true },
)

export const services = Object.entries(composeFile.services)

/** The files and folders of the repository that a service sees, by their path here. */
export function mounted({ volumes = [] }: ComposeService): readonly string[] {
  return volumes.flatMap((volume) => (volume.startsWith('./') ? [volume.split(':')[0] ?? ''] : []))
}

/** The variables of a file such as `.env`, also those that are commented out. */
export function variablesIn(file: string): Readonly<Record<string, string>> {
  const found = readFileSync(file, 'utf8').matchAll(/^#?([A-Z][A-Z\d_]*)=(.*)$/gm)
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, value]))
}
