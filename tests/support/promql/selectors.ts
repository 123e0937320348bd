import { parser } from '@prometheus-io/lezer-promql'

/** One label of a selector: `status_code=~"5.."`. */
export interface Matcher {
  readonly label: string
  readonly operator: '=' | '!=' | '=~' | '!~'
  readonly value: string
}

/** What an expression reads: series of one name. */
export interface Selector {
  readonly metric: string
  readonly matchers: readonly Matcher[]
}

type Node = ReturnType<typeof parser.parse>['topNode']

/** Finds everything that an expression reads. Throws if it is none, or reads what has no name. */
export function selectorsIn(expr: string): readonly Selector[] {
  const selectors: Selector[] = []
  parser.parse(expr).iterate({
    enter({ node, type }) {
      if (type.isError) throw new SyntaxError(`Cannot read ${expr} at ${node.from}`)
      if (type.name === 'VectorSelector') selectors.push(selectorOf(node, expr))
    },
  })
  return selectors
}

/** Which labels an expression sums by. */
export function groupedBy(expr: string): readonly string[] {
  const labels: string[] = []
  parser.parse(expr).iterate({
    enter({ node, type }) {
      if (type.name === 'GroupingLabels') labels.push(...texts(node, 'LabelName', expr))
    },
  })
  return labels
}

function selectorOf(node: Node, expr: string): Selector {
  const [metric] = texts(node, 'Identifier', expr)
  if (metric === undefined) throw new SyntaxError(`Cannot tell what is read: ${expr}`)
  const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []
  return { metric, matchers: matchers.map((matcher) => matcherOf(matcher, expr)) }
}

function matcherOf(node: Node, expr: string): Matcher {
  const [label = ''] = texts(node, 'LabelName', expr)
  const [operator] = texts(node, 'MatchOp', expr)
  const [quoted = ''] = texts(node, 'StringLiteral', expr)
  return { label, operator: operator as Matcher['operator'], value: JSON.parse(quoted) }
}

function texts(node: Node, name: string, expr: string): readonly string[] {
  return node.getChildren(name).map(({ from, to }) => expr.slice(from, to))
}
