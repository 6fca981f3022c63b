import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newCertificateNumber, normaliseCertificateNumber } from './certificate-number.ts'

const letters = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ')
const aNumber = fc.tuple(fc.integer({ min: 2024, max: 2199 }), fc.infiniteStream(fc.nat(31))).map(([year, stream]) => {
  return newCertificateNumber(year, () => Number(stream.next().value))
})
const places = Array.from({ length: 22 }, (_, at) => at).filter(at => at > 2 && ![7, 12, 17].includes(at))

test('a new number reads PL, the year and three groups of four', () => {
  expect(newCertificateNumber(2026)).toMatch(/^PL-2026-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  fc.assert(
    fc.property(aNumber, number => {
      expect(normaliseCertificateNumber(number)).toBe(number)
    }),
  )
})

test('one wrong letter is always caught', () => {
  fc.assert(
    fc.property(aNumber, fc.constantFrom(...places), fc.constantFrom(...letters), (number, at, letter) => {
      fc.pre(number.charAt(at) !== letter)
      expect(normaliseCertificateNumber(number.slice(0, at) + letter + number.slice(at + 1))).toBeUndefined()
    }),
  )
})

test('two swapped letters are always caught', () => {
  fc.assert(
    fc.property(aNumber, fc.constantFrom(...places), fc.constantFrom(...places), (number, one, other) => {
      fc.pre(number.charAt(one) !== number.charAt(other))
      const swapped = Array.from(number)
      swapped[one] = number.charAt(other)
      swapped[other] = number.charAt(one)
      expect(normaliseCertificateNumber(swapped.join(''))).toBeUndefined()
    }),
  )
})

test('a number is found however it was typed', () => {
  const number = newCertificateNumber(2026)
  const plain = number.replaceAll('-', '')
  for (const typed of [
    plain,
    plain.toLowerCase(),
    plain.slice(2),
    ` ${number} `,
    number.replaceAll('-', '–'),
    number.replaceAll('0', 'O'),
  ]) {
    expect(normaliseCertificateNumber(typed)).toBe(number)
  }
  for (const typed of ['', 'PL', 'PL-2026', `${number}0`, number.slice(0, -1)]) {
    expect(normaliseCertificateNumber(typed)).toBeUndefined()
  }
})
