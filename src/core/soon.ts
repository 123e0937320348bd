/** What is there at once or comes later: what lies in memory need not be waited for. */
export type Soon<T> = T | Promise<T>

/** Goes on with a value: at once if it is there, else when it comes. Its failure goes by. */
export function whenThere<T, R>(value: Soon<T>, use: (value: T) => Soon<R>): Soon<R> {
  return value instanceof Promise ? value.then(use) : use(value)
}

/** The same, by promises alone: for what lies outside of this process. */
export type Far<T> = {
  readonly [M in keyof T]: T[M] extends (...args: infer A) => Soon<infer R>
    ? (...args: A) => Promise<R>
    : T[M]
}
