export interface SealCharacter {
  character: string
  /** Middle and box of the character on a seal of 100 × 100. */
  x: number
  y: number
  width: number
  height: number
}

/**
 * Lays 1 to 16 characters on a square seal: columns from right to left, as many as the root of the count; a column with
 * fewer characters stretches them to its full height, as seals are cut.
 */
export function sealColumns(text: string): SealCharacter[] {
  const characters = Array.from(text.replaceAll(/\s/g, '')).slice(0, 16)
  const columns = Math.ceil(Math.sqrt(characters.length))
  const rows = Math.ceil(characters.length / columns)
  const pitch = 84 / columns
  return characters.map((character, index) => {
    const column = Math.floor(index / rows)
    const held = Math.min(rows, characters.length - column * rows)
    const height = 84 / held
    return {
      character,
      x: 92 - pitch * (column + 0.5),
      y: 8 + height * ((index % rows) + 0.5),
      width: pitch * 0.964,
      height: height * 0.964,
    }
  })
}
