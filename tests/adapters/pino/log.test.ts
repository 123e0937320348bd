import assert from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { describe, it } from 'node:test'
import { createScope } from '../../../src/adapters/async-context/scope.ts'
import { createPinoLog, type PinoLogOptions } from '../../../src/adapters/pino/log.ts'
import { identity, linesOf } from '../../support/log-lines.ts'

function logTo(options: Partial<PinoLogOptions> = {}) {
  let text = ''
  const output = {
    async write(lot: Uint8Array) {
      text += Buffer.from(lot).toString()
    },
    writeNow: () => assert.fail('the process does not end'),
  }
  const log = createPinoLog({ level: 'info', identity, readable: false, output, ...options })
  return {
    log,
    async written() {
      await log.flush()
      return text
    },
  }
}

describe('pino log', () => {
  it('writes the same line as the console log', async () => {
    const { log, written } = logTo()

    log.write('internalRoutesOff', { setting: 'A' })

    const [line] = linesOf(await written())
    assert.deepEqual(line, {
      level: 'warn',
      time: line?.time,
      ...identity,
      setting: 'A',
      msg: 'Internal routes are off',
    })
  })

  it('tells the time it is', async () => {
    const { log, written } = logTo()

    const before = Date.now()
    log.write('internalRoutesOff', { setting: 'A' })
    const after = Date.now()
    while (Date.now() === after);
    log.write('internalRoutesOff', { setting: 'B' })

    const [first, second] = linesOf(await written()).map(({ time }) => Date.parse(time))
    assert.ok(first !== undefined && first - before < 1000 && first >= before)
    assert.ok(second !== undefined && second > first)
  })

  it('tells each line its own level, and its own time', async () => {
    const { log, written } = logTo()
    const fieldsOf = {
      internalRoutesOff: { setting: 'A' },
      upstreamBack: { host: 'A' },
    }
    const events = [
      'internalRoutesOff',
      'upstreamBack',
      'upstreamBack',
      'internalRoutesOff',
    ] as const

    const starts = [0, 1].map(() => {
      const start = Date.now()
      for (const event of events) log.write(event, fieldsOf[event] as never)
      while (Date.now() === start);
      return start
    })

    const lines = linesOf(await written())
    const levels = ['warn', 'info', 'info', 'warn']
    assert.deepEqual(
      lines.map(({ level }) => level),
      [...levels, ...levels],
    )
    for (const [at, { time }] of lines.entries()) {
      assert.ok(Date.parse(time) >= (starts[Math.floor(at / 4)] as number))
    }
  })

  it('writes all scripts and pictures', async () => {
    const { log, written } = logTo()

    log.write('internalRoutesOff', { setting: 'Фрирен 葬送 🧝‍♀️' })

    assert.equal(linesOf(await written())[0]?.setting, 'Фрирен 葬送 🧝‍♀️')
  })

  it('gives a line the ids of what it is written for', async () => {
    const scope = createScope()
    const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: false }
    const circumstances = { requestId: 'r-1', trace, tracestate: undefined, baggage: undefined }
    const { log, written } = logTo({ scope })

    await scope.run(circumstances, async () => {
      await null
      log.write('internalRoutesOff', { setting: 'A' })
    })
    log.write('internalRoutesOff', { setting: 'B' })

    const ids = linesOf(await written()).map((line) => [
      line.request_id,
      line.trace_id,
      line.span_id,
    ])
    assert.deepEqual(ids, [
      ['r-1', trace.traceId, trace.spanId],
      [undefined, undefined, undefined],
    ])
  })

  for (const [level, least] of [
    ['debug', 'fetchingTitle'],
    ['info', 'upstreamBack'],
    ['warn', 'internalRoutesOff'],
    ['error', 'upstreamLost'],
  ] as const) {
    it(`writes at ${level} what is at least as bad`, async () => {
      const { log } = logTo({ level })

      const events = ['fetchingTitle', 'upstreamBack', 'internalRoutesOff', 'upstreamLost'] as const
      const written = events.filter((event) => log.writes(event))

      assert.deepEqual(written, events.slice(events.indexOf(least)))
    })
  }

  it('writes nothing when it is to be silent', async () => {
    const { log, written } = logTo({ level: 'silent' })

    log.write('upstreamLost', { error: 'all of them', advice: 'wait' })

    assert.equal(log.writes('upstreamLost'), false)
    assert.equal(await written(), '')
  })

  it('writes one line, whatever is in it', async () => {
    const { log, written } = logTo()

    log.write('internalRoutesOff', { setting: 'a\nb\r\n"c"\\ \u2028 \u0085 {"level":"fatal"}' })

    assert.equal((await written()).split(/[\n\r\u2028\u0085]/).length, 2)
    assert.equal(linesOf(await written()).length, 1)
  })

  it('is readable where it is to be', async () => {
    const { log, written } = logTo({ readable: true })

    const stack = 'TypeError: boom\n    at somewhere'
    log.write('backgroundFailed', { error: 'boom = "yes"', error_type: 'TypeError', stack })
    log.write('internalRoutesOff', { setting: 'a\u001b[2Jb' })

    const [first, ...rest] = (await written()).replaceAll(/^[\d:.]{12}/gm, 'TIME').split('\n')
    assert.equal(
      first,
      'TIME error Background work failed error="boom = \\"yes\\"" error_type=TypeError',
    )
    assert.deepEqual(rest, [
      '    TypeError: boom',
      '        at somewhere',
      'TIME warn  Internal routes are off setting=a\ufffd[2Jb',
      '',
    ])
  })
})
