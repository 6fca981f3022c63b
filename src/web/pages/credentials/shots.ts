import type { Shot } from '../../shot.ts'

// Certificates have random numbers, so only the page that looks them up has a fixed address.
export const shots: Shot[] = [{ name: 'credential-check', path: '/certificates', as: 'visitor' }]
