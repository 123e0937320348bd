/** Bytes on their way to one reader, whose speed is his own. */
export interface BoundedStream {
  readonly body: ReadableStream<Uint8Array>
  send(bytes: Uint8Array): void
  /** How many bytes have not been asked for yet. */
  waiting(): number
  /** Ends it after what waits. */
  end(): void
  /**
   * Ends it before that. An error would end the connection, too, but every runtime prints it, where
   * only lines of the log belong.
   */
  cut(): void
}

/** @param onGone Is called once when the reader leaves; not if we end it. */
export function createBoundedStream(onGone: () => void): BoundedStream {
  const queue: Uint8Array[] = []
  let waiting = 0
  let isEnding = false
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined

  function flow(): void {
    while (stream && (stream.desiredSize ?? 0) > 0 && queue.length > 0) {
      const bytes = queue.shift() as Uint8Array
      waiting -= bytes.byteLength
      stream.enqueue(bytes)
    }
    if (isEnding && queue.length === 0) close()
  }

  function close(): void {
    stream?.close()
    stream = undefined
    queue.length = 0
    waiting = 0
  }

  return {
    body: new ReadableStream<Uint8Array>({
      start(controller) {
        stream = controller
      },
      pull: flow,
      cancel() {
        const isNews = stream !== undefined && !isEnding
        stream = undefined
        if (isNews) onGone()
      },
    }),
    send(bytes) {
      queue.push(bytes)
      waiting += bytes.byteLength
      flow()
    },
    waiting: () => waiting,
    end() {
      isEnding = true
      flow()
    },
    cut: close,
  }
}
