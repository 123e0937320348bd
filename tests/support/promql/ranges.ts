import { parser } from '@prometheus-io/lezer-promql'

/** How an expression looks at a series. */
export interface Look {
  readonly metric: string
  /** How far back: `5m`; `null` if only at what is now. */
  readonly range: string | null
  /** What is made of it at once: `rate`; `null` if nothing is, or no function does it. */
  readonly call: string | null
}

type Node = ReturnType<typeof parser.parse>['topNode']

/** Tells of each series that an expression reads how far back, and what for. */
export function looksIn(expr: string): readonly Look[] {
  const looks: Look[] = []
  parser.parse(expr).iterate({
    enter({ node, type }) {
      if (type.name === 'VectorSelector') looks.push(lookOf(node, expr))
    },
  })
  return looks
}

function lookOf(node: Node, expr: string): Look {
  const text = (part: Node | null | undefined) => (part ? expr.slice(part.from, part.to) : null)
  const matrix = node.parent?.name === 'MatrixSelector' ? node.parent : null
  const call = matrix?.parent?.parent
  return {
    metric: text(node.getChild('Identifier')) ?? '',
    range: text(matrix?.getChild('DurationExpr')),
    call: call?.name === 'FunctionCall' ? text(call.getChild('FunctionIdentifier')) : null,
  }
}
