/**
 * Tells whose token an `Authorization` header holds.
 *
 * @returns `null` for anything but a token that is ours and valid now; never rejects.
 */
export type VerifyUser = (authorization: string) => Promise<string | null>
