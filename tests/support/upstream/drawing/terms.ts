import type { AgeRating, Term } from '../release.ts'

const types: Readonly<Record<string, string>> = {
  TV: 'ТВ',
  ONA: 'ONA',
  WEB: 'WEB',
  OVA: 'OVA',
  OAD: 'OAD',
  MOVIE: 'Фильм',
  DORAMA: 'Дорама',
  SPECIAL: 'Спешл',
}

const seasons: Readonly<Record<string, string>> = {
  winter: 'Зима',
  spring: 'Весна',
  summer: 'Лето',
  autumn: 'Осень',
}

const days = [
  'Понедельник',
  'Вторник',
  'Среда',
  'Четверг',
  'Пятница',
  'Суббота',
  'Воскресенье',
] as const

/** A type with its name; a word outside AniLibria's list gets no name. */
export function typeTerm(value: string | null): Term {
  return { value, description: types[value ?? ''] ?? null }
}

export function seasonTerm(value: string | null): Term {
  return { value, description: seasons[value ?? ''] ?? null }
}

/** `value`: 1 is Monday. */
export function publishDay(value: number): { value: number; description: string | null } {
  return { value, description: days[value - 1] ?? null }
}

/** `age`: 0, 6, 12, 16 or 18. */
export function ageRating(age: number): AgeRating {
  return {
    value: `R${age}_PLUS`,
    label: `${age}+`,
    is_adult: age === 18,
    description: `Для зрителей от ${age} лет`,
  }
}
