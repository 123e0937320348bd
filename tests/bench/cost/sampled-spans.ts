/** How many spans our service has ended, whatever became of them; 0 of who does not tell. */
export function sampledSpans(metrics: string): number {
  const series = metrics.matchAll(/^anilibria_telemetry_spans_total\{.*\} (\S+)/gm)
  return [...series].reduce((sum, [, value]) => sum + Number(value), 0)
}

/** The 99th percentile of the event loop's delay since it was last asked for, in milliseconds. */
export function loopDelayP99Ms(metrics: string): number {
  const [, seconds] = /^nodejs_eventloop_lag_p99_seconds(?:\{.*\})? (\S+)/m.exec(metrics) ?? []
  if (seconds === undefined) throw new Error('Cannot find nodejs_eventloop_lag_p99_seconds')
  return Math.max(0, Number(seconds) * 1000 - samplingMs)
}

/** What is told holds the wait between two looks at the loop: 10 ms where nothing delays it. */
const samplingMs = 10
