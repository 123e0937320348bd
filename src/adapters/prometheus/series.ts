import type { LabelValues } from './sample.ts'

/** The series of one metric, each with what is kept for it. */
export interface Series<T> {
  /** What is kept for these label values; made when they are first seen. */
  of(labels: LabelValues): T
  /** All of them, in the order in which they began. */
  all(): readonly T[]
}

interface Node<T> {
  readonly children: Map<string, Node<T>>
  kept: T | undefined
}

/**
 * Finds series by one look-up per label: no key is put together, so nothing is made on the way,
 * and no two sets of values can be taken for each other.
 */
export function createSeries<T>(
  names: readonly string[],
  make: (labels: LabelValues) => T,
): Series<T> {
  const root = createNode<T>()
  const all: T[] = []

  function begin(node: Node<T>, labels: LabelValues): T {
    const kept = make({ ...labels })
    node.kept = kept
    all.push(kept)
    return kept
  }

  return {
    of(labels) {
      let node = root
      for (let index = 0; index < names.length; index += 1) {
        const value = labels[names[index] as string] as string
        const child = node.children.get(value)
        node = child ?? grow(node, value)
      }
      return node.kept ?? begin(node, labels)
    },
    all: () => all,
  }
}

function createNode<T>(): Node<T> {
  return { children: new Map(), kept: undefined }
}

function grow<T>(node: Node<T>, value: string): Node<T> {
  const child = createNode<T>()
  node.children.set(value, child)
  return child
}
