import assert from 'node:assert/strict'
import process from 'node:process'
import { after, describe, it } from 'node:test'
import { isReady } from '../running/is-ready.ts'
import { type PlacedServer, type PlacedStartable, startPlaced } from './placed-server.ts'

/** Answers at both of its places, with a variable of its environment. */
const script = `
const [one, other] = process.argv.slice(1)
for (const place of [one, other]) {
  const [host, port] = place.split(':')
  require('http').createServer((_, response) => response.end(process.env.SHARE)).listen(port, host)
}
console.log('listening')`

const placed: PlacedStartable = {
  program: process.execPath,
  addresses: ['jaeger:16686', 'jaeger:4317'],
  env: { SHARE: '1' },
  args: (places) => ['--eval', script, ...Object.values(places).flat()],
  answers: (port) => isReady(port, '/'),
}

// A process of Node's takes some 50 ms until it answers.
describe('startPlaced()', () => {
  const running: PlacedServer[] = []
  after(() => Promise.all(running.map((server) => server.stop())))

  async function start(port?: number): Promise<PlacedServer> {
    const server = await startPlaced(placed, port)
    running.push(server)
    return server
  }

  it('tells where the addresses are that compose knows, in a row', async () => {
    const { port, places } = await start()

    assert.deepEqual(places, {
      'jaeger:16686': [`127.0.0.1:${port}`],
      'jaeger:4317': [`127.0.0.1:${port + 1}`],
    })
    for (const place of Object.values(places).flat()) {
      assert.equal(await (await fetch(`http://${place}`)).text(), '1')
    }
  })

  it('begins the row where it is told', async () => {
    const first = await start()
    await first.stop()

    assert.equal((await start(first.port)).port, first.port)
  })

  it('tells all that the server has written', async () => {
    assert.equal((await start()).output(), 'listening\n')
  })
})
