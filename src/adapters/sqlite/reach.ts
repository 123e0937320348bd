import { Failure } from '../../core/failure.ts'

/** Does something with the database; what goes wrong becomes `Failure('unavailable')`. */
export async function reach<T>(action: string, work: () => T): Promise<T> {
  try {
    return work()
  } catch (cause) {
    throw new Failure('unavailable', `Cannot ${action}: the database did not do it`, { cause })
  }
}
