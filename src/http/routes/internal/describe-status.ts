import type { z } from '@hono/zod-openapi'
import type { JobsStatus } from '../../../core/jobs/jobs.ts'
import type { CatalogueProgress } from '../../../core/sync/catalogue-progress.ts'
import type { statusSchema } from '../../schemas/internal.ts'

type Status = z.infer<typeof statusSchema>['data']

export function describeProgress(progress: CatalogueProgress): NonNullable<Status['catalogue']> {
  const { since, startedAt, finishedAt, failures, ...counts } = progress
  return {
    ...counts,
    since: timeOf(since),
    started_at: timeOf(startedAt),
    finished_at: timeOf(finishedAt),
    failures: failures.map(({ titleId, reason }) => ({ title_id: titleId, reason })),
  }
}

export function describeJobs({ waiting, active, failed }: JobsStatus): Status['jobs'] {
  return {
    waiting,
    active,
    failed: failed.map(({ failedAt, ...job }) => ({ ...job, failed_at: timeOf(failedAt) })),
  }
}

function timeOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
