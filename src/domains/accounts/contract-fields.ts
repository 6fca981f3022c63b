import { z } from 'zod'

/** Purely the shape; the address is proven by a code. */
export const email = z.string().trim().pipe(z.email().max(254))
export const name = z.string().trim().min(1).max(100)
export const password = z.string().min(1).max(200)
export const zone = z.string().min(1).max(64)
/** A code as people type it: spaces do not count. */
export const sixDigits = z
  .string()
  .overwrite(text => text.replace(/\s+/g, ''))
  .regex(/^\d{6}$/)
