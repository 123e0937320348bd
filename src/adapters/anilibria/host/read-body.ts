import { HostFailure } from './host-failure.ts'

/** Far above AniLibria's longest answers, far below what hurts us. */
const mostBytes = 8 * 1024 * 1024

/**
 * Reads a body as JSON.
 *
 * @throws {HostFailure} if it is none, or too long.
 */
export async function readBody(response: Response): Promise<unknown> {
  const text = await readText(response)
  try {
    return JSON.parse(text)
  } catch (cause) {
    const what = text.trimStart().startsWith('<') ? 'HTML' : 'broken JSON'
    throw new HostFailure(`answered ${response.status} with ${what}`, {
      notFound: response.status === 404,
      cause,
    })
  }
}

async function readText({ body }: Response): Promise<string> {
  if (body === null) return ''
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    bytes += chunk.value.length
    if (bytes > mostBytes) {
      await reader.cancel()
      throw new HostFailure(`answered with more than ${mostBytes} bytes`)
    }
    text += decoder.decode(chunk.value, { stream: true })
  }
  return text + decoder.decode()
}
