import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace potluck. */
export namespace potluck {

    /** Namespace store. */
    namespace store {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a StoreItem.
             * @deprecated Use potluck.store.v1.StoreItem.$Properties instead.
             */
            interface IStoreItem extends potluck.store.v1.StoreItem.$Properties {
            }

            /** Represents a StoreItem. */
            class StoreItem {

                /**
                 * Constructs a new StoreItem.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.StoreItem.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** StoreItem shardUpdate. */
                shardUpdate?: (potluck.store.v1.ShardUpdate.$Properties|null);

                /** StoreItem ephemeral. */
                ephemeral: Uint8Array;

                /** StoreItem credential. */
                credential: Uint8Array;

                /**
                 * Creates a new StoreItem instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns StoreItem instance
                 */
                static create(properties: potluck.store.v1.StoreItem.$Shape): potluck.store.v1.StoreItem & potluck.store.v1.StoreItem.$Shape;
                static create(properties?: potluck.store.v1.StoreItem.$Properties): potluck.store.v1.StoreItem;

                /**
                 * Encodes the specified StoreItem message. Does not implicitly {@link potluck.store.v1.StoreItem.verify|verify} messages.
                 * @param message StoreItem message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.StoreItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a StoreItem message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.StoreItem & potluck.store.v1.StoreItem.$Shape} StoreItem
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.StoreItem & potluck.store.v1.StoreItem.$Shape;

                /**
                 * Creates a StoreItem message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns StoreItem
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.StoreItem;

                /**
                 * Creates a plain object from a StoreItem message. Also converts values to other types if specified.
                 * @param message StoreItem
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.StoreItem, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this StoreItem to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace StoreItem {

                /** Properties of a StoreItem. */
                interface $Properties {

                    /** StoreItem shardUpdate */
                    shardUpdate?: (potluck.store.v1.ShardUpdate.$Properties|null);

                    /** StoreItem ephemeral */
                    ephemeral?: (Uint8Array|null);

                    /** StoreItem credential */
                    credential?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a StoreItem. */
                type $Shape = potluck.store.v1.StoreItem.$Properties;
            }

            /**
             * Properties of a ShardUpdate.
             * @deprecated Use potluck.store.v1.ShardUpdate.$Properties instead.
             */
            interface IShardUpdate extends potluck.store.v1.ShardUpdate.$Properties {
            }

            /** Represents a ShardUpdate. */
            class ShardUpdate {

                /**
                 * Constructs a new ShardUpdate.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.ShardUpdate.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ShardUpdate head. */
                head: Uint8Array;

                /** ShardUpdate change. */
                change: Uint8Array;

                /**
                 * Creates a new ShardUpdate instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ShardUpdate instance
                 */
                static create(properties: potluck.store.v1.ShardUpdate.$Shape): potluck.store.v1.ShardUpdate & potluck.store.v1.ShardUpdate.$Shape;
                static create(properties?: potluck.store.v1.ShardUpdate.$Properties): potluck.store.v1.ShardUpdate;

                /**
                 * Encodes the specified ShardUpdate message. Does not implicitly {@link potluck.store.v1.ShardUpdate.verify|verify} messages.
                 * @param message ShardUpdate message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.ShardUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ShardUpdate message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardUpdate & potluck.store.v1.ShardUpdate.$Shape} ShardUpdate
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.ShardUpdate & potluck.store.v1.ShardUpdate.$Shape;

                /**
                 * Creates a ShardUpdate message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ShardUpdate
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.ShardUpdate;

                /**
                 * Creates a plain object from a ShardUpdate message. Also converts values to other types if specified.
                 * @param message ShardUpdate
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.ShardUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ShardUpdate to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ShardUpdate {

                /** Properties of a ShardUpdate. */
                interface $Properties {

                    /** ShardUpdate head */
                    head?: (Uint8Array|null);

                    /** ShardUpdate change */
                    change?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ShardUpdate. */
                type $Shape = potluck.store.v1.ShardUpdate.$Properties;
            }

            /**
             * Properties of a SignedHead.
             * @deprecated Use potluck.store.v1.SignedHead.$Properties instead.
             */
            interface ISignedHead extends potluck.store.v1.SignedHead.$Properties {
            }

            /** Represents a SignedHead. */
            class SignedHead {

                /**
                 * Constructs a new SignedHead.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.SignedHead.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SignedHead statement. */
                statement: Uint8Array;

                /** SignedHead signature. */
                signature: Uint8Array;

                /**
                 * Creates a new SignedHead instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SignedHead instance
                 */
                static create(properties: potluck.store.v1.SignedHead.$Shape): potluck.store.v1.SignedHead & potluck.store.v1.SignedHead.$Shape;
                static create(properties?: potluck.store.v1.SignedHead.$Properties): potluck.store.v1.SignedHead;

                /**
                 * Encodes the specified SignedHead message. Does not implicitly {@link potluck.store.v1.SignedHead.verify|verify} messages.
                 * @param message SignedHead message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.SignedHead.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SignedHead message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.SignedHead & potluck.store.v1.SignedHead.$Shape} SignedHead
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.SignedHead & potluck.store.v1.SignedHead.$Shape;

                /**
                 * Creates a SignedHead message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns SignedHead
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.SignedHead;

                /**
                 * Creates a plain object from a SignedHead message. Also converts values to other types if specified.
                 * @param message SignedHead
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.SignedHead, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this SignedHead to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace SignedHead {

                /** Properties of a SignedHead. */
                interface $Properties {

                    /** SignedHead statement */
                    statement?: (Uint8Array|null);

                    /** SignedHead signature */
                    signature?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SignedHead. */
                type $Shape = potluck.store.v1.SignedHead.$Properties;
            }

            /**
             * Properties of a HeadStatement.
             * @deprecated Use potluck.store.v1.HeadStatement.$Properties instead.
             */
            interface IHeadStatement extends potluck.store.v1.HeadStatement.$Properties {
            }

            /** Represents a HeadStatement. */
            class HeadStatement {

                /**
                 * Constructs a new HeadStatement.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.HeadStatement.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** HeadStatement author. */
                author: Uint8Array;

                /** HeadStatement shard. */
                shard: number;

                /** HeadStatement firstLivingShard. */
                firstLivingShard: number;

                /** HeadStatement changes. */
                changes: number;

                /** HeadStatement heads. */
                heads: Uint8Array[];

                /**
                 * Creates a new HeadStatement instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns HeadStatement instance
                 */
                static create(properties: potluck.store.v1.HeadStatement.$Shape): potluck.store.v1.HeadStatement & potluck.store.v1.HeadStatement.$Shape;
                static create(properties?: potluck.store.v1.HeadStatement.$Properties): potluck.store.v1.HeadStatement;

                /**
                 * Encodes the specified HeadStatement message. Does not implicitly {@link potluck.store.v1.HeadStatement.verify|verify} messages.
                 * @param message HeadStatement message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.HeadStatement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HeadStatement message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.HeadStatement & potluck.store.v1.HeadStatement.$Shape} HeadStatement
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.HeadStatement & potluck.store.v1.HeadStatement.$Shape;

                /**
                 * Creates a HeadStatement message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns HeadStatement
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.HeadStatement;

                /**
                 * Creates a plain object from a HeadStatement message. Also converts values to other types if specified.
                 * @param message HeadStatement
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.HeadStatement, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this HeadStatement to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace HeadStatement {

                /** Properties of a HeadStatement. */
                interface $Properties {

                    /** HeadStatement author */
                    author?: (Uint8Array|null);

                    /** HeadStatement shard */
                    shard?: (number|null);

                    /** HeadStatement firstLivingShard */
                    firstLivingShard?: (number|null);

                    /** HeadStatement changes */
                    changes?: (number|null);

                    /** HeadStatement heads */
                    heads?: (Uint8Array[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HeadStatement. */
                type $Shape = potluck.store.v1.HeadStatement.$Properties;
            }

            /**
             * Properties of a ShardsStatement.
             * @deprecated Use potluck.store.v1.ShardsStatement.$Properties instead.
             */
            interface IShardsStatement extends potluck.store.v1.ShardsStatement.$Properties {
            }

            /** Represents a ShardsStatement. */
            class ShardsStatement {

                /**
                 * Constructs a new ShardsStatement.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.ShardsStatement.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ShardsStatement firstLivingShard. */
                firstLivingShard: number;

                /** ShardsStatement living. */
                living: potluck.store.v1.ShardExtent.$Properties[];

                /** ShardsStatement retired. */
                retired: potluck.store.v1.ShardExtent.$Properties[];

                /**
                 * Creates a new ShardsStatement instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ShardsStatement instance
                 */
                static create(properties: potluck.store.v1.ShardsStatement.$Shape): potluck.store.v1.ShardsStatement & potluck.store.v1.ShardsStatement.$Shape;
                static create(properties?: potluck.store.v1.ShardsStatement.$Properties): potluck.store.v1.ShardsStatement;

                /**
                 * Encodes the specified ShardsStatement message. Does not implicitly {@link potluck.store.v1.ShardsStatement.verify|verify} messages.
                 * @param message ShardsStatement message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.ShardsStatement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ShardsStatement message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardsStatement & potluck.store.v1.ShardsStatement.$Shape} ShardsStatement
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.ShardsStatement & potluck.store.v1.ShardsStatement.$Shape;

                /**
                 * Creates a ShardsStatement message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ShardsStatement
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.ShardsStatement;

                /**
                 * Creates a plain object from a ShardsStatement message. Also converts values to other types if specified.
                 * @param message ShardsStatement
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.ShardsStatement, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ShardsStatement to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ShardsStatement {

                /** Properties of a ShardsStatement. */
                interface $Properties {

                    /** ShardsStatement firstLivingShard */
                    firstLivingShard?: (number|null);

                    /** ShardsStatement living */
                    living?: (potluck.store.v1.ShardExtent.$Properties[]|null);

                    /** ShardsStatement retired */
                    retired?: (potluck.store.v1.ShardExtent.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ShardsStatement. */
                type $Shape = potluck.store.v1.ShardsStatement.$Properties;
            }

            /**
             * Properties of a ShardExtent.
             * @deprecated Use potluck.store.v1.ShardExtent.$Properties instead.
             */
            interface IShardExtent extends potluck.store.v1.ShardExtent.$Properties {
            }

            /** Represents a ShardExtent. */
            class ShardExtent {

                /**
                 * Constructs a new ShardExtent.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.ShardExtent.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ShardExtent shard. */
                shard: number;

                /** ShardExtent actors. */
                actors: potluck.store.v1.ActorExtent.$Properties[];

                /**
                 * Creates a new ShardExtent instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ShardExtent instance
                 */
                static create(properties: potluck.store.v1.ShardExtent.$Shape): potluck.store.v1.ShardExtent & potluck.store.v1.ShardExtent.$Shape;
                static create(properties?: potluck.store.v1.ShardExtent.$Properties): potluck.store.v1.ShardExtent;

                /**
                 * Encodes the specified ShardExtent message. Does not implicitly {@link potluck.store.v1.ShardExtent.verify|verify} messages.
                 * @param message ShardExtent message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.ShardExtent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ShardExtent message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardExtent & potluck.store.v1.ShardExtent.$Shape} ShardExtent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.ShardExtent & potluck.store.v1.ShardExtent.$Shape;

                /**
                 * Creates a ShardExtent message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ShardExtent
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.ShardExtent;

                /**
                 * Creates a plain object from a ShardExtent message. Also converts values to other types if specified.
                 * @param message ShardExtent
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.ShardExtent, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ShardExtent to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ShardExtent {

                /** Properties of a ShardExtent. */
                interface $Properties {

                    /** ShardExtent shard */
                    shard?: (number|null);

                    /** ShardExtent actors */
                    actors?: (potluck.store.v1.ActorExtent.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ShardExtent. */
                type $Shape = potluck.store.v1.ShardExtent.$Properties;
            }

            /**
             * Properties of an ActorExtent.
             * @deprecated Use potluck.store.v1.ActorExtent.$Properties instead.
             */
            interface IActorExtent extends potluck.store.v1.ActorExtent.$Properties {
            }

            /** Represents an ActorExtent. */
            class ActorExtent {

                /**
                 * Constructs a new ActorExtent.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.ActorExtent.$Properties);

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
                static create(properties: potluck.store.v1.ActorExtent.$Shape): potluck.store.v1.ActorExtent & potluck.store.v1.ActorExtent.$Shape;
                static create(properties?: potluck.store.v1.ActorExtent.$Properties): potluck.store.v1.ActorExtent;

                /**
                 * Encodes the specified ActorExtent message. Does not implicitly {@link potluck.store.v1.ActorExtent.verify|verify} messages.
                 * @param message ActorExtent message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.ActorExtent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ActorExtent message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ActorExtent & potluck.store.v1.ActorExtent.$Shape} ActorExtent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.ActorExtent & potluck.store.v1.ActorExtent.$Shape;

                /**
                 * Creates an ActorExtent message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ActorExtent
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.ActorExtent;

                /**
                 * Creates a plain object from an ActorExtent message. Also converts values to other types if specified.
                 * @param message ActorExtent
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.ActorExtent, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
                type $Shape = potluck.store.v1.ActorExtent.$Properties;
            }

            /**
             * Properties of an Evidence.
             * @deprecated Use potluck.store.v1.Evidence.$Properties instead.
             */
            interface IEvidence extends potluck.store.v1.Evidence.$Properties {
            }

            /** Represents an Evidence. */
            class Evidence {

                /**
                 * Constructs a new Evidence.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.Evidence.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Evidence sides. */
                sides: potluck.store.v1.EvidenceSide.$Properties[];

                /**
                 * Creates a new Evidence instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Evidence instance
                 */
                static create(properties: potluck.store.v1.Evidence.$Shape): potluck.store.v1.Evidence & potluck.store.v1.Evidence.$Shape;
                static create(properties?: potluck.store.v1.Evidence.$Properties): potluck.store.v1.Evidence;

                /**
                 * Encodes the specified Evidence message. Does not implicitly {@link potluck.store.v1.Evidence.verify|verify} messages.
                 * @param message Evidence message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.Evidence.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Evidence message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.Evidence & potluck.store.v1.Evidence.$Shape} Evidence
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.Evidence & potluck.store.v1.Evidence.$Shape;

                /**
                 * Creates an Evidence message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Evidence
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.Evidence;

                /**
                 * Creates a plain object from an Evidence message. Also converts values to other types if specified.
                 * @param message Evidence
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.Evidence, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Evidence to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Evidence {

                /** Properties of an Evidence. */
                interface $Properties {

                    /** Evidence sides */
                    sides?: (potluck.store.v1.EvidenceSide.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Evidence. */
                type $Shape = potluck.store.v1.Evidence.$Properties;
            }

            /**
             * Properties of an EvidenceSide.
             * @deprecated Use potluck.store.v1.EvidenceSide.$Properties instead.
             */
            interface IEvidenceSide extends potluck.store.v1.EvidenceSide.$Properties {
            }

            /** Represents an EvidenceSide. */
            class EvidenceSide {

                /**
                 * Constructs a new EvidenceSide.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.EvidenceSide.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** EvidenceSide head. */
                head: Uint8Array;

                /** EvidenceSide changes. */
                changes: Uint8Array[];

                /**
                 * Creates a new EvidenceSide instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns EvidenceSide instance
                 */
                static create(properties: potluck.store.v1.EvidenceSide.$Shape): potluck.store.v1.EvidenceSide & potluck.store.v1.EvidenceSide.$Shape;
                static create(properties?: potluck.store.v1.EvidenceSide.$Properties): potluck.store.v1.EvidenceSide;

                /**
                 * Encodes the specified EvidenceSide message. Does not implicitly {@link potluck.store.v1.EvidenceSide.verify|verify} messages.
                 * @param message EvidenceSide message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.EvidenceSide.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an EvidenceSide message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.EvidenceSide & potluck.store.v1.EvidenceSide.$Shape} EvidenceSide
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.EvidenceSide & potluck.store.v1.EvidenceSide.$Shape;

                /**
                 * Creates an EvidenceSide message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns EvidenceSide
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.EvidenceSide;

                /**
                 * Creates a plain object from an EvidenceSide message. Also converts values to other types if specified.
                 * @param message EvidenceSide
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.EvidenceSide, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this EvidenceSide to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace EvidenceSide {

                /** Properties of an EvidenceSide. */
                interface $Properties {

                    /** EvidenceSide head */
                    head?: (Uint8Array|null);

                    /** EvidenceSide changes */
                    changes?: (Uint8Array[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an EvidenceSide. */
                type $Shape = potluck.store.v1.EvidenceSide.$Properties;
            }

            /**
             * Properties of a SyncFrame.
             * @deprecated Use potluck.store.v1.SyncFrame.$Properties instead.
             */
            interface ISyncFrame extends potluck.store.v1.SyncFrame.$Properties {
            }

            /** Represents a SyncFrame. */
            class SyncFrame {

                /**
                 * Constructs a new SyncFrame.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.SyncFrame.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SyncFrame round. */
                round: number;

                /** SyncFrame setAsk. */
                setAsk?: (potluck.store.v1.SetAsk.$Properties|null);

                /** SyncFrame setDigests. */
                setDigests?: (potluck.store.v1.SetDigests.$Properties|null);

                /** SyncFrame setWant. */
                setWant?: (potluck.store.v1.SetWant.$Properties|null);

                /** SyncFrame setItems. */
                setItems?: (potluck.store.v1.SetItems.$Properties|null);

                /** SyncFrame shardAsk. */
                shardAsk?: (potluck.store.v1.ShardAsk.$Properties|null);

                /** SyncFrame shardEntries. */
                shardEntries?: (potluck.store.v1.ShardEntries.$Properties|null);

                /** SyncFrame shardWant. */
                shardWant?: (potluck.store.v1.ShardWant.$Properties|null);

                /** SyncFrame shardHeads. */
                shardHeads?: (potluck.store.v1.ShardHeads.$Properties|null);

                /** SyncFrame shardChanges. */
                shardChanges?: (potluck.store.v1.ShardChanges.$Properties|null);

                /**
                 * Creates a new SyncFrame instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SyncFrame instance
                 */
                static create(properties: potluck.store.v1.SyncFrame.$Shape): potluck.store.v1.SyncFrame & potluck.store.v1.SyncFrame.$Shape;
                static create(properties?: potluck.store.v1.SyncFrame.$Properties): potluck.store.v1.SyncFrame;

                /**
                 * Encodes the specified SyncFrame message. Does not implicitly {@link potluck.store.v1.SyncFrame.verify|verify} messages.
                 * @param message SyncFrame message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.SyncFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SyncFrame message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.SyncFrame & potluck.store.v1.SyncFrame.$Shape} SyncFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.SyncFrame & potluck.store.v1.SyncFrame.$Shape;

                /**
                 * Creates a SyncFrame message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns SyncFrame
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.SyncFrame;

                /**
                 * Creates a plain object from a SyncFrame message. Also converts values to other types if specified.
                 * @param message SyncFrame
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.SyncFrame, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this SyncFrame to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace SyncFrame {

                /** Properties of a SyncFrame. */
                interface $Properties {

                    /** SyncFrame round */
                    round?: (number|null);

                    /** SyncFrame setAsk */
                    setAsk?: (potluck.store.v1.SetAsk.$Properties|null);

                    /** SyncFrame setDigests */
                    setDigests?: (potluck.store.v1.SetDigests.$Properties|null);

                    /** SyncFrame setWant */
                    setWant?: (potluck.store.v1.SetWant.$Properties|null);

                    /** SyncFrame setItems */
                    setItems?: (potluck.store.v1.SetItems.$Properties|null);

                    /** SyncFrame shardAsk */
                    shardAsk?: (potluck.store.v1.ShardAsk.$Properties|null);

                    /** SyncFrame shardEntries */
                    shardEntries?: (potluck.store.v1.ShardEntries.$Properties|null);

                    /** SyncFrame shardWant */
                    shardWant?: (potluck.store.v1.ShardWant.$Properties|null);

                    /** SyncFrame shardHeads */
                    shardHeads?: (potluck.store.v1.ShardHeads.$Properties|null);

                    /** SyncFrame shardChanges */
                    shardChanges?: (potluck.store.v1.ShardChanges.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SyncFrame. */
                type $Shape = potluck.store.v1.SyncFrame.$Properties;
            }

            /** SyncSet enum. */
            enum SyncSet {

                /** SYNC_SET_UNSPECIFIED value */
                SYNC_SET_UNSPECIFIED = 0,

                /** SYNC_SET_CREDENTIALS value */
                SYNC_SET_CREDENTIALS = 1,

                /** SYNC_SET_EPHEMERAL value */
                SYNC_SET_EPHEMERAL = 2
            }

            /**
             * Properties of a SetAsk.
             * @deprecated Use potluck.store.v1.SetAsk.$Properties instead.
             */
            interface ISetAsk extends potluck.store.v1.SetAsk.$Properties {
            }

            /** Represents a SetAsk. */
            class SetAsk {

                /**
                 * Constructs a new SetAsk.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.SetAsk.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetAsk set. */
                set: potluck.store.v1.SyncSet;

                /** SetAsk summary. */
                summary: Uint8Array;

                /** SetAsk types. */
                types: string[];

                /**
                 * Creates a new SetAsk instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetAsk instance
                 */
                static create(properties: potluck.store.v1.SetAsk.$Shape): potluck.store.v1.SetAsk & potluck.store.v1.SetAsk.$Shape;
                static create(properties?: potluck.store.v1.SetAsk.$Properties): potluck.store.v1.SetAsk;

                /**
                 * Encodes the specified SetAsk message. Does not implicitly {@link potluck.store.v1.SetAsk.verify|verify} messages.
                 * @param message SetAsk message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.SetAsk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetAsk message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.SetAsk & potluck.store.v1.SetAsk.$Shape} SetAsk
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.SetAsk & potluck.store.v1.SetAsk.$Shape;

                /**
                 * Creates a SetAsk message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns SetAsk
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.SetAsk;

                /**
                 * Creates a plain object from a SetAsk message. Also converts values to other types if specified.
                 * @param message SetAsk
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.SetAsk, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this SetAsk to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace SetAsk {

                /** Properties of a SetAsk. */
                interface $Properties {

                    /** SetAsk set */
                    set?: (potluck.store.v1.SyncSet|null);

                    /** SetAsk summary */
                    summary?: (Uint8Array|null);

                    /** SetAsk types */
                    types?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetAsk. */
                type $Shape = potluck.store.v1.SetAsk.$Properties;
            }

            /**
             * Properties of a SetDigests.
             * @deprecated Use potluck.store.v1.SetDigests.$Properties instead.
             */
            interface ISetDigests extends potluck.store.v1.SetDigests.$Properties {
            }

            /** Represents a SetDigests. */
            class SetDigests {

                /**
                 * Constructs a new SetDigests.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.SetDigests.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetDigests set. */
                set: potluck.store.v1.SyncSet;

                /** SetDigests digests. */
                digests: Uint8Array[];

                /** SetDigests last. */
                last: boolean;

                /**
                 * Creates a new SetDigests instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetDigests instance
                 */
                static create(properties: potluck.store.v1.SetDigests.$Shape): potluck.store.v1.SetDigests & potluck.store.v1.SetDigests.$Shape;
                static create(properties?: potluck.store.v1.SetDigests.$Properties): potluck.store.v1.SetDigests;

                /**
                 * Encodes the specified SetDigests message. Does not implicitly {@link potluck.store.v1.SetDigests.verify|verify} messages.
                 * @param message SetDigests message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.SetDigests.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetDigests message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.SetDigests & potluck.store.v1.SetDigests.$Shape} SetDigests
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.SetDigests & potluck.store.v1.SetDigests.$Shape;

                /**
                 * Creates a SetDigests message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns SetDigests
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.SetDigests;

                /**
                 * Creates a plain object from a SetDigests message. Also converts values to other types if specified.
                 * @param message SetDigests
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.SetDigests, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this SetDigests to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace SetDigests {

                /** Properties of a SetDigests. */
                interface $Properties {

                    /** SetDigests set */
                    set?: (potluck.store.v1.SyncSet|null);

                    /** SetDigests digests */
                    digests?: (Uint8Array[]|null);

                    /** SetDigests last */
                    last?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetDigests. */
                type $Shape = potluck.store.v1.SetDigests.$Properties;
            }

            /**
             * Properties of a SetWant.
             * @deprecated Use potluck.store.v1.SetWant.$Properties instead.
             */
            interface ISetWant extends potluck.store.v1.SetWant.$Properties {
            }

            /** Represents a SetWant. */
            class SetWant {

                /**
                 * Constructs a new SetWant.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.SetWant.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetWant set. */
                set: potluck.store.v1.SyncSet;

                /** SetWant digests. */
                digests: Uint8Array[];

                /**
                 * Creates a new SetWant instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetWant instance
                 */
                static create(properties: potluck.store.v1.SetWant.$Shape): potluck.store.v1.SetWant & potluck.store.v1.SetWant.$Shape;
                static create(properties?: potluck.store.v1.SetWant.$Properties): potluck.store.v1.SetWant;

                /**
                 * Encodes the specified SetWant message. Does not implicitly {@link potluck.store.v1.SetWant.verify|verify} messages.
                 * @param message SetWant message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.SetWant.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetWant message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.SetWant & potluck.store.v1.SetWant.$Shape} SetWant
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.SetWant & potluck.store.v1.SetWant.$Shape;

                /**
                 * Creates a SetWant message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns SetWant
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.SetWant;

                /**
                 * Creates a plain object from a SetWant message. Also converts values to other types if specified.
                 * @param message SetWant
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.SetWant, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this SetWant to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace SetWant {

                /** Properties of a SetWant. */
                interface $Properties {

                    /** SetWant set */
                    set?: (potluck.store.v1.SyncSet|null);

                    /** SetWant digests */
                    digests?: (Uint8Array[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetWant. */
                type $Shape = potluck.store.v1.SetWant.$Properties;
            }

            /**
             * Properties of a SetItems.
             * @deprecated Use potluck.store.v1.SetItems.$Properties instead.
             */
            interface ISetItems extends potluck.store.v1.SetItems.$Properties {
            }

            /** Represents a SetItems. */
            class SetItems {

                /**
                 * Constructs a new SetItems.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.SetItems.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetItems set. */
                set: potluck.store.v1.SyncSet;

                /** SetItems items. */
                items: Uint8Array[];

                /** SetItems last. */
                last: boolean;

                /**
                 * Creates a new SetItems instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetItems instance
                 */
                static create(properties: potluck.store.v1.SetItems.$Shape): potluck.store.v1.SetItems & potluck.store.v1.SetItems.$Shape;
                static create(properties?: potluck.store.v1.SetItems.$Properties): potluck.store.v1.SetItems;

                /**
                 * Encodes the specified SetItems message. Does not implicitly {@link potluck.store.v1.SetItems.verify|verify} messages.
                 * @param message SetItems message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.SetItems.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetItems message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.SetItems & potluck.store.v1.SetItems.$Shape} SetItems
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.SetItems & potluck.store.v1.SetItems.$Shape;

                /**
                 * Creates a SetItems message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns SetItems
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.SetItems;

                /**
                 * Creates a plain object from a SetItems message. Also converts values to other types if specified.
                 * @param message SetItems
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.SetItems, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this SetItems to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace SetItems {

                /** Properties of a SetItems. */
                interface $Properties {

                    /** SetItems set */
                    set?: (potluck.store.v1.SyncSet|null);

                    /** SetItems items */
                    items?: (Uint8Array[]|null);

                    /** SetItems last */
                    last?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetItems. */
                type $Shape = potluck.store.v1.SetItems.$Properties;
            }

            /**
             * Properties of a ShardAsk.
             * @deprecated Use potluck.store.v1.ShardAsk.$Properties instead.
             */
            interface IShardAsk extends potluck.store.v1.ShardAsk.$Properties {
            }

            /** Represents a ShardAsk. */
            class ShardAsk {

                /**
                 * Constructs a new ShardAsk.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.ShardAsk.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ShardAsk buckets. */
                buckets: Uint8Array;

                /** ShardAsk types. */
                types: string[];

                /**
                 * Creates a new ShardAsk instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ShardAsk instance
                 */
                static create(properties: potluck.store.v1.ShardAsk.$Shape): potluck.store.v1.ShardAsk & potluck.store.v1.ShardAsk.$Shape;
                static create(properties?: potluck.store.v1.ShardAsk.$Properties): potluck.store.v1.ShardAsk;

                /**
                 * Encodes the specified ShardAsk message. Does not implicitly {@link potluck.store.v1.ShardAsk.verify|verify} messages.
                 * @param message ShardAsk message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.ShardAsk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ShardAsk message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardAsk & potluck.store.v1.ShardAsk.$Shape} ShardAsk
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.ShardAsk & potluck.store.v1.ShardAsk.$Shape;

                /**
                 * Creates a ShardAsk message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ShardAsk
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.ShardAsk;

                /**
                 * Creates a plain object from a ShardAsk message. Also converts values to other types if specified.
                 * @param message ShardAsk
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.ShardAsk, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ShardAsk to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ShardAsk {

                /** Properties of a ShardAsk. */
                interface $Properties {

                    /** ShardAsk buckets */
                    buckets?: (Uint8Array|null);

                    /** ShardAsk types */
                    types?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ShardAsk. */
                type $Shape = potluck.store.v1.ShardAsk.$Properties;
            }

            /**
             * Properties of a ShardEntries.
             * @deprecated Use potluck.store.v1.ShardEntries.$Properties instead.
             */
            interface IShardEntries extends potluck.store.v1.ShardEntries.$Properties {
            }

            /** Represents a ShardEntries. */
            class ShardEntries {

                /**
                 * Constructs a new ShardEntries.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.ShardEntries.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ShardEntries entries. */
                entries: potluck.store.v1.ShardEntry.$Properties[];

                /** ShardEntries last. */
                last: boolean;

                /** ShardEntries types. */
                types: number;

                /**
                 * Creates a new ShardEntries instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ShardEntries instance
                 */
                static create(properties: potluck.store.v1.ShardEntries.$Shape): potluck.store.v1.ShardEntries & potluck.store.v1.ShardEntries.$Shape;
                static create(properties?: potluck.store.v1.ShardEntries.$Properties): potluck.store.v1.ShardEntries;

                /**
                 * Encodes the specified ShardEntries message. Does not implicitly {@link potluck.store.v1.ShardEntries.verify|verify} messages.
                 * @param message ShardEntries message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.ShardEntries.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ShardEntries message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardEntries & potluck.store.v1.ShardEntries.$Shape} ShardEntries
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.ShardEntries & potluck.store.v1.ShardEntries.$Shape;

                /**
                 * Creates a ShardEntries message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ShardEntries
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.ShardEntries;

                /**
                 * Creates a plain object from a ShardEntries message. Also converts values to other types if specified.
                 * @param message ShardEntries
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.ShardEntries, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ShardEntries to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ShardEntries {

                /** Properties of a ShardEntries. */
                interface $Properties {

                    /** ShardEntries entries */
                    entries?: (potluck.store.v1.ShardEntry.$Properties[]|null);

                    /** ShardEntries last */
                    last?: (boolean|null);

                    /** ShardEntries types */
                    types?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ShardEntries. */
                type $Shape = potluck.store.v1.ShardEntries.$Properties;
            }

            /**
             * Properties of a ShardEntry.
             * @deprecated Use potluck.store.v1.ShardEntry.$Properties instead.
             */
            interface IShardEntry extends potluck.store.v1.ShardEntry.$Properties {
            }

            /** Represents a ShardEntry. */
            class ShardEntry {

                /**
                 * Constructs a new ShardEntry.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.ShardEntry.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ShardEntry author. */
                author: Uint8Array;

                /** ShardEntry shard. */
                shard: number;

                /** ShardEntry heads. */
                heads: Uint8Array[];

                /** ShardEntry outlivesEnd. */
                outlivesEnd: boolean;

                /**
                 * Creates a new ShardEntry instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ShardEntry instance
                 */
                static create(properties: potluck.store.v1.ShardEntry.$Shape): potluck.store.v1.ShardEntry & potluck.store.v1.ShardEntry.$Shape;
                static create(properties?: potluck.store.v1.ShardEntry.$Properties): potluck.store.v1.ShardEntry;

                /**
                 * Encodes the specified ShardEntry message. Does not implicitly {@link potluck.store.v1.ShardEntry.verify|verify} messages.
                 * @param message ShardEntry message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.ShardEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ShardEntry message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardEntry & potluck.store.v1.ShardEntry.$Shape} ShardEntry
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.ShardEntry & potluck.store.v1.ShardEntry.$Shape;

                /**
                 * Creates a ShardEntry message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ShardEntry
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.ShardEntry;

                /**
                 * Creates a plain object from a ShardEntry message. Also converts values to other types if specified.
                 * @param message ShardEntry
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.ShardEntry, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ShardEntry to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ShardEntry {

                /** Properties of a ShardEntry. */
                interface $Properties {

                    /** ShardEntry author */
                    author?: (Uint8Array|null);

                    /** ShardEntry shard */
                    shard?: (number|null);

                    /** ShardEntry heads */
                    heads?: (Uint8Array[]|null);

                    /** ShardEntry outlivesEnd */
                    outlivesEnd?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ShardEntry. */
                type $Shape = potluck.store.v1.ShardEntry.$Properties;
            }

            /**
             * Properties of a ShardWant.
             * @deprecated Use potluck.store.v1.ShardWant.$Properties instead.
             */
            interface IShardWant extends potluck.store.v1.ShardWant.$Properties {
            }

            /** Represents a ShardWant. */
            class ShardWant {

                /**
                 * Constructs a new ShardWant.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.ShardWant.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ShardWant wants. */
                wants: potluck.store.v1.ShardEntry.$Properties[];

                /**
                 * Creates a new ShardWant instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ShardWant instance
                 */
                static create(properties: potluck.store.v1.ShardWant.$Shape): potluck.store.v1.ShardWant & potluck.store.v1.ShardWant.$Shape;
                static create(properties?: potluck.store.v1.ShardWant.$Properties): potluck.store.v1.ShardWant;

                /**
                 * Encodes the specified ShardWant message. Does not implicitly {@link potluck.store.v1.ShardWant.verify|verify} messages.
                 * @param message ShardWant message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.ShardWant.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ShardWant message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardWant & potluck.store.v1.ShardWant.$Shape} ShardWant
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.ShardWant & potluck.store.v1.ShardWant.$Shape;

                /**
                 * Creates a ShardWant message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ShardWant
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.ShardWant;

                /**
                 * Creates a plain object from a ShardWant message. Also converts values to other types if specified.
                 * @param message ShardWant
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.ShardWant, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ShardWant to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ShardWant {

                /** Properties of a ShardWant. */
                interface $Properties {

                    /** ShardWant wants */
                    wants?: (potluck.store.v1.ShardEntry.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ShardWant. */
                type $Shape = potluck.store.v1.ShardWant.$Properties;
            }

            /**
             * Properties of a ShardHeads.
             * @deprecated Use potluck.store.v1.ShardHeads.$Properties instead.
             */
            interface IShardHeads extends potluck.store.v1.ShardHeads.$Properties {
            }

            /** Represents a ShardHeads. */
            class ShardHeads {

                /**
                 * Constructs a new ShardHeads.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.ShardHeads.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ShardHeads author. */
                author: Uint8Array;

                /** ShardHeads shard. */
                shard: number;

                /** ShardHeads heads. */
                heads: Uint8Array[];

                /**
                 * Creates a new ShardHeads instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ShardHeads instance
                 */
                static create(properties: potluck.store.v1.ShardHeads.$Shape): potluck.store.v1.ShardHeads & potluck.store.v1.ShardHeads.$Shape;
                static create(properties?: potluck.store.v1.ShardHeads.$Properties): potluck.store.v1.ShardHeads;

                /**
                 * Encodes the specified ShardHeads message. Does not implicitly {@link potluck.store.v1.ShardHeads.verify|verify} messages.
                 * @param message ShardHeads message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.ShardHeads.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ShardHeads message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardHeads & potluck.store.v1.ShardHeads.$Shape} ShardHeads
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.ShardHeads & potluck.store.v1.ShardHeads.$Shape;

                /**
                 * Creates a ShardHeads message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ShardHeads
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.ShardHeads;

                /**
                 * Creates a plain object from a ShardHeads message. Also converts values to other types if specified.
                 * @param message ShardHeads
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.ShardHeads, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ShardHeads to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ShardHeads {

                /** Properties of a ShardHeads. */
                interface $Properties {

                    /** ShardHeads author */
                    author?: (Uint8Array|null);

                    /** ShardHeads shard */
                    shard?: (number|null);

                    /** ShardHeads heads */
                    heads?: (Uint8Array[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ShardHeads. */
                type $Shape = potluck.store.v1.ShardHeads.$Properties;
            }

            /**
             * Properties of a ShardChanges.
             * @deprecated Use potluck.store.v1.ShardChanges.$Properties instead.
             */
            interface IShardChanges extends potluck.store.v1.ShardChanges.$Properties {
            }

            /** Represents a ShardChanges. */
            class ShardChanges {

                /**
                 * Constructs a new ShardChanges.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.ShardChanges.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ShardChanges changes. */
                changes: Uint8Array[];

                /** ShardChanges last. */
                last: boolean;

                /**
                 * Creates a new ShardChanges instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ShardChanges instance
                 */
                static create(properties: potluck.store.v1.ShardChanges.$Shape): potluck.store.v1.ShardChanges & potluck.store.v1.ShardChanges.$Shape;
                static create(properties?: potluck.store.v1.ShardChanges.$Properties): potluck.store.v1.ShardChanges;

                /**
                 * Encodes the specified ShardChanges message. Does not implicitly {@link potluck.store.v1.ShardChanges.verify|verify} messages.
                 * @param message ShardChanges message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.ShardChanges.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ShardChanges message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardChanges & potluck.store.v1.ShardChanges.$Shape} ShardChanges
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.ShardChanges & potluck.store.v1.ShardChanges.$Shape;

                /**
                 * Creates a ShardChanges message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ShardChanges
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.ShardChanges;

                /**
                 * Creates a plain object from a ShardChanges message. Also converts values to other types if specified.
                 * @param message ShardChanges
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.ShardChanges, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ShardChanges to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ShardChanges {

                /** Properties of a ShardChanges. */
                interface $Properties {

                    /** ShardChanges changes */
                    changes?: (Uint8Array[]|null);

                    /** ShardChanges last */
                    last?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ShardChanges. */
                type $Shape = potluck.store.v1.ShardChanges.$Properties;
            }

            /**
             * Properties of an ExportFrame.
             * @deprecated Use potluck.store.v1.ExportFrame.$Properties instead.
             */
            interface IExportFrame extends potluck.store.v1.ExportFrame.$Properties {
            }

            /** Represents an ExportFrame. */
            class ExportFrame {

                /**
                 * Constructs a new ExportFrame.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.ExportFrame.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ExportFrame header. */
                header?: (potluck.store.v1.ExportHeader.$Properties|null);

                /** ExportFrame credential. */
                credential: Uint8Array;

                /** ExportFrame shard. */
                shard?: (potluck.store.v1.ExportShard.$Properties|null);

                /** ExportFrame change. */
                change: Uint8Array;

                /** ExportFrame trailer. */
                trailer?: (potluck.store.v1.ExportTrailer.$Properties|null);

                /**
                 * Creates a new ExportFrame instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ExportFrame instance
                 */
                static create(properties: potluck.store.v1.ExportFrame.$Shape): potluck.store.v1.ExportFrame & potluck.store.v1.ExportFrame.$Shape;
                static create(properties?: potluck.store.v1.ExportFrame.$Properties): potluck.store.v1.ExportFrame;

                /**
                 * Encodes the specified ExportFrame message. Does not implicitly {@link potluck.store.v1.ExportFrame.verify|verify} messages.
                 * @param message ExportFrame message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.ExportFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ExportFrame message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ExportFrame & potluck.store.v1.ExportFrame.$Shape} ExportFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.ExportFrame & potluck.store.v1.ExportFrame.$Shape;

                /**
                 * Creates an ExportFrame message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ExportFrame
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.ExportFrame;

                /**
                 * Creates a plain object from an ExportFrame message. Also converts values to other types if specified.
                 * @param message ExportFrame
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.ExportFrame, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ExportFrame to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ExportFrame {

                /** Properties of an ExportFrame. */
                interface $Properties {

                    /** ExportFrame header */
                    header?: (potluck.store.v1.ExportHeader.$Properties|null);

                    /** ExportFrame credential */
                    credential?: (Uint8Array|null);

                    /** ExportFrame shard */
                    shard?: (potluck.store.v1.ExportShard.$Properties|null);

                    /** ExportFrame change */
                    change?: (Uint8Array|null);

                    /** ExportFrame trailer */
                    trailer?: (potluck.store.v1.ExportTrailer.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an ExportFrame. */
                type $Shape = potluck.store.v1.ExportFrame.$Properties;
            }

            /**
             * Properties of an ExportHeader.
             * @deprecated Use potluck.store.v1.ExportHeader.$Properties instead.
             */
            interface IExportHeader extends potluck.store.v1.ExportHeader.$Properties {
            }

            /** Represents an ExportHeader. */
            class ExportHeader {

                /**
                 * Constructs a new ExportHeader.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.ExportHeader.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ExportHeader version. */
                version: number;

                /** ExportHeader group. */
                group: Uint8Array;

                /** ExportHeader author. */
                author: Uint8Array;

                /** ExportHeader writtenMs. */
                writtenMs: number;

                /**
                 * Creates a new ExportHeader instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ExportHeader instance
                 */
                static create(properties: potluck.store.v1.ExportHeader.$Shape): potluck.store.v1.ExportHeader & potluck.store.v1.ExportHeader.$Shape;
                static create(properties?: potluck.store.v1.ExportHeader.$Properties): potluck.store.v1.ExportHeader;

                /**
                 * Encodes the specified ExportHeader message. Does not implicitly {@link potluck.store.v1.ExportHeader.verify|verify} messages.
                 * @param message ExportHeader message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.ExportHeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ExportHeader message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ExportHeader & potluck.store.v1.ExportHeader.$Shape} ExportHeader
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.ExportHeader & potluck.store.v1.ExportHeader.$Shape;

                /**
                 * Creates an ExportHeader message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ExportHeader
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.ExportHeader;

                /**
                 * Creates a plain object from an ExportHeader message. Also converts values to other types if specified.
                 * @param message ExportHeader
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.ExportHeader, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ExportHeader to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ExportHeader {

                /** Properties of an ExportHeader. */
                interface $Properties {

                    /** ExportHeader version */
                    version?: (number|null);

                    /** ExportHeader group */
                    group?: (Uint8Array|null);

                    /** ExportHeader author */
                    author?: (Uint8Array|null);

                    /** ExportHeader writtenMs */
                    writtenMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an ExportHeader. */
                type $Shape = potluck.store.v1.ExportHeader.$Properties;
            }

            /**
             * Properties of an ExportShard.
             * @deprecated Use potluck.store.v1.ExportShard.$Properties instead.
             */
            interface IExportShard extends potluck.store.v1.ExportShard.$Properties {
            }

            /** Represents an ExportShard. */
            class ExportShard {

                /**
                 * Constructs a new ExportShard.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.ExportShard.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ExportShard author. */
                author: Uint8Array;

                /** ExportShard shard. */
                shard: number;

                /** ExportShard changes. */
                changes: number;

                /** ExportShard heads. */
                heads: Uint8Array[];

                /**
                 * Creates a new ExportShard instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ExportShard instance
                 */
                static create(properties: potluck.store.v1.ExportShard.$Shape): potluck.store.v1.ExportShard & potluck.store.v1.ExportShard.$Shape;
                static create(properties?: potluck.store.v1.ExportShard.$Properties): potluck.store.v1.ExportShard;

                /**
                 * Encodes the specified ExportShard message. Does not implicitly {@link potluck.store.v1.ExportShard.verify|verify} messages.
                 * @param message ExportShard message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.ExportShard.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ExportShard message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ExportShard & potluck.store.v1.ExportShard.$Shape} ExportShard
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.ExportShard & potluck.store.v1.ExportShard.$Shape;

                /**
                 * Creates an ExportShard message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ExportShard
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.ExportShard;

                /**
                 * Creates a plain object from an ExportShard message. Also converts values to other types if specified.
                 * @param message ExportShard
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.ExportShard, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ExportShard to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ExportShard {

                /** Properties of an ExportShard. */
                interface $Properties {

                    /** ExportShard author */
                    author?: (Uint8Array|null);

                    /** ExportShard shard */
                    shard?: (number|null);

                    /** ExportShard changes */
                    changes?: (number|null);

                    /** ExportShard heads */
                    heads?: (Uint8Array[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an ExportShard. */
                type $Shape = potluck.store.v1.ExportShard.$Properties;
            }

            /**
             * Properties of an ExportTrailer.
             * @deprecated Use potluck.store.v1.ExportTrailer.$Properties instead.
             */
            interface IExportTrailer extends potluck.store.v1.ExportTrailer.$Properties {
            }

            /** Represents an ExportTrailer. */
            class ExportTrailer {

                /**
                 * Constructs a new ExportTrailer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.store.v1.ExportTrailer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ExportTrailer credentials. */
                credentials: number;

                /** ExportTrailer shards. */
                shards: number;

                /** ExportTrailer changes. */
                changes: number;

                /** ExportTrailer digest. */
                digest: Uint8Array;

                /**
                 * Creates a new ExportTrailer instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ExportTrailer instance
                 */
                static create(properties: potluck.store.v1.ExportTrailer.$Shape): potluck.store.v1.ExportTrailer & potluck.store.v1.ExportTrailer.$Shape;
                static create(properties?: potluck.store.v1.ExportTrailer.$Properties): potluck.store.v1.ExportTrailer;

                /**
                 * Encodes the specified ExportTrailer message. Does not implicitly {@link potluck.store.v1.ExportTrailer.verify|verify} messages.
                 * @param message ExportTrailer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.store.v1.ExportTrailer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ExportTrailer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ExportTrailer & potluck.store.v1.ExportTrailer.$Shape} ExportTrailer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.store.v1.ExportTrailer & potluck.store.v1.ExportTrailer.$Shape;

                /**
                 * Creates an ExportTrailer message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ExportTrailer
                 */
                static fromObject(object: { [k: string]: any }): potluck.store.v1.ExportTrailer;

                /**
                 * Creates a plain object from an ExportTrailer message. Also converts values to other types if specified.
                 * @param message ExportTrailer
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.store.v1.ExportTrailer, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ExportTrailer to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ExportTrailer {

                /** Properties of an ExportTrailer. */
                interface $Properties {

                    /** ExportTrailer credentials */
                    credentials?: (number|null);

                    /** ExportTrailer shards */
                    shards?: (number|null);

                    /** ExportTrailer changes */
                    changes?: (number|null);

                    /** ExportTrailer digest */
                    digest?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an ExportTrailer. */
                type $Shape = potluck.store.v1.ExportTrailer.$Properties;
            }
        }
    }
}
