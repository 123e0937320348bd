import { setTimeout } from 'node:timers/promises'

/** Waits until something is so that another process brings about; for 5 s at most. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 5000; !(await isSo()); await setTimeout(10)) {
    if (Date.now() > end) throw new Error(`Cannot wait any longer until ${isSo}`)
  }
}
