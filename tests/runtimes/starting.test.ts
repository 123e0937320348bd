import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { type Program, startProcess } from '../support/start-process.ts'
import { createTemporaryFolders } from '../support/temporary-folders.ts'
import { runtimes, unlessMissing } from './runtimes.ts'

for (const runtime of runtimes) {
  describe(`on ${runtime.name} the service cannot start`, unlessMissing(runtime), () => {
    const folders = createTemporaryFolders()
    const other = createServer()
    let program: Program | undefined
    before(() => new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve)))
    after(async () => {
      await program?.end()
      other.close()
      folders.removeAll()
    })

    it('with settings that do not fit, and names all of them', async () => {
      program = startProcess(runtime.command, { PORT: 'http', LOG_LEVEL: 'loud', DATA_DIR: '' })
      const code = await program.ended

      assert.equal(code, 1)
      assert.deepEqual(program.output().split('\n'), [
        'Cannot start:',
        'Cannot read PORT: expected a whole number from 0 to 65535',
        'Cannot read LOG_LEVEL: expected one of trace, debug, info, warn, error, fatal, silent',
      ])
    })

    it('on a port that is taken, and names it', async () => {
      const { port } = other.address() as AddressInfo
      const address = { HOST: '127.0.0.1', PORT: String(port), DATA_DIR: folders.make() }

      program = startProcess(runtime.command, address)
      const code = await program.ended

      assert.equal(code, 1)
      assert.match(program.output(), /^Cannot start:$/m)
      assert.ok(program.output().includes(`Cannot listen on http://127.0.0.1:${port}: `))
      assert.doesNotMatch(program.output(), /^ +at /m)
    })
  })
}
