/** Thrown when an order does not fit what is there: 404 for an unknown id, 409 for a taken one. */
export class Unpublishable extends Error {
  override readonly name = 'Unpublishable'
  readonly status: 404 | 409

  constructor(status: 404 | 409, message: string) {
    super(message)
    this.status = status
  }
}
