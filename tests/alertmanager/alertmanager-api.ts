import { setTimeout } from 'node:timers/promises'

export type Labels = Readonly<Record<string, string>>

/** Mutes its own lesser alert once everything that was told before it has been looked at. */
const last: Labels = { alertname: 'AllReplicasDown', job: 'told-last' }
const mutedByLast: Labels = { alertname: 'HighErrorRate', job: 'told-last' }

/** Tells an Alertmanager of alerts that fire, and waits until it knows which mute which. */
export async function tellAlerts(url: string, alerts: readonly Labels[]): Promise<void> {
  for (const labels of [...alerts, mutedByLast, last]) await post(url, labels)
  const start = performance.now()
  while (performance.now() - start < 5000) {
    if ((await statesIn(url)).some(({ labels, isMuted }) => isMuted && isLast(labels))) return
    await setTimeout(20)
  }
  throw new Error('Cannot tell which alerts are muted: Alertmanager takes too long')
}

/** What fires in an Alertmanager, and is muted by another alert. */
export async function mutedIn(url: string): Promise<readonly Labels[]> {
  const states = await statesIn(url)
  return states.flatMap(({ labels, isMuted }) => (isMuted && !isLast(labels) ? [labels] : []))
}

function isLast({ job }: Labels): boolean {
  return job === last.job
}

async function post(url: string, labels: Labels): Promise<void> {
  const response = await fetch(`${url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ labels, startsAt: new Date().toISOString() }]),
  })
  if (!response.ok) throw new Error(`Cannot tell of an alert: ${await response.text()}`)
}

async function statesIn(url: string): Promise<{ labels: Labels; isMuted: boolean }[]> {
  const alerts = (await (await fetch(`${url}/api/v2/alerts`)).json()) as {
    labels: Labels
    status: { inhibitedBy: string[] }
  }[]
  return alerts.map(({ labels, status }) => ({ labels, isMuted: status.inhibitedBy.length > 0 }))
}
