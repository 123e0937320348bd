/** Secrets as they come to a service, each told apart from all others. */
export const secrets = {
  bearer: 'planted-bearer-1a2b3c',
  basic: 'cGxhbnRlZDpiYXNpYw==',
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJpZCI6InBsYW50ZWQifQ.cGxhbnRlZC1zaWduYXR1cmU',
  cookie: 'planted-cookie-4d5e6f',
  setCookie: 'planted-set-cookie-7a8b',
  apiKey: 'planted-api-key-9c0d',
  query: 'planted-query-1e2f',
  redis: 'planted-redis-3a4b',
  mongodb: 'planted-mongodb-5c6d',
  proxy: 'planted/proxy@7e8f',
  password: 'planted-password-9a0b',
  jwtSecret: 'planted-jwt-secret-1c2d',
  internalSecret: 'planted-internal-secret-5a6b',
  fragment: 'planted-fragment-3e4f',
} as const

/** The environment of a service that knows them. */
export const plantedEnv = {
  REDIS_URL: `redis://default:${secrets.redis}@127.0.0.1:1/0`,
  MONGODB_URI: `mongodb://service:${secrets.mongodb}@127.0.0.1:1/anime?authSource=admin`,
  JWT_SECRET: secrets.jwtSecret,
  INTERNAL_JWT_SECRET: secrets.internalSecret,
} as const

/** What a caller may send along. */
export const plantedHeaders = {
  Authorization: `Bearer ${secrets.bearer}`,
  'Proxy-Authorization': `Basic ${secrets.basic}`,
  Cookie: `session=${secrets.cookie}; theme=dark`,
  'X-Api-Key': secrets.apiKey,
  Referer: `https://example.org/?token=${secrets.query}`,
  'User-Agent': `curl/8 (Authorization: Bearer ${secrets.bearer}; +https://me:${secrets.password}@example.org/)`,
} as const

/** To be put behind a path. */
export const plantedQuery = `?token=${secrets.query}&search=${secrets.jwt}`

/** What errors of libraries say, and bugs. */
export const plantedMessages: readonly string[] = [
  `connect ECONNREFUSED ${plantedEnv.REDIS_URL}`,
  `Cannot connect to "${plantedEnv.MONGODB_URI}": timed out`,
  `Cannot use https://first.example/api,https://u:${secrets.proxy}@second.example/api`,
  `getaddrinfo ENOTFOUND http://user:${secrets.proxy}@proxy:3128/`,
  `GET /titles?token=${secrets.query}&x=1 failed`,
  `GET https://example.org/callback#access_token=${secrets.fragment}`,
  `Invalid header {"authorization":"Bearer ${secrets.bearer}","cookie":"a=${secrets.cookie}; b=1"}`,
  `{ 'set-cookie': [ 'a=${secrets.setCookie}; Path=/' ], token: '${secrets.query}' }`,
  `rawHeaders: [ 'Cookie', 'a=${secrets.cookie}', 'X-Api-Key', '${secrets.apiKey}' ]`,
  `Set-Cookie: a=${secrets.setCookie}; HttpOnly`,
  `JWT_SECRET=${secrets.jwtSecret} is too short`,
  `{ INTERNAL_JWT_SECRET: '${secrets.internalSecret}' }`,
  `"{\\"password\\":\\"${secrets.password}\\"}" is not valid`,
  `login with password: ${secrets.password}, api key = ${secrets.apiKey}`,
  `unexpected token ${secrets.jwt}`,
  `Basic ${secrets.basic} is refused`,
]

/** The names of the secrets that a text tells. */
export function secretsIn(text: string): readonly string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => text.includes(secret))
    .map(([name]) => name)
}
