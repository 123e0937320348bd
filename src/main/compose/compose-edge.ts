import { createVerifyUser } from '../../adapters/jose/verify-user.ts'
import type { Deps } from '../../app.ts'
import type { Config } from '../../config.ts'
import { version } from '../../core/version.ts'
import { type ClientOptions, createClient } from '../../http/client/client.ts'
import type { Identity } from '../../telemetry/identity.ts'
import { parts } from '../health-checks.ts'

/** What the service's edge needs to know on every runtime: whom to believe, and what. */
export function composeEdge(
  config: Config,
  client: ClientOptions,
): Pick<Deps, 'now' | 'client' | 'corsOrigins' | 'verifyUser' | 'parts'> {
  return {
    now: Date.now,
    client: createClient(client),
    corsOrigins: config.CORS_ORIGINS,
    verifyUser: config.JWT_SECRET === null ? null : createVerifyUser(config.JWT_SECRET),
    parts,
  }
}

export function identityOf(config: Config): Identity {
  return { service: config.OTEL_SERVICE_NAME, version, environment: config.ENVIRONMENT }
}
