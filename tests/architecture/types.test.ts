import { execFileSync } from 'node:child_process'
import { describe, it } from 'node:test'

describe('core and telemetry', () => {
  it('compile without the types of any runtime', () => {
    execFileSync('node_modules/.bin/tsc', ['-p', 'tests/architecture'], { stdio: 'pipe' })
  })
})
