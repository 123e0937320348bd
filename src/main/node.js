import { enableCompileCache, flushCompileCache } from 'node:module'

// Before anything else is read: from the second start on, what is read need not be compiled again.
// Nor is it TypeScript then; that this file is none saves Node its compiler: 12 MB, and 30 ms.
enableCompileCache()
await import('./node-server.ts')
// Now and not at its end, which may not come: a second process may start beside this one.
flushCompileCache()
