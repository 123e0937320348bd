// A program: what Node itself takes to answer with some bytes.
import { createServer } from 'node:http'
import { contentType, hostname, port, title } from './title.ts'

createServer((_, response) => {
  response
    .writeHead(200, { 'Content-Type': contentType, 'Content-Length': title.byteLength })
    .end(title)
}).listen(port, hostname)
