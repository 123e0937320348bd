// A program: bundles the worker into dist/worker.js, and tells how big it is and what that is made of.
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { gzipSync } from 'node:zlib'
import { bundleWorker } from '../../src/main/workerd/bundle-worker.ts'

const outfile = 'dist/worker.js'
const { outputs } = await bundleWorker(outfile)

const sizes = new Map<string, number>()
for (const [file, { bytesInOutput }] of Object.entries(outputs[outfile]?.inputs ?? {})) {
  const origin = originOf(file)
  sizes.set(origin, (sizes.get(origin) ?? 0) + bytesInOutput)
}
for (const [origin, bytes] of [...sizes].sort(([, one], [, other]) => other - one)) {
  process.stdout.write(`${kilobytes(bytes)}  ${origin}\n`)
}
const bundle = readFileSync(outfile)
process.stdout.write(`${kilobytes(bundle.length)}  ${outfile}\n`)
process.stdout.write(`${kilobytes(gzipSync(bundle).length)}  ${outfile}, gzipped\n`)

/** The package a file belongs to, or our own folder. */
function originOf(file: string): string {
  const [, inside] = file.split('node_modules/')
  if (inside === undefined) return 'src'
  const [name = '', rest = ''] = inside.split('/')
  if (inside.includes('/locales/')) return `${name}'s translations`
  return name.startsWith('@') ? `${name}/${rest}` : name
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(7)} kB`
}
