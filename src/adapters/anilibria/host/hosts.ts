/** One of AniLibria's hosts. */
export interface Host {
  /** As logs and metrics call it: host name, and port if it is unusual. */
  readonly name: string
  /** Base URL with a slash at its end. */
  readonly base: string
}

/** Which hosts are asked, in which order. */
export interface Hosts {
  /**
   * All hosts, in groups of at least one: those that are well, the last good one first; those that
   * failed a short while ago; those that told us to stay away. The first group is to be asked.
   */
  groups(): readonly (readonly Host[])[]
  /** The host answered: it is well, and asked first from now on. */
  answered(host: Host): void
  /**
   * The host failed: it is left alone for a while.
   *
   * @param retryAfterMs How long it asked to be left alone, if it did.
   * @returns The cool-down in milliseconds if the host was well until now, else `null`.
   */
  failed(host: Host, retryAfterMs: number | undefined): number | null
  /** When the first host is through with its cool-down, in milliseconds from now. */
  freeInMs(): number
}

export interface HostsOptions {
  /** How long a host that failed is left alone. Default 10 s. */
  readonly coolDownMs?: number
  readonly now?: () => number
}

interface State {
  /** Whether it has answered since it failed. */
  well: boolean
  /** Until when it is asked only if no other is well. */
  coolUntil: number
  /** Until when it asked to be left alone. */
  toldUntil: number
}

/** A host is not believed if it asks to be left alone for longer: it would be lost for ever. */
const longestToldMs = 3_600_000

/** Keeps watch over the hosts with these base URLs, best first. */
export function createHosts(
  urls: readonly string[],
  { coolDownMs = 10_000, now = () => Date.now() }: HostsOptions = {},
): Hosts {
  const states = new Map(urls.map((url) => [hostOf(url), fresh()]))
  let lastGood: Host | null = null

  const lastGoodFirst = ([one]: Entry, [other]: Entry) =>
    Number(other === lastGood) - Number(one === lastGood)

  function hostsIn(group: Group): readonly Host[] {
    const entries = [...states].filter(([, state]) => groupOf(state, now()) === group)
    return entries.sort(group === 'well' ? lastGoodFirst : soonestFreeFirst).map(([host]) => host)
  }

  return {
    groups: () => groups.map(hostsIn).filter(({ length }) => length > 0),
    answered(host) {
      lastGood = host
      states.set(host, fresh())
    },
    failed(host, retryAfterMs = 0) {
      const told = Math.min(retryAfterMs, longestToldMs)
      const cool = Math.max(coolDownMs, told)
      const wasWell = states.get(host)?.well ?? true
      states.set(host, { well: false, coolUntil: now() + cool, toldUntil: now() + told })
      return wasWell ? cool : null
    },
    freeInMs: () => {
      const soonest = Math.min(...[...states.values()].map(({ coolUntil }) => coolUntil))
      return Math.max(0, soonest - now())
    },
  }
}

const groups = ['well', 'cooling', 'told'] as const

type Group = (typeof groups)[number]

type Entry = readonly [Host, State]

function soonestFreeFirst([, one]: Entry, [, other]: Entry): number {
  return one.coolUntil - other.coolUntil
}

function groupOf({ coolUntil, toldUntil }: State, now: number): Group {
  if (toldUntil > now) return 'told'
  return coolUntil > now ? 'cooling' : 'well'
}

function fresh(): State {
  return { well: true, coolUntil: 0, toldUntil: 0 }
}

function hostOf(url: string): Host {
  const base = url.endsWith('/') ? url : `${url}/`
  return { name: new URL(base).host, base }
}
