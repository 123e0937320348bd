import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { parseConfig } from '../../../src/config.ts'
import { environment } from '../../../src/main/process/environment.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'

describe('environment()', () => {
  const folders = createTemporaryFolders()
  after(() => folders.removeAll())

  function fileWith(text: string): string {
    const file = join(folders.make(), 'secret')
    writeFileSync(file, text)
    return file
  }

  it('has what lies in the files that variables name', () => {
    const env = environment({ PORT: '1', JWT_SECRET_FILE: fileWith('only for tests\n') })

    const { PORT, JWT_SECRET } = parseConfig(env)
    assert.deepEqual([PORT, JWT_SECRET], [1, 'only for tests'])
  })

  it('has nothing of an empty file, as of an empty variable', () => {
    assert.equal(parseConfig(environment({ JWT_SECRET_FILE: fileWith('') })).JWT_SECRET, null)
  })

  it('tells all mistakes at once, and no value', () => {
    const REDIS_URL_FILE = fileWith('redis://redis')
    const env = { JWT_SECRET_FILE: '/no/such', REDIS_URL: 'redis://secret', REDIS_URL_FILE }

    assert.throws(() => environment(env), {
      message:
        'Cannot read REDIS_URL: REDIS_URL_FILE is set, too\nCannot read JWT_SECRET_FILE: ENOENT',
    })
  })

  it('looks at no files for variables that are not ours', () => {
    assert.doesNotThrow(() => environment({ SSL_CERT_FILE: '/no/such' }))
  })
})
