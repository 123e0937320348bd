import type { Picture } from '../release.ts'
import { hex } from './hex.ts'

/** A picture whose files lie in `folder`. */
export function drawPicture(folder: string, seed: number): Picture {
  const digits = hex(seed, 31)
  const sizes = (ending: string) => ({
    src: `${folder}/${digits}0.${ending}`,
    preview: `${folder}/${digits}1.${ending}`,
    thumbnail: `${folder}/${digits}2.${ending}`,
  })
  return { ...sizes('jpg'), optimized: sizes('webp') }
}

/** What is served where there is no picture. */
export const noPicture: Picture = {
  src: null,
  preview: null,
  thumbnail: null,
  optimized: { src: null, preview: null, thumbnail: null },
}
