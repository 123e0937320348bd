import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { type Mail, readMail } from './read-mail.ts'

/** A mail server that keeps what it is sent, and asks for a password. */
export interface SmtpSink {
  /** A host and a port: `127.0.0.1:2525`. */
  readonly address: string
  readonly mails: readonly Mail[]
  /** The user and password of each mail's sender. */
  readonly senders: readonly (readonly [string, string])[]
  stop(): Promise<void>
}

export async function startSmtpSink(): Promise<SmtpSink> {
  const mails: Mail[] = []
  const senders: [string, string][] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authMethods: ['PLAIN'],
    onAuth({ username, password }, _session, done) {
      senders.push([username ?? '', password ?? ''])
      done(null, { user: username ?? '' })
    },
    onData(stream, { envelope }, done) {
      stream.toArray().then((chunks) => {
        mails.push(readMail(Buffer.concat(chunks).toString(), envelope))
        done()
      }, done)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    senders,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
