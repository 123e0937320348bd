import { globSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** A data source as Grafana finds it when it starts. */
export interface DataSource {
  readonly name: string
  readonly uid: string
  readonly type: string
  readonly url: string
  readonly isDefault?: boolean
  readonly editable: boolean
  // biome-ignore lint/suspicious/noExplicitAny: each type of data source has its own settings
  readonly jsonData: any
}

/** All of them, after Grafana has put its environment in place of `$X` and made `$` of `$$`. */
export const dataSources: readonly DataSource[] = globSync(
  'grafana/provisioning/datasources/*.yaml',
)
  .sort()
  .flatMap((file) => parse(readFileSync(file, 'utf8').replaceAll('$$', '$')).datasources)

/** Finds one. Throws if it is not there. */
export function dataSource(uid: string): DataSource {
  const found = dataSources.find((source) => source.uid === uid)
  if (found === undefined) throw new Error(`Cannot find the data source ${uid}`)
  return found
}
