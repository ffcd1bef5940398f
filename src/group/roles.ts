/** What a member may do. Administrators let others in (design section 5). */
export type Role = 'administrator' | 'member'
