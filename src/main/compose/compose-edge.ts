import { createVerifyUser } from '../../adapters/jose/verify-user.ts'
import type { Deps } from '../../app.ts'
import type { Config } from '../../config.ts'
import { version } from '../../core/version.ts'
import { parseCidr } from '../../http/cidr.ts'
import { type ClientOptions, createClient } from '../../http/client.ts'
import type { Identity } from '../../telemetry/identity.ts'
import { parts } from '../health-checks.ts'

/** What the service's edge needs to know on every runtime: whom to believe, and what. */
export function composeEdge(
  config: Config,
  peer: ClientOptions['peer'],
): Pick<Deps, 'now' | 'client' | 'corsOrigins' | 'verifyUser' | 'parts'> {
  const trusted = config.TRUSTED_PROXIES.flatMap((range) => parseCidr(range) ?? [])
  return {
    now: Date.now,
    client: createClient({ peer, trusted }),
    corsOrigins: config.CORS_ORIGINS,
    verifyUser: config.JWT_SECRET === null ? null : createVerifyUser(config.JWT_SECRET),
    parts,
  }
}

export function identityOf(config: Config): Identity {
  return { service: config.OTEL_SERVICE_NAME, version, environment: config.ENVIRONMENT }
}
