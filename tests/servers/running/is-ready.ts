/** Whether somebody answers on a port of 127.0.0.1 over HTTP, and says that all is well. */
export async function isReady(port: number, path: string): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`)
  await response.body?.cancel()
  return response.ok
}
