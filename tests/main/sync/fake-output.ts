import type { Output } from '../../../src/main/sync/show-progress.ts'

/** Keeps what is written to it. */
export interface FakeOutput extends Output {
  text(): string
}

export function createFakeOutput(terminal: Pick<Output, 'isTTY' | 'columns'> = {}): FakeOutput {
  let text = ''
  return {
    ...terminal,
    write(more) {
      text += more
    },
    text: () => text,
  }
}
