const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const digitOf = new Map(Array.from(alphabet, (letter, digit) => [letter, digit]))

/** Bytes as base58btc (the Bitcoin alphabet), without a multibase prefix. Leading zero bytes become leading ones. */
export function base58Encode(bytes: Uint8Array): string {
  const digits: number[] = []
  let zeros = 0
  while (zeros < bytes.length && bytes[zeros] === 0) zeros += 1
  for (const byte of bytes.subarray(zeros)) {
    let carry = byte
    for (let at = 0; at < digits.length; at += 1) {
      carry += (digits[at] ?? 0) * 256
      digits[at] = carry % 58
      carry = Math.floor(carry / 58)
    }
    while (carry > 0) {
      digits.push(carry % 58)
      carry = Math.floor(carry / 58)
    }
  }
  return (
    '1'.repeat(zeros) +
    digits
      .reverse()
      .map(digit => alphabet.charAt(digit))
      .join('')
  )
}

/** The bytes of a base58btc text, or undefined when a character is not of the alphabet or the text is absurdly long. */
export function base58Decode(text: string): Uint8Array | undefined {
  // The conversion is quadratic; nothing we read in this form (keys, signatures) is longer than 100 characters.
  if (text.length > 1000) return undefined
  const bytes: number[] = []
  let zeros = 0
  while (zeros < text.length && text.charAt(zeros) === '1') zeros += 1
  for (const letter of text.slice(zeros)) {
    let carry = digitOf.get(letter)
    if (carry === undefined) return undefined
    for (let at = 0; at < bytes.length; at += 1) {
      carry += (bytes[at] ?? 0) * 58
      bytes[at] = carry & 255
      carry >>= 8
    }
    while (carry > 0) {
      bytes.push(carry & 255)
      carry >>= 8
    }
  }
  return Uint8Array.from([...Array.from({ length: zeros }, () => 0), ...bytes.toReversed()])
}
