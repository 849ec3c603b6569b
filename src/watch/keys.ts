export const guestKey = (guest: { readonly kind: 'vm' | 'ct'; readonly id: string }): string => `${guest.kind}:${guest.id}`
