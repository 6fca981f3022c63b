/** This domain's refusal codes → HTTP status. Texts are in the catalogues. */
export const refusals = {
  'media.purpose-unknown': 422,
  'media.name-missing': 422,
  'media.type-not-allowed': 415,
  'media.content-is-not-type': 415,
  'media.too-large': 413,
  'media.empty': 422,
  'media.too-many-uploads': 429,
  'media.upload-gone': 410,
  'media.upload-incomplete': 409,
  'media.offset-conflict': 409,
  'media.protocol': 400,
  'media.protocol-version': 412,
  'media.range-unsatisfiable': 416,
  'media.file-not-ready': 409,
  'media.file-unusable': 422,
} as const
