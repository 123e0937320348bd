import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Circumstances } from '../../../src/telemetry/scope.ts'
import type { Carried } from '../../../src/telemetry/tracer.ts'
import { createWorld, nothing, type World } from './world.ts'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const spanId = 'b7ad6b7169203331'
const parent = `00-${traceId}-${spanId}-01`

const malformed = {
  'is empty': '',
  'is a word': 'nonsense',
  'comes twice': `${parent}, ${parent}`,
  'has an unknown, forbidden version': `ff-${traceId}-${spanId}-01`,
  'has upper case': parent.toUpperCase(),
  'has a trace of zeros': `00-${'0'.repeat(32)}-${spanId}-01`,
  'has a span of zeros': `00-${traceId}-${'0'.repeat(16)}-01`,
  'has a short trace': `00-${traceId.slice(1)}-${spanId}-01`,
  'has no flags': `00-${traceId}-${spanId}`,
  'has more than its version allows': `${parent}-more`,
  'is very long': `00-${traceId}-${spanId}-01${'0'.repeat(10_000)}`,
}

describe('a request', () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  function circumstancesOf(carried: Partial<Carried>, link?: string): Promise<Circumstances> {
    return world.request(async () => world.scope.current() as Circumstances, {
      carried: { ...nothing, ...carried },
      link,
    })
  }

  async function arrived({ trace }: Circumstances) {
    await world.flush()
    const span = world.sink.spans.find((span) => span.spanId === trace.spanId)
    assert.ok(span)
    return span
  }

  it('has new ids, which its circumstances tell', async () => {
    const circumstances = await circumstancesOf({})

    assert.match(circumstances.trace.traceId, /^(?!0+$)[0-9a-f]{32}$/)
    assert.match(circumstances.trace.spanId, /^(?!0+$)[0-9a-f]{16}$/)
    assert.equal(circumstances.trace.sampled, true)
    assert.equal(circumstances.requestId, 'r-1')
    const span = await arrived(circumstances)
    assert.equal(span.traceId, circumstances.trace.traceId)
    assert.equal(span.parentSpanId, undefined)
    assert.equal(span.kind, 'server')
  })

  it('leaves no circumstances behind', async () => {
    await circumstancesOf({})

    assert.equal(world.scope.current(), undefined)
  })

  it('is a child of what a trusted peer sent', async () => {
    const circumstances = await circumstancesOf({ traceparent: parent, tracestate: 'a=1,b=2' })

    assert.equal(circumstances.trace.traceId, traceId)
    assert.equal(circumstances.tracestate, 'a=1,b=2')
    const span = await arrived(circumstances)
    assert.equal(span.traceId, traceId)
    assert.equal(span.parentSpanId, spanId)
    assert.equal(span.traceState, 'a=1,b=2')
  })

  it('understands a traceparent of a later version', async () => {
    const circumstances = await circumstancesOf({ traceparent: `cc-${traceId}-${spanId}-01-more` })

    assert.equal(circumstances.trace.traceId, traceId)
  })

  it('is not sampled if its parent is not', async () => {
    const { trace } = await circumstancesOf({ traceparent: `00-${traceId}-${spanId}-00` })

    assert.equal(trace.traceId, traceId)
    assert.notEqual(trace.spanId, spanId)
    assert.equal(trace.sampled, false)
  })

  it('is linked to what a stranger sent, in a trace of its own', async () => {
    const span = await arrived(await circumstancesOf({}, parent))

    assert.notEqual(span.traceId, traceId)
    assert.equal(span.parentSpanId, undefined)
    assert.deepEqual(
      span.links.map((link) => [link.traceId, link.spanId]),
      [[traceId, spanId]],
    )
  })

  for (const [why, traceparent] of Object.entries(malformed)) {
    it(`has neither parent nor link if that ${why}`, async () => {
      const child = await circumstancesOf({ traceparent, tracestate: 'a=1' })
      const linked = await arrived(await circumstancesOf({}, traceparent))

      assert.notEqual(child.trace.traceId, traceId)
      assert.equal(child.tracestate, undefined)
      assert.equal((await arrived(child)).parentSpanId, undefined)
      assert.deepEqual(linked.links, [])
    })
  }

  it('keeps a tracestate of 32 members, and no longer one', async () => {
    const members = Array.from({ length: 33 }, (_, index) => `k${index}=v`)
    const short = members.slice(1).join(',')

    const kept = await circumstancesOf({ traceparent: parent, tracestate: short })
    const lost = await circumstancesOf({ traceparent: parent, tracestate: members.join(',') })

    assert.equal(kept.tracestate, short)
    assert.equal(lost.tracestate, undefined)
    assert.equal(lost.trace.traceId, traceId)
  })

  it('keeps baggage of 8 KiB, also without a parent, and no longer one', async () => {
    const baggage = `a=${'x'.repeat(8190)}`

    assert.equal((await circumstancesOf({ baggage })).baggage, baggage)
    assert.equal((await circumstancesOf({ baggage: `${baggage}x` })).baggage, undefined)
  })

  it('keeps no baggage that could not be sent on', async () => {
    assert.equal((await circumstancesOf({ baggage: 'a=é' })).baggage, undefined)
  })
})

describe('a probe', () => {
  it('has ids, also its caller’s, and no span', async (test) => {
    const world = await createWorld()
    test.after(() => world.end())
    const ids = () => world.request(async (span) => span.ids, { probe: true })

    const [one, other] = [await ids(), await ids()]
    const child = await world.request(async (span) => span.ids, {
      probe: true,
      carried: { ...nothing, traceparent: parent },
    })

    assert.notEqual(one.traceId, other.traceId)
    assert.equal(one.sampled, false)
    assert.equal(child.traceId, traceId)
    await world.shutdown()
    assert.deepEqual(world.sink.spans, [])
  })
})
