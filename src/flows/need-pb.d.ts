import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace potluck. */
export namespace potluck {

    /** Namespace need. */
    namespace need {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a Have.
             * @deprecated Use potluck.need.v1.Have.$Properties instead.
             */
            interface IHave extends potluck.need.v1.Have.$Properties {
            }

            /** Represents a Have. */
            class Have {

                /**
                 * Constructs a new Have.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.need.v1.Have.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Have needId. */
                needId: Uint8Array;

                /** Have id. */
                id: number;

                /** Have type. */
                type: number;

                /** Have alias. */
                alias: string;

                /** Have digest. */
                digest: Uint8Array;

                /** Have location. */
                location: Uint8Array;

                /** Have downloading. */
                downloading?: (potluck.need.v1.Downloading.$Properties|null);

                /** Have version. */
                version: string;

                /** Have pairs. */
                pairs: potluck.need.v1.Pair.$Properties[];

                /** Have asOfMs. */
                asOfMs: number;

                /** Have more. */
                more: Uint8Array[];

                /**
                 * Creates a new Have instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Have instance
                 */
                static create(properties: potluck.need.v1.Have.$Shape): potluck.need.v1.Have & potluck.need.v1.Have.$Shape;
                static create(properties?: potluck.need.v1.Have.$Properties): potluck.need.v1.Have;

                /**
                 * Encodes the specified Have message. Does not implicitly {@link potluck.need.v1.Have.verify|verify} messages.
                 * @param message Have message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.need.v1.Have.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Have message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.need.v1.Have & potluck.need.v1.Have.$Shape} Have
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.need.v1.Have & potluck.need.v1.Have.$Shape;

                /**
                 * Creates a Have message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Have
                 */
                static fromObject(object: { [k: string]: any }): potluck.need.v1.Have;

                /**
                 * Creates a plain object from a Have message. Also converts values to other types if specified.
                 * @param message Have
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.need.v1.Have, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Have to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Have {

                /** Properties of a Have. */
                interface $Properties {

                    /** Have needId */
                    needId?: (Uint8Array|null);

                    /** Have id */
                    id?: (number|null);

                    /** Have type */
                    type?: (number|null);

                    /** Have alias */
                    alias?: (string|null);

                    /** Have digest */
                    digest?: (Uint8Array|null);

                    /** Have location */
                    location?: (Uint8Array|null);

                    /** Have downloading */
                    downloading?: (potluck.need.v1.Downloading.$Properties|null);

                    /** Have version */
                    version?: (string|null);

                    /** Have pairs */
                    pairs?: (potluck.need.v1.Pair.$Properties[]|null);

                    /** Have asOfMs */
                    asOfMs?: (number|null);

                    /** Have more */
                    more?: (Uint8Array[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Have. */
                type $Shape = potluck.need.v1.Have.$Properties;
            }

            /**
             * Properties of a Downloading.
             * @deprecated Use potluck.need.v1.Downloading.$Properties instead.
             */
            interface IDownloading extends potluck.need.v1.Downloading.$Properties {
            }

            /** Represents a Downloading. */
            class Downloading {

                /**
                 * Constructs a new Downloading.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.need.v1.Downloading.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Downloading transferId. */
                transferId: Uint8Array;

                /** Downloading verifiedBytes. */
                verifiedBytes: number;

                /** Downloading expectedBytes. */
                expectedBytes?: (number|null);

                /** Downloading bytesBefore. */
                bytesBefore: number;

                /**
                 * Creates a new Downloading instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Downloading instance
                 */
                static create(properties: potluck.need.v1.Downloading.$Shape): potluck.need.v1.Downloading & potluck.need.v1.Downloading.$Shape;
                static create(properties?: potluck.need.v1.Downloading.$Properties): potluck.need.v1.Downloading;

                /**
                 * Encodes the specified Downloading message. Does not implicitly {@link potluck.need.v1.Downloading.verify|verify} messages.
                 * @param message Downloading message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.need.v1.Downloading.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Downloading message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.need.v1.Downloading & potluck.need.v1.Downloading.$Shape} Downloading
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.need.v1.Downloading & potluck.need.v1.Downloading.$Shape;

                /**
                 * Creates a Downloading message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Downloading
                 */
                static fromObject(object: { [k: string]: any }): potluck.need.v1.Downloading;

                /**
                 * Creates a plain object from a Downloading message. Also converts values to other types if specified.
                 * @param message Downloading
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.need.v1.Downloading, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Downloading to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Downloading {

                /** Properties of a Downloading. */
                interface $Properties {

                    /** Downloading transferId */
                    transferId?: (Uint8Array|null);

                    /** Downloading verifiedBytes */
                    verifiedBytes?: (number|null);

                    /** Downloading expectedBytes */
                    expectedBytes?: (number|null);

                    /** Downloading bytesBefore */
                    bytesBefore?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Downloading. */
                type $Shape = potluck.need.v1.Downloading.$Properties;
            }

            /**
             * Properties of a Pair.
             * @deprecated Use potluck.need.v1.Pair.$Properties instead.
             */
            interface IPair extends potluck.need.v1.Pair.$Properties {
            }

            /** Represents a Pair. */
            class Pair {

                /**
                 * Constructs a new Pair.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.need.v1.Pair.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Pair key. */
                key: string;

                /** Pair value. */
                value: string;

                /**
                 * Creates a new Pair instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Pair instance
                 */
                static create(properties: potluck.need.v1.Pair.$Shape): potluck.need.v1.Pair & potluck.need.v1.Pair.$Shape;
                static create(properties?: potluck.need.v1.Pair.$Properties): potluck.need.v1.Pair;

                /**
                 * Encodes the specified Pair message. Does not implicitly {@link potluck.need.v1.Pair.verify|verify} messages.
                 * @param message Pair message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.need.v1.Pair.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Pair message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.need.v1.Pair & potluck.need.v1.Pair.$Shape} Pair
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.need.v1.Pair & potluck.need.v1.Pair.$Shape;

                /**
                 * Creates a Pair message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Pair
                 */
                static fromObject(object: { [k: string]: any }): potluck.need.v1.Pair;

                /**
                 * Creates a plain object from a Pair message. Also converts values to other types if specified.
                 * @param message Pair
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.need.v1.Pair, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Pair to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Pair {

                /** Properties of a Pair. */
                interface $Properties {

                    /** Pair key */
                    key?: (string|null);

                    /** Pair value */
                    value?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Pair. */
                type $Shape = potluck.need.v1.Pair.$Properties;
            }
        }
    }
}
