import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace potluck. */
export namespace potluck {

    /** Namespace group. */
    namespace group {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of an Identity.
             * @deprecated Use potluck.group.v1.Identity.$Properties instead.
             */
            interface IIdentity extends potluck.group.v1.Identity.$Properties {
            }

            /** Represents an Identity. */
            class Identity {

                /**
                 * Constructs a new Identity.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.Identity.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Identity publicKey. */
                publicKey: Uint8Array;

                /** Identity name. */
                name: string;

                /**
                 * Creates a new Identity instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Identity instance
                 */
                static create(properties: potluck.group.v1.Identity.$Shape): potluck.group.v1.Identity & potluck.group.v1.Identity.$Shape;
                static create(properties?: potluck.group.v1.Identity.$Properties): potluck.group.v1.Identity;

                /**
                 * Encodes the specified Identity message. Does not implicitly {@link potluck.group.v1.Identity.verify|verify} messages.
                 * @param message Identity message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.Identity.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Identity message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.Identity & potluck.group.v1.Identity.$Shape} Identity
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.Identity & potluck.group.v1.Identity.$Shape;

                /**
                 * Creates an Identity message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Identity
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.Identity;

                /**
                 * Creates a plain object from an Identity message. Also converts values to other types if specified.
                 * @param message Identity
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.Identity, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Identity to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Identity {

                /** Properties of an Identity. */
                interface $Properties {

                    /** Identity publicKey */
                    publicKey?: (Uint8Array|null);

                    /** Identity name */
                    name?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Identity. */
                type $Shape = potluck.group.v1.Identity.$Properties;
            }

            /**
             * Properties of an IdentityExport.
             * @deprecated Use potluck.group.v1.IdentityExport.$Properties instead.
             */
            interface IIdentityExport extends potluck.group.v1.IdentityExport.$Properties {
            }

            /** Represents an IdentityExport. */
            class IdentityExport {

                /**
                 * Constructs a new IdentityExport.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.IdentityExport.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** IdentityExport version. */
                version: number;

                /** IdentityExport seed. */
                seed: Uint8Array;

                /** IdentityExport name. */
                name: string;

                /**
                 * Creates a new IdentityExport instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns IdentityExport instance
                 */
                static create(properties: potluck.group.v1.IdentityExport.$Shape): potluck.group.v1.IdentityExport & potluck.group.v1.IdentityExport.$Shape;
                static create(properties?: potluck.group.v1.IdentityExport.$Properties): potluck.group.v1.IdentityExport;

                /**
                 * Encodes the specified IdentityExport message. Does not implicitly {@link potluck.group.v1.IdentityExport.verify|verify} messages.
                 * @param message IdentityExport message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.IdentityExport.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an IdentityExport message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.IdentityExport & potluck.group.v1.IdentityExport.$Shape} IdentityExport
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.IdentityExport & potluck.group.v1.IdentityExport.$Shape;

                /**
                 * Creates an IdentityExport message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns IdentityExport
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.IdentityExport;

                /**
                 * Creates a plain object from an IdentityExport message. Also converts values to other types if specified.
                 * @param message IdentityExport
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.IdentityExport, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this IdentityExport to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace IdentityExport {

                /** Properties of an IdentityExport. */
                interface $Properties {

                    /** IdentityExport version */
                    version?: (number|null);

                    /** IdentityExport seed */
                    seed?: (Uint8Array|null);

                    /** IdentityExport name */
                    name?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an IdentityExport. */
                type $Shape = potluck.group.v1.IdentityExport.$Properties;
            }

            /**
             * Properties of a MembershipObject.
             * @deprecated Use potluck.group.v1.MembershipObject.$Properties instead.
             */
            interface IMembershipObject extends potluck.group.v1.MembershipObject.$Properties {
            }

            /** Represents a MembershipObject. */
            class MembershipObject {

                /**
                 * Constructs a new MembershipObject.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.MembershipObject.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MembershipObject chain. */
                chain?: (potluck.group.v1.CertificateChain.$Properties|null);

                /** MembershipObject removal. */
                removal?: (potluck.group.v1.SignedRemoval.$Properties|null);

                /** MembershipObject object. */
                object?: ("chain"|"removal");

                /**
                 * Creates a new MembershipObject instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns MembershipObject instance
                 */
                static create(properties: potluck.group.v1.MembershipObject.$Shape): potluck.group.v1.MembershipObject & potluck.group.v1.MembershipObject.$Shape;
                static create(properties?: potluck.group.v1.MembershipObject.$Properties): potluck.group.v1.MembershipObject;

                /**
                 * Encodes the specified MembershipObject message. Does not implicitly {@link potluck.group.v1.MembershipObject.verify|verify} messages.
                 * @param message MembershipObject message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.MembershipObject.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MembershipObject message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.MembershipObject & potluck.group.v1.MembershipObject.$Shape} MembershipObject
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.MembershipObject & potluck.group.v1.MembershipObject.$Shape;

                /**
                 * Creates a MembershipObject message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns MembershipObject
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.MembershipObject;

                /**
                 * Creates a plain object from a MembershipObject message. Also converts values to other types if specified.
                 * @param message MembershipObject
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.MembershipObject, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this MembershipObject to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace MembershipObject {

                /** Properties of a MembershipObject. */
                interface $Properties {

                    /** MembershipObject chain */
                    chain?: (potluck.group.v1.CertificateChain.$Properties|null);

                    /** MembershipObject removal */
                    removal?: (potluck.group.v1.SignedRemoval.$Properties|null);

                    /** MembershipObject object */
                    object?: ("chain"|"removal");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a MembershipObject. */
                type $Shape = {
                  chain?: potluck.group.v1.CertificateChain.$Shape|null;
                  removal?: potluck.group.v1.SignedRemoval.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ object?: undefined; chain?: null; removal?: null }|{ object?: "chain"; chain: potluck.group.v1.CertificateChain.$Shape; removal?: null }|{ object?: "removal"; chain?: null; removal: potluck.group.v1.SignedRemoval.$Shape })
                );
            }

            /**
             * Properties of a SignedRemoval.
             * @deprecated Use potluck.group.v1.SignedRemoval.$Properties instead.
             */
            interface ISignedRemoval extends potluck.group.v1.SignedRemoval.$Properties {
            }

            /** Represents a SignedRemoval. */
            class SignedRemoval {

                /**
                 * Constructs a new SignedRemoval.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.SignedRemoval.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SignedRemoval removal. */
                removal: Uint8Array;

                /** SignedRemoval signature. */
                signature: Uint8Array;

                /** SignedRemoval reissued. */
                reissued: potluck.group.v1.CertificateChain.$Properties[];

                /**
                 * Creates a new SignedRemoval instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SignedRemoval instance
                 */
                static create(properties: potluck.group.v1.SignedRemoval.$Shape): potluck.group.v1.SignedRemoval & potluck.group.v1.SignedRemoval.$Shape;
                static create(properties?: potluck.group.v1.SignedRemoval.$Properties): potluck.group.v1.SignedRemoval;

                /**
                 * Encodes the specified SignedRemoval message. Does not implicitly {@link potluck.group.v1.SignedRemoval.verify|verify} messages.
                 * @param message SignedRemoval message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.SignedRemoval.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SignedRemoval message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.SignedRemoval & potluck.group.v1.SignedRemoval.$Shape} SignedRemoval
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.SignedRemoval & potluck.group.v1.SignedRemoval.$Shape;

                /**
                 * Creates a SignedRemoval message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns SignedRemoval
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.SignedRemoval;

                /**
                 * Creates a plain object from a SignedRemoval message. Also converts values to other types if specified.
                 * @param message SignedRemoval
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.SignedRemoval, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this SignedRemoval to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace SignedRemoval {

                /** Properties of a SignedRemoval. */
                interface $Properties {

                    /** SignedRemoval removal */
                    removal?: (Uint8Array|null);

                    /** SignedRemoval signature */
                    signature?: (Uint8Array|null);

                    /** SignedRemoval reissued */
                    reissued?: (potluck.group.v1.CertificateChain.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SignedRemoval. */
                type $Shape = potluck.group.v1.SignedRemoval.$Properties;
            }

            /**
             * Properties of a Removal.
             * @deprecated Use potluck.group.v1.Removal.$Properties instead.
             */
            interface IRemoval extends potluck.group.v1.Removal.$Properties {
            }

            /** Represents a Removal. */
            class Removal {

                /**
                 * Constructs a new Removal.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.Removal.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Removal issuer. */
                issuer?: (potluck.group.v1.CertificateChain.$Properties|null);

                /** Removal peerKey. */
                peerKey: Uint8Array;

                /** Removal kind. */
                kind: potluck.group.v1.Removal.Kind;

                /** Removal madeMs. */
                madeMs: number;

                /** Removal cut. */
                cut: potluck.group.v1.ShardCut.$Properties[];

                /** Removal kept. */
                kept: Uint8Array[];

                /** Removal nonce. */
                nonce: Uint8Array;

                /**
                 * Creates a new Removal instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Removal instance
                 */
                static create(properties: potluck.group.v1.Removal.$Shape): potluck.group.v1.Removal & potluck.group.v1.Removal.$Shape;
                static create(properties?: potluck.group.v1.Removal.$Properties): potluck.group.v1.Removal;

                /**
                 * Encodes the specified Removal message. Does not implicitly {@link potluck.group.v1.Removal.verify|verify} messages.
                 * @param message Removal message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.Removal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Removal message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.Removal & potluck.group.v1.Removal.$Shape} Removal
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.Removal & potluck.group.v1.Removal.$Shape;

                /**
                 * Creates a Removal message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Removal
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.Removal;

                /**
                 * Creates a plain object from a Removal message. Also converts values to other types if specified.
                 * @param message Removal
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.Removal, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Removal to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Removal {

                /** Properties of a Removal. */
                interface $Properties {

                    /** Removal issuer */
                    issuer?: (potluck.group.v1.CertificateChain.$Properties|null);

                    /** Removal peerKey */
                    peerKey?: (Uint8Array|null);

                    /** Removal kind */
                    kind?: (potluck.group.v1.Removal.Kind|null);

                    /** Removal madeMs */
                    madeMs?: (number|null);

                    /** Removal cut */
                    cut?: (potluck.group.v1.ShardCut.$Properties[]|null);

                    /** Removal kept */
                    kept?: (Uint8Array[]|null);

                    /** Removal nonce */
                    nonce?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Removal. */
                type $Shape = potluck.group.v1.Removal.$Properties;

                /** Kind enum. */
                enum Kind {

                    /** REMOVED value */
                    REMOVED = 0,

                    /** LEFT value */
                    LEFT = 1,

                    /** ROLE value */
                    ROLE = 2
                }
            }

            /**
             * Properties of a ShardCut.
             * @deprecated Use potluck.group.v1.ShardCut.$Properties instead.
             */
            interface IShardCut extends potluck.group.v1.ShardCut.$Properties {
            }

            /** Represents a ShardCut. */
            class ShardCut {

                /**
                 * Constructs a new ShardCut.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.ShardCut.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ShardCut shard. */
                shard: number;

                /** ShardCut head. */
                head: Uint8Array[];

                /** ShardCut actor. */
                actor: potluck.group.v1.ActorExtent.$Properties[];

                /**
                 * Creates a new ShardCut instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ShardCut instance
                 */
                static create(properties: potluck.group.v1.ShardCut.$Shape): potluck.group.v1.ShardCut & potluck.group.v1.ShardCut.$Shape;
                static create(properties?: potluck.group.v1.ShardCut.$Properties): potluck.group.v1.ShardCut;

                /**
                 * Encodes the specified ShardCut message. Does not implicitly {@link potluck.group.v1.ShardCut.verify|verify} messages.
                 * @param message ShardCut message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.ShardCut.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ShardCut message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.ShardCut & potluck.group.v1.ShardCut.$Shape} ShardCut
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.ShardCut & potluck.group.v1.ShardCut.$Shape;

                /**
                 * Creates a ShardCut message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ShardCut
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.ShardCut;

                /**
                 * Creates a plain object from a ShardCut message. Also converts values to other types if specified.
                 * @param message ShardCut
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.ShardCut, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ShardCut to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ShardCut {

                /** Properties of a ShardCut. */
                interface $Properties {

                    /** ShardCut shard */
                    shard?: (number|null);

                    /** ShardCut head */
                    head?: (Uint8Array[]|null);

                    /** ShardCut actor */
                    actor?: (potluck.group.v1.ActorExtent.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ShardCut. */
                type $Shape = potluck.group.v1.ShardCut.$Properties;
            }

            /**
             * Properties of an ActorExtent.
             * @deprecated Use potluck.group.v1.ActorExtent.$Properties instead.
             */
            interface IActorExtent extends potluck.group.v1.ActorExtent.$Properties {
            }

            /** Represents an ActorExtent. */
            class ActorExtent {

                /**
                 * Constructs a new ActorExtent.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.ActorExtent.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ActorExtent actor. */
                actor: Uint8Array;

                /** ActorExtent sequence. */
                sequence: number;

                /**
                 * Creates a new ActorExtent instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ActorExtent instance
                 */
                static create(properties: potluck.group.v1.ActorExtent.$Shape): potluck.group.v1.ActorExtent & potluck.group.v1.ActorExtent.$Shape;
                static create(properties?: potluck.group.v1.ActorExtent.$Properties): potluck.group.v1.ActorExtent;

                /**
                 * Encodes the specified ActorExtent message. Does not implicitly {@link potluck.group.v1.ActorExtent.verify|verify} messages.
                 * @param message ActorExtent message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.ActorExtent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ActorExtent message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.ActorExtent & potluck.group.v1.ActorExtent.$Shape} ActorExtent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.ActorExtent & potluck.group.v1.ActorExtent.$Shape;

                /**
                 * Creates an ActorExtent message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ActorExtent
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.ActorExtent;

                /**
                 * Creates a plain object from an ActorExtent message. Also converts values to other types if specified.
                 * @param message ActorExtent
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.ActorExtent, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ActorExtent to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ActorExtent {

                /** Properties of an ActorExtent. */
                interface $Properties {

                    /** ActorExtent actor */
                    actor?: (Uint8Array|null);

                    /** ActorExtent sequence */
                    sequence?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an ActorExtent. */
                type $Shape = potluck.group.v1.ActorExtent.$Properties;
            }

            /**
             * Properties of a CertificateChain.
             * @deprecated Use potluck.group.v1.CertificateChain.$Properties instead.
             */
            interface ICertificateChain extends potluck.group.v1.CertificateChain.$Properties {
            }

            /** Represents a CertificateChain. */
            class CertificateChain {

                /**
                 * Constructs a new CertificateChain.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.CertificateChain.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CertificateChain certificate. */
                certificate: Uint8Array[];

                /**
                 * Creates a new CertificateChain instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CertificateChain instance
                 */
                static create(properties: potluck.group.v1.CertificateChain.$Shape): potluck.group.v1.CertificateChain & potluck.group.v1.CertificateChain.$Shape;
                static create(properties?: potluck.group.v1.CertificateChain.$Properties): potluck.group.v1.CertificateChain;

                /**
                 * Encodes the specified CertificateChain message. Does not implicitly {@link potluck.group.v1.CertificateChain.verify|verify} messages.
                 * @param message CertificateChain message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.CertificateChain.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CertificateChain message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.CertificateChain & potluck.group.v1.CertificateChain.$Shape} CertificateChain
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.CertificateChain & potluck.group.v1.CertificateChain.$Shape;

                /**
                 * Creates a CertificateChain message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns CertificateChain
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.CertificateChain;

                /**
                 * Creates a plain object from a CertificateChain message. Also converts values to other types if specified.
                 * @param message CertificateChain
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.CertificateChain, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this CertificateChain to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace CertificateChain {

                /** Properties of a CertificateChain. */
                interface $Properties {

                    /** CertificateChain certificate */
                    certificate?: (Uint8Array[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CertificateChain. */
                type $Shape = potluck.group.v1.CertificateChain.$Properties;
            }

            /**
             * Properties of a Credentials.
             * @deprecated Use potluck.group.v1.Credentials.$Properties instead.
             */
            interface ICredentials extends potluck.group.v1.Credentials.$Properties {
            }

            /** Represents a Credentials. */
            class Credentials {

                /**
                 * Constructs a new Credentials.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.Credentials.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Credentials object. */
                object: Uint8Array[];

                /**
                 * Creates a new Credentials instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Credentials instance
                 */
                static create(properties: potluck.group.v1.Credentials.$Shape): potluck.group.v1.Credentials & potluck.group.v1.Credentials.$Shape;
                static create(properties?: potluck.group.v1.Credentials.$Properties): potluck.group.v1.Credentials;

                /**
                 * Encodes the specified Credentials message. Does not implicitly {@link potluck.group.v1.Credentials.verify|verify} messages.
                 * @param message Credentials message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.Credentials.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Credentials message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.Credentials & potluck.group.v1.Credentials.$Shape} Credentials
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.Credentials & potluck.group.v1.Credentials.$Shape;

                /**
                 * Creates a Credentials message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Credentials
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.Credentials;

                /**
                 * Creates a plain object from a Credentials message. Also converts values to other types if specified.
                 * @param message Credentials
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.Credentials, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Credentials to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Credentials {

                /** Properties of a Credentials. */
                interface $Properties {

                    /** Credentials object */
                    object?: (Uint8Array[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Credentials. */
                type $Shape = potluck.group.v1.Credentials.$Properties;
            }

            /**
             * Properties of an Invitation.
             * @deprecated Use potluck.group.v1.Invitation.$Properties instead.
             */
            interface IInvitation extends potluck.group.v1.Invitation.$Properties {
            }

            /** Represents an Invitation. */
            class Invitation {

                /**
                 * Constructs a new Invitation.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.Invitation.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Invitation rootPublicKey. */
                rootPublicKey: Uint8Array;

                /** Invitation groupName. */
                groupName: string;

                /** Invitation groupSecret. */
                groupSecret: Uint8Array;

                /** Invitation chain. */
                chain?: (potluck.group.v1.CertificateChain.$Properties|null);

                /** Invitation address. */
                address: string[];

                /** Invitation expiresMs. */
                expiresMs: number;

                /**
                 * Creates a new Invitation instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Invitation instance
                 */
                static create(properties: potluck.group.v1.Invitation.$Shape): potluck.group.v1.Invitation & potluck.group.v1.Invitation.$Shape;
                static create(properties?: potluck.group.v1.Invitation.$Properties): potluck.group.v1.Invitation;

                /**
                 * Encodes the specified Invitation message. Does not implicitly {@link potluck.group.v1.Invitation.verify|verify} messages.
                 * @param message Invitation message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.Invitation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Invitation message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.Invitation & potluck.group.v1.Invitation.$Shape} Invitation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.Invitation & potluck.group.v1.Invitation.$Shape;

                /**
                 * Creates an Invitation message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Invitation
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.Invitation;

                /**
                 * Creates a plain object from an Invitation message. Also converts values to other types if specified.
                 * @param message Invitation
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.Invitation, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Invitation to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Invitation {

                /** Properties of an Invitation. */
                interface $Properties {

                    /** Invitation rootPublicKey */
                    rootPublicKey?: (Uint8Array|null);

                    /** Invitation groupName */
                    groupName?: (string|null);

                    /** Invitation groupSecret */
                    groupSecret?: (Uint8Array|null);

                    /** Invitation chain */
                    chain?: (potluck.group.v1.CertificateChain.$Properties|null);

                    /** Invitation address */
                    address?: (string[]|null);

                    /** Invitation expiresMs */
                    expiresMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Invitation. */
                type $Shape = potluck.group.v1.Invitation.$Properties;
            }

            /**
             * Properties of a SignedInvitation.
             * @deprecated Use potluck.group.v1.SignedInvitation.$Properties instead.
             */
            interface ISignedInvitation extends potluck.group.v1.SignedInvitation.$Properties {
            }

            /** Represents a SignedInvitation. */
            class SignedInvitation {

                /**
                 * Constructs a new SignedInvitation.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.SignedInvitation.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SignedInvitation invitation. */
                invitation: Uint8Array;

                /** SignedInvitation signature. */
                signature: Uint8Array;

                /**
                 * Creates a new SignedInvitation instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SignedInvitation instance
                 */
                static create(properties: potluck.group.v1.SignedInvitation.$Shape): potluck.group.v1.SignedInvitation & potluck.group.v1.SignedInvitation.$Shape;
                static create(properties?: potluck.group.v1.SignedInvitation.$Properties): potluck.group.v1.SignedInvitation;

                /**
                 * Encodes the specified SignedInvitation message. Does not implicitly {@link potluck.group.v1.SignedInvitation.verify|verify} messages.
                 * @param message SignedInvitation message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.SignedInvitation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SignedInvitation message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.SignedInvitation & potluck.group.v1.SignedInvitation.$Shape} SignedInvitation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.SignedInvitation & potluck.group.v1.SignedInvitation.$Shape;

                /**
                 * Creates a SignedInvitation message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns SignedInvitation
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.SignedInvitation;

                /**
                 * Creates a plain object from a SignedInvitation message. Also converts values to other types if specified.
                 * @param message SignedInvitation
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.SignedInvitation, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this SignedInvitation to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace SignedInvitation {

                /** Properties of a SignedInvitation. */
                interface $Properties {

                    /** SignedInvitation invitation */
                    invitation?: (Uint8Array|null);

                    /** SignedInvitation signature */
                    signature?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SignedInvitation. */
                type $Shape = potluck.group.v1.SignedInvitation.$Properties;
            }

            /**
             * Properties of a Code.
             * @deprecated Use potluck.group.v1.Code.$Properties instead.
             */
            interface ICode extends potluck.group.v1.Code.$Properties {
            }

            /** Represents a Code. */
            class Code {

                /**
                 * Constructs a new Code.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.Code.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Code rootPublicKey. */
                rootPublicKey: Uint8Array;

                /** Code groupName. */
                groupName: string;

                /** Code issuer. */
                issuer: Uint8Array;

                /** Code issuerName. */
                issuerName: string;

                /** Code token. */
                token: Uint8Array;

                /** Code rendezvous. */
                rendezvous: Uint8Array;

                /** Code endpoint. */
                endpoint: Uint8Array[];

                /** Code expiresMs. */
                expiresMs: number;

                /**
                 * Creates a new Code instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Code instance
                 */
                static create(properties: potluck.group.v1.Code.$Shape): potluck.group.v1.Code & potluck.group.v1.Code.$Shape;
                static create(properties?: potluck.group.v1.Code.$Properties): potluck.group.v1.Code;

                /**
                 * Encodes the specified Code message. Does not implicitly {@link potluck.group.v1.Code.verify|verify} messages.
                 * @param message Code message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.Code.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Code message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.Code & potluck.group.v1.Code.$Shape} Code
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.Code & potluck.group.v1.Code.$Shape;

                /**
                 * Creates a Code message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Code
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.Code;

                /**
                 * Creates a plain object from a Code message. Also converts values to other types if specified.
                 * @param message Code
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.Code, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Code to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Code {

                /** Properties of a Code. */
                interface $Properties {

                    /** Code rootPublicKey */
                    rootPublicKey?: (Uint8Array|null);

                    /** Code groupName */
                    groupName?: (string|null);

                    /** Code issuer */
                    issuer?: (Uint8Array|null);

                    /** Code issuerName */
                    issuerName?: (string|null);

                    /** Code token */
                    token?: (Uint8Array|null);

                    /** Code rendezvous */
                    rendezvous?: (Uint8Array|null);

                    /** Code endpoint */
                    endpoint?: (Uint8Array[]|null);

                    /** Code expiresMs */
                    expiresMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Code. */
                type $Shape = potluck.group.v1.Code.$Properties;
            }

            /**
             * Properties of an AdmissionRequest.
             * @deprecated Use potluck.group.v1.AdmissionRequest.$Properties instead.
             */
            interface IAdmissionRequest extends potluck.group.v1.AdmissionRequest.$Properties {
            }

            /** Represents an AdmissionRequest. */
            class AdmissionRequest {

                /**
                 * Constructs a new AdmissionRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.AdmissionRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AdmissionRequest token. */
                token: Uint8Array;

                /**
                 * Creates a new AdmissionRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns AdmissionRequest instance
                 */
                static create(properties: potluck.group.v1.AdmissionRequest.$Shape): potluck.group.v1.AdmissionRequest & potluck.group.v1.AdmissionRequest.$Shape;
                static create(properties?: potluck.group.v1.AdmissionRequest.$Properties): potluck.group.v1.AdmissionRequest;

                /**
                 * Encodes the specified AdmissionRequest message. Does not implicitly {@link potluck.group.v1.AdmissionRequest.verify|verify} messages.
                 * @param message AdmissionRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.AdmissionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AdmissionRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.AdmissionRequest & potluck.group.v1.AdmissionRequest.$Shape} AdmissionRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.AdmissionRequest & potluck.group.v1.AdmissionRequest.$Shape;

                /**
                 * Creates an AdmissionRequest message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns AdmissionRequest
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.AdmissionRequest;

                /**
                 * Creates a plain object from an AdmissionRequest message. Also converts values to other types if specified.
                 * @param message AdmissionRequest
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.AdmissionRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this AdmissionRequest to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace AdmissionRequest {

                /** Properties of an AdmissionRequest. */
                interface $Properties {

                    /** AdmissionRequest token */
                    token?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AdmissionRequest. */
                type $Shape = potluck.group.v1.AdmissionRequest.$Properties;
            }

            /**
             * Properties of an AdmissionAnswer.
             * @deprecated Use potluck.group.v1.AdmissionAnswer.$Properties instead.
             */
            interface IAdmissionAnswer extends potluck.group.v1.AdmissionAnswer.$Properties {
            }

            /** Represents an AdmissionAnswer. */
            class AdmissionAnswer {

                /**
                 * Constructs a new AdmissionAnswer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.AdmissionAnswer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AdmissionAnswer outcome. */
                outcome: potluck.group.v1.AdmissionAnswer.Outcome;

                /** AdmissionAnswer retryAfterMs. */
                retryAfterMs: number;

                /** AdmissionAnswer invitation. */
                invitation: Uint8Array;

                /** AdmissionAnswer nowMs. */
                nowMs: number;

                /**
                 * Creates a new AdmissionAnswer instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns AdmissionAnswer instance
                 */
                static create(properties: potluck.group.v1.AdmissionAnswer.$Shape): potluck.group.v1.AdmissionAnswer & potluck.group.v1.AdmissionAnswer.$Shape;
                static create(properties?: potluck.group.v1.AdmissionAnswer.$Properties): potluck.group.v1.AdmissionAnswer;

                /**
                 * Encodes the specified AdmissionAnswer message. Does not implicitly {@link potluck.group.v1.AdmissionAnswer.verify|verify} messages.
                 * @param message AdmissionAnswer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.AdmissionAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AdmissionAnswer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.AdmissionAnswer & potluck.group.v1.AdmissionAnswer.$Shape} AdmissionAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.AdmissionAnswer & potluck.group.v1.AdmissionAnswer.$Shape;

                /**
                 * Creates an AdmissionAnswer message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns AdmissionAnswer
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.AdmissionAnswer;

                /**
                 * Creates a plain object from an AdmissionAnswer message. Also converts values to other types if specified.
                 * @param message AdmissionAnswer
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.AdmissionAnswer, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this AdmissionAnswer to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace AdmissionAnswer {

                /** Properties of an AdmissionAnswer. */
                interface $Properties {

                    /** AdmissionAnswer outcome */
                    outcome?: (potluck.group.v1.AdmissionAnswer.Outcome|null);

                    /** AdmissionAnswer retryAfterMs */
                    retryAfterMs?: (number|null);

                    /** AdmissionAnswer invitation */
                    invitation?: (Uint8Array|null);

                    /** AdmissionAnswer nowMs */
                    nowMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AdmissionAnswer. */
                type $Shape = potluck.group.v1.AdmissionAnswer.$Properties;

                /** Outcome enum. */
                enum Outcome {

                    /** UNSPECIFIED value */
                    UNSPECIFIED = 0,

                    /** INVITED value */
                    INVITED = 1,

                    /** UNKNOWN_CODE value */
                    UNKNOWN_CODE = 2,

                    /** EXPIRED value */
                    EXPIRED = 3,

                    /** USED_UP value */
                    USED_UP = 4,

                    /** REVOKED value */
                    REVOKED = 5,

                    /** BUSY value */
                    BUSY = 6,

                    /** NOT_ADMINISTRATOR value */
                    NOT_ADMINISTRATOR = 7,

                    /** REMOVED value */
                    REMOVED = 8
                }
            }

            /**
             * Properties of a KnockRequest.
             * @deprecated Use potluck.group.v1.KnockRequest.$Properties instead.
             */
            interface IKnockRequest extends potluck.group.v1.KnockRequest.$Properties {
            }

            /** Represents a KnockRequest. */
            class KnockRequest {

                /**
                 * Constructs a new KnockRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.KnockRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** KnockRequest list. */
                list?: (potluck.group.v1.ListGroup.$Properties|null);

                /** KnockRequest knock. */
                knock?: (potluck.group.v1.Knock.$Properties|null);

                /** KnockRequest request. */
                request?: ("list"|"knock");

                /**
                 * Creates a new KnockRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns KnockRequest instance
                 */
                static create(properties: potluck.group.v1.KnockRequest.$Shape): potluck.group.v1.KnockRequest & potluck.group.v1.KnockRequest.$Shape;
                static create(properties?: potluck.group.v1.KnockRequest.$Properties): potluck.group.v1.KnockRequest;

                /**
                 * Encodes the specified KnockRequest message. Does not implicitly {@link potluck.group.v1.KnockRequest.verify|verify} messages.
                 * @param message KnockRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.KnockRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a KnockRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.KnockRequest & potluck.group.v1.KnockRequest.$Shape} KnockRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.KnockRequest & potluck.group.v1.KnockRequest.$Shape;

                /**
                 * Creates a KnockRequest message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns KnockRequest
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.KnockRequest;

                /**
                 * Creates a plain object from a KnockRequest message. Also converts values to other types if specified.
                 * @param message KnockRequest
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.KnockRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this KnockRequest to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace KnockRequest {

                /** Properties of a KnockRequest. */
                interface $Properties {

                    /** KnockRequest list */
                    list?: (potluck.group.v1.ListGroup.$Properties|null);

                    /** KnockRequest knock */
                    knock?: (potluck.group.v1.Knock.$Properties|null);

                    /** KnockRequest request */
                    request?: ("list"|"knock");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a KnockRequest. */
                type $Shape = {
                  list?: potluck.group.v1.ListGroup.$Shape|null;
                  knock?: potluck.group.v1.Knock.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ request?: undefined; list?: null; knock?: null }|{ request?: "list"; list: potluck.group.v1.ListGroup.$Shape; knock?: null }|{ request?: "knock"; list?: null; knock: potluck.group.v1.Knock.$Shape })
                );
            }

            /**
             * Properties of a ListGroup.
             * @deprecated Use potluck.group.v1.ListGroup.$Properties instead.
             */
            interface IListGroup extends potluck.group.v1.ListGroup.$Properties {
            }

            /** Represents a ListGroup. */
            class ListGroup {

                /**
                 * Constructs a new ListGroup.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.ListGroup.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Creates a new ListGroup instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ListGroup instance
                 */
                static create(properties: potluck.group.v1.ListGroup.$Shape): potluck.group.v1.ListGroup & potluck.group.v1.ListGroup.$Shape;
                static create(properties?: potluck.group.v1.ListGroup.$Properties): potluck.group.v1.ListGroup;

                /**
                 * Encodes the specified ListGroup message. Does not implicitly {@link potluck.group.v1.ListGroup.verify|verify} messages.
                 * @param message ListGroup message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.ListGroup.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ListGroup message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.ListGroup & potluck.group.v1.ListGroup.$Shape} ListGroup
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.ListGroup & potluck.group.v1.ListGroup.$Shape;

                /**
                 * Creates a ListGroup message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ListGroup
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.ListGroup;

                /**
                 * Creates a plain object from a ListGroup message. Also converts values to other types if specified.
                 * @param message ListGroup
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.ListGroup, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ListGroup to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ListGroup {

                /** Properties of a ListGroup. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ListGroup. */
                type $Shape = potluck.group.v1.ListGroup.$Properties;
            }

            /**
             * Properties of a Knock.
             * @deprecated Use potluck.group.v1.Knock.$Properties instead.
             */
            interface IKnock extends potluck.group.v1.Knock.$Properties {
            }

            /** Represents a Knock. */
            class Knock {

                /**
                 * Constructs a new Knock.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.Knock.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Knock rootPublicKey. */
                rootPublicKey: Uint8Array;

                /** Knock name. */
                name: string;

                /**
                 * Creates a new Knock instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Knock instance
                 */
                static create(properties: potluck.group.v1.Knock.$Shape): potluck.group.v1.Knock & potluck.group.v1.Knock.$Shape;
                static create(properties?: potluck.group.v1.Knock.$Properties): potluck.group.v1.Knock;

                /**
                 * Encodes the specified Knock message. Does not implicitly {@link potluck.group.v1.Knock.verify|verify} messages.
                 * @param message Knock message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.Knock.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Knock message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.Knock & potluck.group.v1.Knock.$Shape} Knock
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.Knock & potluck.group.v1.Knock.$Shape;

                /**
                 * Creates a Knock message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Knock
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.Knock;

                /**
                 * Creates a plain object from a Knock message. Also converts values to other types if specified.
                 * @param message Knock
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.Knock, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Knock to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Knock {

                /** Properties of a Knock. */
                interface $Properties {

                    /** Knock rootPublicKey */
                    rootPublicKey?: (Uint8Array|null);

                    /** Knock name */
                    name?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Knock. */
                type $Shape = potluck.group.v1.Knock.$Properties;
            }

            /**
             * Properties of a KnockAnswer.
             * @deprecated Use potluck.group.v1.KnockAnswer.$Properties instead.
             */
            interface IKnockAnswer extends potluck.group.v1.KnockAnswer.$Properties {
            }

            /** Represents a KnockAnswer. */
            class KnockAnswer {

                /**
                 * Constructs a new KnockAnswer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.KnockAnswer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** KnockAnswer outcome. */
                outcome: potluck.group.v1.KnockAnswer.Outcome;

                /** KnockAnswer retryAfterMs. */
                retryAfterMs: number;

                /** KnockAnswer invitation. */
                invitation: Uint8Array;

                /** KnockAnswer nowMs. */
                nowMs: number;

                /** KnockAnswer group. */
                group?: (potluck.group.v1.OfferedGroup.$Properties|null);

                /**
                 * Creates a new KnockAnswer instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns KnockAnswer instance
                 */
                static create(properties: potluck.group.v1.KnockAnswer.$Shape): potluck.group.v1.KnockAnswer & potluck.group.v1.KnockAnswer.$Shape;
                static create(properties?: potluck.group.v1.KnockAnswer.$Properties): potluck.group.v1.KnockAnswer;

                /**
                 * Encodes the specified KnockAnswer message. Does not implicitly {@link potluck.group.v1.KnockAnswer.verify|verify} messages.
                 * @param message KnockAnswer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.KnockAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a KnockAnswer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.KnockAnswer & potluck.group.v1.KnockAnswer.$Shape} KnockAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.KnockAnswer & potluck.group.v1.KnockAnswer.$Shape;

                /**
                 * Creates a KnockAnswer message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns KnockAnswer
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.KnockAnswer;

                /**
                 * Creates a plain object from a KnockAnswer message. Also converts values to other types if specified.
                 * @param message KnockAnswer
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.KnockAnswer, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this KnockAnswer to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace KnockAnswer {

                /** Properties of a KnockAnswer. */
                interface $Properties {

                    /** KnockAnswer outcome */
                    outcome?: (potluck.group.v1.KnockAnswer.Outcome|null);

                    /** KnockAnswer retryAfterMs */
                    retryAfterMs?: (number|null);

                    /** KnockAnswer invitation */
                    invitation?: (Uint8Array|null);

                    /** KnockAnswer nowMs */
                    nowMs?: (number|null);

                    /** KnockAnswer group */
                    group?: (potluck.group.v1.OfferedGroup.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a KnockAnswer. */
                type $Shape = potluck.group.v1.KnockAnswer.$Properties;

                /** Outcome enum. */
                enum Outcome {

                    /** UNSPECIFIED value */
                    UNSPECIFIED = 0,

                    /** OFFERED value */
                    OFFERED = 1,

                    /** WAITING value */
                    WAITING = 2,

                    /** INVITED value */
                    INVITED = 3,

                    /** DENIED value */
                    DENIED = 4,

                    /** BUSY value */
                    BUSY = 5
                }
            }

            /**
             * Properties of an OfferedGroup.
             * @deprecated Use potluck.group.v1.OfferedGroup.$Properties instead.
             */
            interface IOfferedGroup extends potluck.group.v1.OfferedGroup.$Properties {
            }

            /** Represents an OfferedGroup. */
            class OfferedGroup {

                /**
                 * Constructs a new OfferedGroup.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.OfferedGroup.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** OfferedGroup rootPublicKey. */
                rootPublicKey: Uint8Array;

                /** OfferedGroup groupName. */
                groupName: string;

                /** OfferedGroup administratorName. */
                administratorName: string;

                /**
                 * Creates a new OfferedGroup instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns OfferedGroup instance
                 */
                static create(properties: potluck.group.v1.OfferedGroup.$Shape): potluck.group.v1.OfferedGroup & potluck.group.v1.OfferedGroup.$Shape;
                static create(properties?: potluck.group.v1.OfferedGroup.$Properties): potluck.group.v1.OfferedGroup;

                /**
                 * Encodes the specified OfferedGroup message. Does not implicitly {@link potluck.group.v1.OfferedGroup.verify|verify} messages.
                 * @param message OfferedGroup message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.OfferedGroup.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an OfferedGroup message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.OfferedGroup & potluck.group.v1.OfferedGroup.$Shape} OfferedGroup
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.OfferedGroup & potluck.group.v1.OfferedGroup.$Shape;

                /**
                 * Creates an OfferedGroup message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns OfferedGroup
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.OfferedGroup;

                /**
                 * Creates a plain object from an OfferedGroup message. Also converts values to other types if specified.
                 * @param message OfferedGroup
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.OfferedGroup, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this OfferedGroup to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace OfferedGroup {

                /** Properties of an OfferedGroup. */
                interface $Properties {

                    /** OfferedGroup rootPublicKey */
                    rootPublicKey?: (Uint8Array|null);

                    /** OfferedGroup groupName */
                    groupName?: (string|null);

                    /** OfferedGroup administratorName */
                    administratorName?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an OfferedGroup. */
                type $Shape = potluck.group.v1.OfferedGroup.$Properties;
            }

            /**
             * Properties of a MemberData.
             * @deprecated Use potluck.group.v1.MemberData.$Properties instead.
             */
            interface IMemberData extends potluck.group.v1.MemberData.$Properties {
            }

            /** Represents a MemberData. */
            class MemberData {

                /**
                 * Constructs a new MemberData.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.group.v1.MemberData.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MemberData name. */
                name: string;

                /**
                 * Creates a new MemberData instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns MemberData instance
                 */
                static create(properties: potluck.group.v1.MemberData.$Shape): potluck.group.v1.MemberData & potluck.group.v1.MemberData.$Shape;
                static create(properties?: potluck.group.v1.MemberData.$Properties): potluck.group.v1.MemberData;

                /**
                 * Encodes the specified MemberData message. Does not implicitly {@link potluck.group.v1.MemberData.verify|verify} messages.
                 * @param message MemberData message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.group.v1.MemberData.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MemberData message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.group.v1.MemberData & potluck.group.v1.MemberData.$Shape} MemberData
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.group.v1.MemberData & potluck.group.v1.MemberData.$Shape;

                /**
                 * Creates a MemberData message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns MemberData
                 */
                static fromObject(object: { [k: string]: any }): potluck.group.v1.MemberData;

                /**
                 * Creates a plain object from a MemberData message. Also converts values to other types if specified.
                 * @param message MemberData
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.group.v1.MemberData, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this MemberData to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace MemberData {

                /** Properties of a MemberData. */
                interface $Properties {

                    /** MemberData name */
                    name?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MemberData. */
                type $Shape = potluck.group.v1.MemberData.$Properties;
            }
        }
    }
}
