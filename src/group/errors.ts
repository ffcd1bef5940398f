export type GroupErrorCode =
  | 'NO_IDENTITY' // make one: `potluck init`
  | 'IDENTITY_EXISTS' // it is never overwritten; use it or choose another home
  | 'BAD_IDENTITY_FILE' // the key or its name cannot be read: restore it from a backup
  | 'BAD_NAME' // empty, too long, or with characters that cannot be shown; the message says which
  | 'NOT_AN_IDENTITY' // another kind of text was given
  | 'NOT_AN_INVITATION' // another kind of text was given
  | 'NOT_A_CODE' // another kind of text was given
  | 'MANGLED' // copied incompletely: copy the whole line again
  | 'WRONG_VERSION' // written by a newer Potluck: update
  | 'INVITATION_EXPIRED' // ask an administrator for a new one
  | 'INVITATION_FOR_ANOTHER' // it is bound to another identity: ask for one for yours
  | 'INVITATION_INVALID' // not signed by an administrator of its group
  | 'CODE_EXPIRED' // ask the administrator for a new one
  | 'CODE_USED_UP' // as many machines as it was made for are in: ask for a new one
  | 'CODE_REVOKED' // it was taken back
  | 'CODE_UNKNOWN' // the administrator's machine has forgotten it: ask for a new one
  | 'BAD_USES' // the message says how many machines a code may let in
  | 'NO_SUCH_CODE' // to revoke: see `invite list`
  | 'TOO_MANY_CODES' // revoke some first
  | 'ADMINISTRATOR_UNREACHABLE' // its node must run, on a network that both are on
  | 'ADMISSION_BUSY' // try again in a minute
  | 'ADMISSION_REFUSED' // what the administrator's node sent is no invitation for us
  | 'NOBODY_FOUND' // no group here hears who knocks, or not the one named: an administrator turns it on
  | 'SEVERAL_FOUND' // several groups hear who knocks: name one, by its id where they share a name
  | 'KNOCK_DENIED' // an administrator said no
  | 'KNOCK_UNANSWERED' // no administrator has answered: ask one, then knock again
  | 'NO_SUCH_KNOCK' // to answer: nobody with that peer id knocks; see `potluck knocks`
  | 'CLOCK_OFF' // this machine's clock, or the administrator's, is wrong: set it
  | 'NOT_SAVED' // the disk did not take it; nothing has changed
  | 'NOT_ADMINISTRATOR' // only administrators let others in: ask one
  | 'TOO_FAR_FROM_ROOT' // this administrator may appoint no further administrators
  | 'NOT_A_MEMBER' // our certificate has expired, or was never valid
  | 'REMOVED' // our membership was taken back: ask an administrator to invite this machine again
  | 'ALREADY_REMOVED' // it was removed before: say that it shall come in again
  | 'MAY_NOT_REMOVE' // an administrator is removed only by one nearer to the root, or with the recovery phrase
  | 'LAST_ADMINISTRATOR' // appoint another one first
  | 'NOT_A_PEER' // there is no such member
  | 'NOT_SYNCHRONISED' // wait until this machine has heard from others, or say that it shall be done all the same
  | 'NOT_A_GROUP_OF' // the recovery phrase is of another group
  | 'TOO_LARGE_REMOVAL' // too much of what it signed would have to be named: let all of it fall, or issue some certificates anew first
  | 'TOO_MANY_REMOVALS' // whoever was removed first would come back: found a new group
  | 'BAD_LIMIT' // administrators have no limits, and a membership lasts a second or longer
  | 'GROUP_IN_USE' // a node has it open: stop that, or tell it to do it
  | 'GROUPS_EXIST' // leave and delete the groups of the identity first
  | 'BAD_PASSPHRASE' // too short, or not the one that the file was made with
  | 'BAD_IDENTITY_EXPORT' // no file that exporting an identity made, or it is damaged
  | 'NO_SUCH_GROUP' // not joined here
  | 'BAD_GROUP_FILE' // the group's file cannot be read: join again
  | 'BAD_RECOVERY_PHRASE' // a word is wrong or missing
  | 'BAD_PROPERTY' // there is no such property, or it cannot be that; the message says why
  | 'BAD_SETTING' // there is no such setting of the group, or it cannot be that; the message says why
  | 'BAD_ADDRESS' // not a multiaddr, or too long

export class GroupError extends Error {
  override readonly name = 'GroupError'
  constructor(
    readonly code: GroupErrorCode,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}
