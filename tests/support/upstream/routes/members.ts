import { drawPicture } from '../drawing/draw-picture.ts'
import { uuidOf } from '../drawing/hex.ts'

const roles = [
  ['voicing', 'Озвучка'],
  ['timing', 'Тайминг'],
  ['translating', 'Перевод'],
] as const

const nicknames = ['Эхо', 'Полдень', 'Камертон', 'Зимовье', 'Парус'] as const

/** Who made the release Russian: people nobody knows, one of them without an account. */
export function members(releaseId: number) {
  return roles.map(([value, description], index) => ({
    id: uuidOf(releaseId, 0x9000 + index),
    role: { value, description },
    nickname: nicknames[(releaseId + index) % nicknames.length] ?? null,
    user:
      index === 0
        ? null
        : { id: 100 + index, avatar: drawPicture(`/storage/users/${100 + index}`, index) },
  }))
}
