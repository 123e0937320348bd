import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Config, parseConfig, settings } from '../src/config.ts'

describe('parseConfig()', () => {
  it('takes the defaults where nothing is set, or set to nothing', () => {
    const config = parseConfig({ PORT: '', HOST: '  ' })

    assert.equal(config.PORT, 8000)
    assert.equal(config.ADMIN_PORT, null)
    assert.equal(config.HOST, '0.0.0.0')
    assert.equal(config.REDIS_URL, null)
    assert.equal(config.ANILIBRIA_API_URLS.length, 3)
    assert.deepEqual(config.CORS_ORIGINS, [])
  })

  it('reads lists with blanks around their items', () => {
    const config = parseConfig({ TRUSTED_PROXIES: ' 10.0.0.0/8 , ::1 ' })

    assert.deepEqual(config.TRUSTED_PROXIES, ['10.0.0.0/8', '::1'])
  })

  const bad: Readonly<Partial<Record<keyof Config, string>>> = {
    PORT: '65536',
    ADMIN_PORT: 'secret',
    LOG_LEVEL: 'loud',
    ANILIBRIA_API_URLS: 'https://user:secret@aniliberty.top/api/v1',
    NODEJS_SERVICE_URL: 'ftp://secret.example',
    ANILIBRIA_TIMEOUT_MS: '1.5',
    CACHE_TTL_MEMORY: '0',
    CORS_ORIGINS: 'https://anime.example/secret',
    TRUSTED_PROXIES: '10.0.0.0/33',
    REDIS_URL: 'http://user:secret@redis',
    MONGODB_URI: 'secret',
    SHUTDOWN_GRACE_MS: '-1',
  }

  it('tells all mistakes at once, by name, and what would be right', () => {
    assert.throws(
      () => parseConfig(bad),
      ({ message }: Error) => {
        const lines = message.split('\n')
        assert.equal(lines.length, Object.keys(bad).length)
        for (const name of Object.keys(bad)) {
          assert.ok(lines.some((line) => line.startsWith(`Cannot read ${name}: expected `)))
        }
        return true
      },
    )
  })

  it('never tells a value, for it may be a secret', () => {
    assert.throws(() => parseConfig(bad), { message: /^(?![\s\S]*(secret|loud))/ })
  })

  it('has a default for every variable that it accepts itself', () => {
    const defaults = Object.entries(settings).map(([name, setting]) => [name, setting.default])

    assert.doesNotThrow(() => parseConfig(Object.fromEntries(defaults)))
  })
})
