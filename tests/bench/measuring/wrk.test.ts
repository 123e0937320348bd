import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseWrk } from './wrk.ts'

function output({ errors = '' }: { readonly errors?: string } = {}): string {
  return `Running 2s test @ http://127.0.0.1:4567/
  1 threads and 4 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   150.01us  502.81us   8.63ms   94.91%
    Req/Sec    80.66k    25.33k   96.67k    81.82%
  Latency Distribution
     50%   39.00us
     75%   58.00us
     90%  139.00us
     99%    2.61ms
  88000 requests in 2.20s, 10.34MB read
${errors}Requests/sec:  40000.01
Transfer/sec:      9.40MB
`
}

describe('parseWrk()', () => {
  it('reads requests and times, in milliseconds', () => {
    assert.deepEqual(parseWrk(output()), {
      requests: 88_000,
      errors: 0,
      perSecond: 40_000,
      p50Ms: 0.039,
      p99Ms: 2.61,
    })
  })

  it('reads seconds, too', () => {
    assert.equal(parseWrk(output().replace('2.61ms', '1.05s')).p99Ms, 1050)
  })

  it('adds up statuses and broken connections', () => {
    const errors = `  Socket errors: connect 1, read 2, write 3, timeout 4
  Non-2xx or 3xx responses: 876
`

    assert.equal(parseWrk(output({ errors })).errors, 886)
  })

  it('throws if wrk could not connect', () => {
    assert.throws(() => parseWrk('unable to connect'), /unable to connect/)
  })
})
