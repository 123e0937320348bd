import { readFileSync } from 'node:fs'

/** A step of the Dockerfile. */
export interface Instruction {
  readonly name: string
  readonly text: string
}

/** The stages of `Dockerfile`, each with its steps. */
export const stages: readonly (readonly Instruction[])[] = readStages()

/** The texts of one kind of step. */
export function all(stage: readonly Instruction[], name: string): readonly string[] {
  return stage.filter((one) => one.name === name).map(({ text }) => text)
}

/** What a step says in JSON: a command without a shell. */
export function commandIn(text: string): readonly string[] {
  return JSON.parse(text.slice(text.indexOf('[')))
}

/** What a step sets: `ENV A=1 B=2`, `LABEL a="1"`. */
export function pairsIn(texts: readonly string[]): Readonly<Record<string, string>> {
  const found = texts.join(' ').matchAll(/([\w.]+)=(?:"([^"]*)"|(\S*))/g)
  return Object.fromEntries(
    [...found].map(([, name, quoted, bare]) => [name, quoted ?? bare ?? '']),
  )
}

function readStages(): Instruction[][] {
  const stages: Instruction[][] = []
  const text = readFileSync('Dockerfile', 'utf8').replaceAll(/^#.*\n/gm, '')
  for (const line of text.replaceAll(/\\\n\s*/g, '').split('\n')) {
    const [, name = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? []
    if (name === 'FROM') stages.push([])
    if (name !== '') stages.at(-1)?.push({ name, text: rest })
  }
  return stages
}
