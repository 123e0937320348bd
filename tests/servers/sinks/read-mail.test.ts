import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readMail } from './read-mail.ts'

const envelope = {
  mailFrom: { address: 'alerts@example.org' },
  rcptTo: [{ address: 'admin@example.org' }],
}

const source = `From: alerts@example.org
Subject: =?utf-8?q?[FIRING:1]_Gr=C3=BC=C3=9Fe?=
 =?utf-8?q?_=E2=80=A6?=
Content-Type: multipart/alternative;  boundary=abc

--abc
Content-Transfer-Encoding: quoted-printable
Content-Type: text/plain; charset=UTF-8

One line, a=3Db, and a long one that the sender has broken in its midst, as he=
 must.
=E2=80=A6
--abc
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html; charset=UTF-8

<p>One line</p>
--abc--
`.replaceAll('\n', '\r\n')

describe('readMail()', () => {
  it('reads who wrote to whom, the subject, and the text without HTML', () => {
    assert.deepEqual(readMail(source, envelope), {
      from: 'alerts@example.org',
      to: ['admin@example.org'],
      subject: '[FIRING:1] Grüße …',
      text: 'One line, a=b, and a long one that the sender has broken in its midst, as he must.\n…',
    })
  })

  it('reads a plain subject as it is', () => {
    const plain = source.replace(/^Subject: .*\r\n .*$/m, 'Subject: [RESOLVED] ServiceDown')

    assert.equal(readMail(plain, envelope).subject, '[RESOLVED] ServiceDown')
  })
})
