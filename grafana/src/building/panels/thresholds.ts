import {
  type Threshold,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard'

/** From which value on something has which colour; the first has none, for it is what lies below. */
export type Steps = readonly Threshold[]

/** The more, the worse. */
export function rising({ orange, red }: { orange?: number; red?: number }): Steps {
  return [
    { color: 'green', value: null },
    ...(orange === undefined ? [] : [{ color: 'orange', value: orange }]),
    ...(red === undefined ? [] : [{ color: 'red', value: red }]),
  ]
}

/** The less, the worse: red below the first value, green from the last one on. */
export function falling({ orange, green }: { orange?: number; green: number }): Steps {
  return [
    { color: 'red', value: null },
    ...(orange === undefined ? [] : [{ color: 'orange', value: orange }]),
    { color: 'green', value: green },
  ]
}

export function thresholdsOf(steps: Steps): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([...steps])
}
