import { readFileSync } from 'node:fs'
import process from 'node:process'

/** What every peer answers: the bytes that our service answers, in memory from the start. */
export const title = new Uint8Array(readFileSync(process.env.BODY_FILE ?? ''))

export const contentType = 'application/json'

export const port = Number(process.env.PORT)
export const hostname = '127.0.0.1'
