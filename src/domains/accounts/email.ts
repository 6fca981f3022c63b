/**
 * The form in which addresses are stored and compared: trimmed, NFC, lower case. Dots and plus tags are kept: only the
 * mail server of the address knows what they mean.
 */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase()
}

/** `siyuan.ouyang@x.example` → `siyuan…@x.example`, for places where the whole address is not needed. */
export function shortEmail(email: string): string {
  const at = email.lastIndexOf('@')
  const local = email.slice(0, at)
  return local.length <= 6 ? email : `${local.slice(0, 6)}…${email.slice(at)}`
}
