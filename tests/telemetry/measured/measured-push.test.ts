import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { measuredPush } from '../../../src/telemetry/measured/measured-push.ts'
import { createWorld, type World } from '../../adapters/opentelemetry/world.ts'
import { eventOf } from '../../contracts/event-log.ts'
import { settled } from '../../support/push-world.ts'
import { createRecordingMeter } from '../recording-meter.ts'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const spanId = 'b7ad6b7169203331'
const event = eventOf('a', { freshAt: 1_000, traceparent: `00-${traceId}-${spanId}-01` })

describe('measuredPush()', () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  function measured(now = 5_000) {
    const meter = createRecordingMeter()
    return { meter, push: measuredPush({ meter, tracer: world.tracer }, () => now) }
  }

  it('does the telling within a span that says of what, and is linked to what found it', async () => {
    const { push } = measured()
    let told = 0

    push.telling({ channel: 'sse', event, receivers: 3 }, () => {
      told += 1
    })
    await settled()
    await world.flush()

    assert.equal(told, 1)
    const span = world.sink.span('notify sse')
    assert.deepEqual(span.attributes, {
      'event.type': 'new_episode',
      'event.id': 'a',
      title_id: 9542,
      channel: 'sse',
      receivers: 3,
    })
    assert.equal(span.parentSpanId, undefined)
    assert.notEqual(span.traceId, traceId)
    assert.deepEqual(
      span.links.map((link) => [link.traceId, link.spanId]),
      [[traceId, spanId]],
    )
  })

  it('tells before it returns, so that events keep their order', () => {
    const { push } = measured()
    const order: string[] = []

    push.telling({ channel: 'sse', event, receivers: 1 }, () => void order.push('told'))
    order.push('returned')

    assert.deepEqual(order, ['told', 'returned'])
  })

  it('counts each receiver, and messages over WebSockets', () => {
    const { push, meter } = measured()

    push.telling({ channel: 'websocket', event, receivers: 3 }, () => {})
    push.telling({ channel: 'sse', event, receivers: 2 }, () => {})
    push.countTold({ channel: 'websocket', event, receivers: 1 })

    assert.deepEqual(meter.numbers, {
      'notificationsSent new_episode websocket': 4,
      'websocketMessages out new_episode': 4,
      'notificationsSent new_episode sse': 2,
    })
  })

  it('times once how long something new was on its way, and nothing that was read from the log', () => {
    const { push, meter } = measured()

    push.telling({ channel: 'websocket', event, receivers: 3 }, () => {})
    push.countTold({ channel: 'websocket', event, receivers: 1 })

    assert.deepEqual(meter.durations, [{ series: 'notificationLag websocket', seconds: 4 }])
  })

  it('times nothing that is not new, or of which nobody knows since when it is there', () => {
    const { push, meter } = measured()
    const others = [
      eventOf('b', { type: 'status_change', freshAt: 1_000 }),
      eventOf('c', { type: 'episode_updated', freshAt: 1_000 }),
      eventOf('d', { freshAt: null }),
    ]

    for (const event of others) push.telling({ channel: 'sse', event, receivers: 1 }, () => {})

    assert.deepEqual(meter.durations, [])
  })

  it('takes what is dated in our future for just come', () => {
    const { push, meter } = measured(500)

    push.telling({ channel: 'sse', event, receivers: 1 }, () => {})

    assert.equal(meter.durations[0]?.seconds, 0)
  })
})
