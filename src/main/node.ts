import { enableCompileCache } from 'node:module'

// Before anything else is read: from the second start on, what is read need not be compiled again.
enableCompileCache()
await import('./node-server.ts')
