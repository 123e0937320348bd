import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'

/** Where programs lie that are not on everybody's `PATH`. */
const usualPlaces = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/go/bin']

/** Finds a program on `PATH` or in a usual place; `null` if it is in neither. */
export function findProgram(name: string): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const paths = [...folders, ...usualPlaces].map((folder) => join(folder, name))
  return paths.find(isProgram) ?? null
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
