// A program: does the jobs of a queue until it is told to stop. It dies of the catalogue.
import process from 'node:process'
import { createBullmqJobs } from '../../../src/adapters/bullmq/jobs.ts'

const [url = ''] = process.argv.slice(2)
const onError = (error: Error) => void process.stderr.write(`${error}\n`)
const jobs = createBullmqJobs({ url, lockMs: 500, onError })
jobs.handle('sync-title', async (data) => ({ done: data }))
jobs.handle('sync-catalogue', async () => {
  process.stdout.write('dies\n', () => process.kill(process.pid, 'SIGKILL'))
  await new Promise(() => {})
})
jobs.start()
process.once('SIGTERM', () => void jobs.stop())
