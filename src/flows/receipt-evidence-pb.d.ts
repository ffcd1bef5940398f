import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace potluck. */
export namespace potluck {

    /** Namespace receiptevidence. */
    namespace receiptevidence {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of an Evidence.
             * @deprecated Use potluck.receiptevidence.v1.Evidence.$Properties instead.
             */
            interface IEvidence extends potluck.receiptevidence.v1.Evidence.$Properties {
            }

            /** Represents an Evidence. */
            class Evidence {

                /**
                 * Constructs a new Evidence.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.receiptevidence.v1.Evidence.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Evidence slot. */
                slot: number;

                /** Evidence accused. */
                accused: Uint8Array;

                /** Evidence order. */
                order: Uint8Array;

                /** Evidence acceptance. */
                acceptance: Uint8Array;

                /** Evidence returned. */
                returned: Uint8Array;

                /** Evidence control. */
                control?: (potluck.receiptevidence.v1.Response.$Properties|null);

                /**
                 * Creates a new Evidence instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Evidence instance
                 */
                static create(properties: potluck.receiptevidence.v1.Evidence.$Shape): potluck.receiptevidence.v1.Evidence & potluck.receiptevidence.v1.Evidence.$Shape;
                static create(properties?: potluck.receiptevidence.v1.Evidence.$Properties): potluck.receiptevidence.v1.Evidence;

                /**
                 * Encodes the specified Evidence message. Does not implicitly {@link potluck.receiptevidence.v1.Evidence.verify|verify} messages.
                 * @param message Evidence message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.receiptevidence.v1.Evidence.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Evidence message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.receiptevidence.v1.Evidence & potluck.receiptevidence.v1.Evidence.$Shape} Evidence
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.receiptevidence.v1.Evidence & potluck.receiptevidence.v1.Evidence.$Shape;

                /**
                 * Creates an Evidence message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Evidence
                 */
                static fromObject(object: { [k: string]: any }): potluck.receiptevidence.v1.Evidence;

                /**
                 * Creates a plain object from an Evidence message. Also converts values to other types if specified.
                 * @param message Evidence
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.receiptevidence.v1.Evidence, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Evidence to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Evidence {

                /** Properties of an Evidence. */
                interface $Properties {

                    /** Evidence slot */
                    slot?: (number|null);

                    /** Evidence accused */
                    accused?: (Uint8Array|null);

                    /** Evidence order */
                    order?: (Uint8Array|null);

                    /** Evidence acceptance */
                    acceptance?: (Uint8Array|null);

                    /** Evidence returned */
                    returned?: (Uint8Array|null);

                    /** Evidence control */
                    control?: (potluck.receiptevidence.v1.Response.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Evidence. */
                type $Shape = potluck.receiptevidence.v1.Evidence.$Properties;
            }

            /**
             * Properties of an Answer.
             * @deprecated Use potluck.receiptevidence.v1.Answer.$Properties instead.
             */
            interface IAnswer extends potluck.receiptevidence.v1.Answer.$Properties {
            }

            /** Represents an Answer. */
            class Answer {

                /**
                 * Constructs a new Answer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.receiptevidence.v1.Answer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Answer slot. */
                slot: number;

                /** Answer evidence. */
                evidence: Uint8Array;

                /** Answer orderSha256. */
                orderSha256: Uint8Array;

                /** Answer response. */
                response?: (potluck.receiptevidence.v1.Response.$Properties|null);

                /**
                 * Creates a new Answer instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Answer instance
                 */
                static create(properties: potluck.receiptevidence.v1.Answer.$Shape): potluck.receiptevidence.v1.Answer & potluck.receiptevidence.v1.Answer.$Shape;
                static create(properties?: potluck.receiptevidence.v1.Answer.$Properties): potluck.receiptevidence.v1.Answer;

                /**
                 * Encodes the specified Answer message. Does not implicitly {@link potluck.receiptevidence.v1.Answer.verify|verify} messages.
                 * @param message Answer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.receiptevidence.v1.Answer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Answer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.receiptevidence.v1.Answer & potluck.receiptevidence.v1.Answer.$Shape} Answer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.receiptevidence.v1.Answer & potluck.receiptevidence.v1.Answer.$Shape;

                /**
                 * Creates an Answer message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Answer
                 */
                static fromObject(object: { [k: string]: any }): potluck.receiptevidence.v1.Answer;

                /**
                 * Creates a plain object from an Answer message. Also converts values to other types if specified.
                 * @param message Answer
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.receiptevidence.v1.Answer, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Answer to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Answer {

                /** Properties of an Answer. */
                interface $Properties {

                    /** Answer slot */
                    slot?: (number|null);

                    /** Answer evidence */
                    evidence?: (Uint8Array|null);

                    /** Answer orderSha256 */
                    orderSha256?: (Uint8Array|null);

                    /** Answer response */
                    response?: (potluck.receiptevidence.v1.Response.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Answer. */
                type $Shape = potluck.receiptevidence.v1.Answer.$Properties;
            }

            /**
             * Properties of a Response.
             * @deprecated Use potluck.receiptevidence.v1.Response.$Properties instead.
             */
            interface IResponse extends potluck.receiptevidence.v1.Response.$Properties {
            }

            /** Represents a Response. */
            class Response {

                /**
                 * Constructs a new Response.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.receiptevidence.v1.Response.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Response status. */
                status: number;

                /** Response headers. */
                headers: potluck.receiptevidence.v1.Header.$Properties[];

                /** Response body. */
                body: Uint8Array;

                /**
                 * Creates a new Response instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Response instance
                 */
                static create(properties: potluck.receiptevidence.v1.Response.$Shape): potluck.receiptevidence.v1.Response & potluck.receiptevidence.v1.Response.$Shape;
                static create(properties?: potluck.receiptevidence.v1.Response.$Properties): potluck.receiptevidence.v1.Response;

                /**
                 * Encodes the specified Response message. Does not implicitly {@link potluck.receiptevidence.v1.Response.verify|verify} messages.
                 * @param message Response message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.receiptevidence.v1.Response.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Response message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.receiptevidence.v1.Response & potluck.receiptevidence.v1.Response.$Shape} Response
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.receiptevidence.v1.Response & potluck.receiptevidence.v1.Response.$Shape;

                /**
                 * Creates a Response message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Response
                 */
                static fromObject(object: { [k: string]: any }): potluck.receiptevidence.v1.Response;

                /**
                 * Creates a plain object from a Response message. Also converts values to other types if specified.
                 * @param message Response
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.receiptevidence.v1.Response, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Response to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Response {

                /** Properties of a Response. */
                interface $Properties {

                    /** Response status */
                    status?: (number|null);

                    /** Response headers */
                    headers?: (potluck.receiptevidence.v1.Header.$Properties[]|null);

                    /** Response body */
                    body?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Response. */
                type $Shape = potluck.receiptevidence.v1.Response.$Properties;
            }

            /**
             * Properties of a Header.
             * @deprecated Use potluck.receiptevidence.v1.Header.$Properties instead.
             */
            interface IHeader extends potluck.receiptevidence.v1.Header.$Properties {
            }

            /** Represents a Header. */
            class Header {

                /**
                 * Constructs a new Header.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.receiptevidence.v1.Header.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Header name. */
                name: string;

                /** Header value. */
                value: string;

                /**
                 * Creates a new Header instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Header instance
                 */
                static create(properties: potluck.receiptevidence.v1.Header.$Shape): potluck.receiptevidence.v1.Header & potluck.receiptevidence.v1.Header.$Shape;
                static create(properties?: potluck.receiptevidence.v1.Header.$Properties): potluck.receiptevidence.v1.Header;

                /**
                 * Encodes the specified Header message. Does not implicitly {@link potluck.receiptevidence.v1.Header.verify|verify} messages.
                 * @param message Header message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.receiptevidence.v1.Header.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Header message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.receiptevidence.v1.Header & potluck.receiptevidence.v1.Header.$Shape} Header
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.receiptevidence.v1.Header & potluck.receiptevidence.v1.Header.$Shape;

                /**
                 * Creates a Header message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Header
                 */
                static fromObject(object: { [k: string]: any }): potluck.receiptevidence.v1.Header;

                /**
                 * Creates a plain object from a Header message. Also converts values to other types if specified.
                 * @param message Header
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.receiptevidence.v1.Header, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Header to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Header {

                /** Properties of a Header. */
                interface $Properties {

                    /** Header name */
                    name?: (string|null);

                    /** Header value */
                    value?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Header. */
                type $Shape = potluck.receiptevidence.v1.Header.$Properties;
            }
        }
    }
}
