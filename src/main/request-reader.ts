import type { HonoRequest } from 'hono'
import type { Reader } from '../core/reading/reading.ts'

type Means = Pick<Reader, 'hold' | 'onward' | 'detach'>

/**
 * Reads for one request. A class, for its `signal` is read late: on Node that makes a whole Request
 * of what was a light one. An accessor of an object literal would have V8 keep every request until
 * its next full collection.
 */
export class RequestReader implements Reader {
  readonly hold: Reader['hold']
  readonly onward: Reader['onward']
  readonly detach: Reader['detach']
  readonly #request: HonoRequest

  constructor(request: HonoRequest, { hold, onward, detach }: Means) {
    this.#request = request
    this.hold = hold
    this.onward = onward
    this.detach = detach
  }

  get signal(): AbortSignal {
    return this.#request.raw.signal
  }
}
