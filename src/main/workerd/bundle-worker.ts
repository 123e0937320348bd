import { join } from 'node:path'
import { build, type Metafile } from 'esbuild'

/**
 * Bundles what runs on workerd into one file, as wrangler would.
 *
 * @returns What went in, and how many bytes of each file came out.
 */
export async function bundleWorker(outfile: string): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: [join(import.meta.dirname, '../workerd.ts')],
    outfile,
    bundle: true,
    minify: true,
    metafile: true,
    format: 'esm',
    target: 'es2024',
    // Anything else of Node's that gets in fails the build.
    external: ['node:async_hooks'],
    platform: 'browser',
    conditions: ['workerd', 'worker', 'browser'],
    // Of a CommonJS module all comes along, used or not.
    mainFields: ['browser', 'module', 'main'],
    logLevel: 'error',
  })
  return metafile
}
