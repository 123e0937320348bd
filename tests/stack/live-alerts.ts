import { setTimeout } from 'node:timers/promises'
import { numberOf } from '../otel/prometheus-api.ts'
import { waitFor } from '../otel/wait-for.ts'
import { createReplicasWorld, type Replica, type ReplicasWorld } from '../replicas/world.ts'
import { startBlackbox } from '../servers/blackbox.ts'
import { writeLocalCopy } from '../servers/configuration/local-copy.ts'
import type { Places } from '../servers/configuration/places.ts'
import { freePort } from '../servers/running/free-port.ts'
import { isReady } from '../servers/running/is-ready.ts'
import { type Server, startServer } from '../servers/running/start-server.ts'
import { programOf } from '../servers/servers.ts'
import type { SlackAttachment } from '../servers/sinks/slack-sink.ts'
import { createTemporaryFolders } from '../support/temporary-folders.ts'
import { type Alerting, startAlerting } from './alerting.ts'
import { createEnding, type Ending } from './ending.ts'
import { writeHurriedRules } from './live-alerts-rules.ts'

/** Two replicas of the service with visitors, and who watches them in a hurry: a minute lasts a second. */
export interface Watched {
  readonly world: ReplicasWorld
  readonly replicas: readonly [Replica, Replica]
  readonly alerting: Alerting
  readonly prometheus: Server
  /** Waits until Slack has been told something of this title, since `from`; for 60 s at most. */
  told(title: string, from?: number): Promise<SlackAttachment>
  /** All that Slack was told. */
  news(): readonly SlackAttachment[]
  end(): Promise<void>
}

/** The programs without which none of this can start. */
export const watching = ['redis', 'mongodb', 'prometheus3', 'alertmanager31', 'blackbox'] as const

/** Nobody listens there: what carries spans is not needed here, and its absence is no critical alert. */
const nowhere = ['127.0.0.1:1']

/** Starts everything; stops it again if something cannot start. */
export async function startWatched(): Promise<Watched> {
  const ending = createEnding()
  try {
    return { ...(await startAll(ending)), end: ending.end }
  } catch (error) {
    await ending.end()
    throw error
  }
}

async function startAll(ending: Ending) {
  const { later } = ending
  const world = await createReplicasWorld()
  later({ stop: world.end })
  const [replicas, alerting, blackbox] = await Promise.all([
    Promise.all([world.replica(), world.replica()]),
    startAlerting({
      set: {
        'route.group_interval': '1s',
        'route.routes.0.group_interval': '1s',
        'route.routes.0.repeat_interval': '1s',
        'route.routes.1.group_wait': '1s',
      },
    }).then(later),
    startBlackbox().then(later),
  ])
  later(startVisits(replicas))
  const hosts = replicas.map(({ url }) => new URL(url).host)
  const prometheus = await startHurriedPrometheus(ending, {
    ...alerting.places,
    ...blackbox.places,
    // One port for all, unless ADMIN_PORT is set.
    'service:8000': hosts,
    'service:8001': hosts,
    'nodejs-service:5000': nowhere,
    'otel-collector:8888': nowhere,
    'otel-collector:8889': nowhere,
    'jaeger:8888': nowhere,
  })
  await waitUntilCalm(prometheus)
  const news = () => alerting.slack.received.flatMap(({ attachments = [] }) => attachments)
  return {
    world,
    replicas,
    alerting,
    prometheus,
    news,
    async told(title: string, from = 0) {
      for (const end = Date.now() + 60_000; Date.now() < end; await setTimeout(20)) {
        const found = news().find((one, index) => index >= from && one.title.startsWith(title))
        if (found !== undefined) return found
      }
      const titles = news().map(({ title }) => title)
      throw new Error(`Slack was not told ${title}, but:\n${titles.join('\n')}`)
    },
  }
}

/** In a hurry it believes, before it first asks, that everything is gone; Slack may hear of that. */
async function waitUntilCalm({ url }: Server): Promise<void> {
  const calm = 'sum(up{job="anilibria-service"}) == 2 and on() absent(ALERTS{alertname=~".*Down"})'
  await waitFor('calm', async () => ((await numberOf(url, calm)) === 2 ? true : undefined))
}

/** Ten times a second somebody asks for a title that nobody has asked for: 404, or without AniLibria 503. */
function startVisits(replicas: readonly Replica[]) {
  let id = 500_000
  const visiting = setInterval(() => {
    id += 1
    replicas[id % replicas.length]
      ?.api(`/titles/${id}`)
      .then((answer) => answer.arrayBuffer())
      .catch(() => {})
  }, 100)
  return { stop: async () => clearInterval(visiting) }
}

/**
 * It also tells every second what still fires, not every minute: Alertmanager believes what it was told for
 * four times as long, and so does whoever waits for the heartbeat.
 */
async function startHurriedPrometheus({ later }: Ending, others: Places): Promise<Server> {
  const folders = createTemporaryFolders()
  later({ stop: async () => folders.removeAll() })
  const port = await freePort()
  const config = writeLocalCopy('otel/prometheus.yaml', folders.make(), {
    self: 'prometheus',
    places: { ...others, 'prometheus:9090': [`127.0.0.1:${port}`] },
    set: {
      'global.scrape_interval': '1s',
      'global.scrape_timeout': '1s',
      'global.evaluation_interval': '1s',
      rule_files: writeHurriedRules(folders.make()),
    },
  })
  const startable = {
    program: programOf('prometheus3'),
    scheme: 'http',
    args: (port: number, dir: string) => [
      `--config.file=${config}`,
      `--storage.tsdb.path=${dir}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--rules.alert.resend-delay=1s',
    ],
    answers: (port: number) => isReady(port, '/-/ready'),
  }
  return later(await startServer(startable, { pickPort: async () => port }))
}
