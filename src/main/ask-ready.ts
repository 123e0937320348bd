// A program: a container's health check. Exits with 0 if the service beside it takes requests.
import process from 'node:process'
import { parseConfig } from '../config.ts'
import { addressOf } from './process/address-of.ts'
import { environment } from './process/environment.ts'

const { HOST, PORT } = parseConfig(environment())
// 0.0.0.0 is this machine, too.
const url = `http://${addressOf(HOST, PORT)}/health/ready`
const answer = await fetch(url, { signal: AbortSignal.timeout(3000) }).catch(() => null)
process.exit(answer?.ok ? 0 : 1)
