/**
 * The form in which addresses are stored and compared: trimmed, NFC, lower case. Dots and plus tags are kept: only the
 * mail server of the address knows what they mean.
 */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase()
}
