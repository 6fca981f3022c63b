export const refusals = {
  'credentials.unknown-number': 404,
  'credentials.mistyped-number': 404,
  'credentials.already-revoked': 409,
  'credentials.revoked': 410,
  'credentials.erased': 410,
  'credentials.unreadable-file': 422,
  'credentials.too-large-file': 413,
} as const
