/** How long a host asks to be left alone, said as seconds or as a date; `undefined` if it does not. */
export function retryAfterMs(response: Response, now: number): number | undefined {
  const said = response.headers.get('retry-after')?.trim()
  if (said === undefined || (response.status !== 429 && response.status !== 503)) return undefined
  if (/^\d+$/.test(said)) return Number(said) * 1000
  const date = Date.parse(said)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
