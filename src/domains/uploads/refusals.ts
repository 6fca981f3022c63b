/** This domain's refusal codes → HTTP status. Texts are in the catalogues. */
export const refusals = {
  'uploads.no-window': 404,
  'uploads.not-confirmed': 409,
  'uploads.not-open-yet': 409,
  'uploads.closed': 409,
  'uploads.incomplete': 422,
  'uploads.newer-version': 409,
  'uploads.nothing-submitted': 409,
  'uploads.extension-not-later': 422,
  'uploads.slot-unknown': 422,
} as const
