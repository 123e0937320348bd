/** Every way of failing, and what a client meets. */
export const faults = {
  none: 'answers as it should',
  down: 'connections are destroyed without an answer',
  slow: 'answers after `delay_ms` (3000 unless told)',
  hang: 'never answers, until the levers are reset',
  '5xx': 'answers `status` (503 unless told) with a JSON message',
  html521: 'answers 521 with HTML, as the CDN does when the site behind it is gone',
  html200: 'answers 200 with HTML',
  challenge403: 'answers 403 with the HTML of a challenge for browsers',
  html404: 'answers 404 with HTML',
  '429': 'answers 429, with `retry_after` if told: seconds, or an HTTP date',
  broken_json: 'answers 200 with the first half of the JSON',
  broken_item: 'replaces one item of every list by something unreadable',
} as const

export type Fault = keyof typeof faults

export const faultNames = Object.keys(faults) as [Fault, ...Fault[]]
