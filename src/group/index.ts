export type { ConnectionFailureReason } from './connection-watch.js'
export * from './create-group.js'
export * from './delete-group.js'
export * from './delete-identity.js'
export * from './defaults.js'
export * from './errors.js'
export * from './group.js'
export * from './group-folder.js'
export * from './identity.js'
export * from './identity-export.js'
export * from './invitation.js'
export { inviteFrom, type InviteInit, type Inviter } from './invite.js'
export { isCodeText, parseCodeText, type OpenedCode } from './code.js'
export * from './join-by-code-lazily.js'
export * from './join-group.js'
export type { FoundAdministrator, FoundGroup } from './found-group.js'
export * from './knock-at-lazily.js'
export * from './known-members.js'
export * from './member-record.js'
export * from './membership.js'
export * from './names.js'
export * from './open-group-lazily.js'
export * from './open-offline-lazily.js'
export {
  isPropertyName,
  PROPERTY_NAMES,
  type GroupProperties,
  type PropertyChanges,
  type PropertyConflict,
  type PropertyName
} from './properties.js'
export {
  judgeRemovals,
  NO_REMOVALS,
  type RemovalKind,
  type Removals,
  type Standing,
  type VerifiedRemoval
} from './removals.js'
export { ownRemovalMessage } from './removal-info.js'
export type { SignedByPeer } from './signed-by.js'
export { parseInvitation, type InvitationInfo, type ParsedCode, type ParsedInvitation } from './parse-invitation.js'
export { recoverAdministrator } from './recover.js'
export { revocationList } from './revocation-list.js'
export * from './roles.js'
export type { TellOptions, ToldInit, ToldOutcome } from './told.js'
export { type ValueChanges, type ValueConflict } from './shared-values.js'
export {
  SETTING_NAMES,
  type GroupSettings,
  type SettingChanges,
  type SettingConflict,
  type SettingName
} from './settings.js'
export * from './tls-certificate.js'
export * from './why-no-member.js'
