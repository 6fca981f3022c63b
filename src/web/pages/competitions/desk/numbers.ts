/** Digits of a text as a whole number; 0 when there are none. */
export const numberFrom = (text: string): number => Number(text.replace(/\D/g, '').slice(0, 9) || '0')

/** A whole number, or null for an empty field. */
export const wholeOrNull = (text: string): number | null => {
  const value = numberFrom(text)
  return value === 0 ? null : value
}

/** `120` or `99.5` in a currency of two decimals → minor units as text; what is not a number is nothing. */
export const minorFrom = (text: string, exponent: number): string => {
  const match = /^(\d{0,12})(?:\.(\d*))?$/.exec(text.trim())
  if (!match) return '0'
  const fraction = (match[2] ?? '').padEnd(exponent, '0').slice(0, exponent)
  return BigInt(`${match[1] || '0'}${fraction}`).toString()
}

/** Minor units → `120` or `99.50`. */
export const majorText = (minor: string, exponent: number): string => {
  if (exponent === 0) return minor
  const digits = minor.padStart(exponent + 1, '0')
  const fraction = digits.slice(-exponent)
  return /[1-9]/.test(fraction) ? `${digits.slice(0, -exponent)}.${fraction}` : digits.slice(0, -exponent)
}
