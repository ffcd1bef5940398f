import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace potluck. */
export namespace potluck {

    /** Namespace election. */
    namespace election {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a Packet.
             * @deprecated Use potluck.election.v1.Packet.$Properties instead.
             */
            interface IPacket extends potluck.election.v1.Packet.$Properties {
            }

            /** Represents a Packet. */
            class Packet {

                /**
                 * Constructs a new Packet.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.election.v1.Packet.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Packet kind. */
                kind: string;

                /** Packet electionId. */
                electionId: Uint8Array;

                /** Packet expiresMs. */
                expiresMs: number;

                /** Packet levels. */
                levels: number[];

                /** Packet values. */
                values: number[];

                /** Packet wished. */
                wished: boolean;

                /**
                 * Creates a new Packet instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Packet instance
                 */
                static create(properties: potluck.election.v1.Packet.$Shape): potluck.election.v1.Packet & potluck.election.v1.Packet.$Shape;
                static create(properties?: potluck.election.v1.Packet.$Properties): potluck.election.v1.Packet;

                /**
                 * Encodes the specified Packet message. Does not implicitly {@link potluck.election.v1.Packet.verify|verify} messages.
                 * @param message Packet message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.election.v1.Packet.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Packet message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.election.v1.Packet & potluck.election.v1.Packet.$Shape} Packet
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.election.v1.Packet & potluck.election.v1.Packet.$Shape;

                /**
                 * Creates a Packet message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Packet
                 */
                static fromObject(object: { [k: string]: any }): potluck.election.v1.Packet;

                /**
                 * Creates a plain object from a Packet message. Also converts values to other types if specified.
                 * @param message Packet
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.election.v1.Packet, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Packet to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Packet {

                /** Properties of a Packet. */
                interface $Properties {

                    /** Packet kind */
                    kind?: (string|null);

                    /** Packet electionId */
                    electionId?: (Uint8Array|null);

                    /** Packet expiresMs */
                    expiresMs?: (number|null);

                    /** Packet levels */
                    levels?: (number[]|null);

                    /** Packet values */
                    values?: (number[]|null);

                    /** Packet wished */
                    wished?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Packet. */
                type $Shape = potluck.election.v1.Packet.$Properties;
            }

            /**
             * Properties of a Result.
             * @deprecated Use potluck.election.v1.Result.$Properties instead.
             */
            interface IResult extends potluck.election.v1.Result.$Properties {
            }

            /** Represents a Result. */
            class Result {

                /**
                 * Constructs a new Result.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.election.v1.Result.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Result kind. */
                kind: string;

                /** Result electionId. */
                electionId: Uint8Array;

                /** Result levels. */
                levels: number[];

                /** Result values. */
                values: number[];

                /** Result backup. */
                backup: Uint8Array;

                /** Result electedMs. */
                electedMs: number;

                /** Result untilMs. */
                untilMs: number;

                /** Result wished. */
                wished: boolean;

                /**
                 * Creates a new Result instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Result instance
                 */
                static create(properties: potluck.election.v1.Result.$Shape): potluck.election.v1.Result & potluck.election.v1.Result.$Shape;
                static create(properties?: potluck.election.v1.Result.$Properties): potluck.election.v1.Result;

                /**
                 * Encodes the specified Result message. Does not implicitly {@link potluck.election.v1.Result.verify|verify} messages.
                 * @param message Result message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.election.v1.Result.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Result message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.election.v1.Result & potluck.election.v1.Result.$Shape} Result
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.election.v1.Result & potluck.election.v1.Result.$Shape;

                /**
                 * Creates a Result message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Result
                 */
                static fromObject(object: { [k: string]: any }): potluck.election.v1.Result;

                /**
                 * Creates a plain object from a Result message. Also converts values to other types if specified.
                 * @param message Result
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.election.v1.Result, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Result to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Result {

                /** Properties of a Result. */
                interface $Properties {

                    /** Result kind */
                    kind?: (string|null);

                    /** Result electionId */
                    electionId?: (Uint8Array|null);

                    /** Result levels */
                    levels?: (number[]|null);

                    /** Result values */
                    values?: (number[]|null);

                    /** Result backup */
                    backup?: (Uint8Array|null);

                    /** Result electedMs */
                    electedMs?: (number|null);

                    /** Result untilMs */
                    untilMs?: (number|null);

                    /** Result wished */
                    wished?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Result. */
                type $Shape = potluck.election.v1.Result.$Properties;
            }
        }
    }
}
