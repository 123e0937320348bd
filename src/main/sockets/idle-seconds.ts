/**
 * After how many seconds without a sign of life a WebSocket is closed, where the runtime itself
 * pings: as long as Node's have from one ping to the end of their patience.
 */
export const idleSeconds = 40
