/** This domain's refusal codes → HTTP status. Texts are in the catalogues. */
export const refusals = {
  'organisations.verify-email-first': 403,
  'organisations.name-missing': 422,
  'organisations.slug-taken': 409,
  'organisations.unknown-zone': 422,
  'organisations.last-owner': 409,
  'organisations.not-on-staff': 404,
  'organisations.already-on-staff': 409,
  'organisations.already-invited': 409,
  'organisations.too-many-invitations': 429,
  'organisations.invitation-unknown': 404,
  'organisations.invitation-expired': 410,
  'organisations.invitation-used': 409,
  'organisations.invitation-cancelled': 410,
  'organisations.invitation-other-address': 409,
  'organisations.brand-file-unusable': 422,
} as const
