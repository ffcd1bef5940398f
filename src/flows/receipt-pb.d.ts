import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace potluck. */
export namespace potluck {

    /** Namespace receipt. */
    namespace receipt {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of an Order.
             * @deprecated Use potluck.receipt.v1.Order.$Properties instead.
             */
            interface IOrder extends potluck.receipt.v1.Order.$Properties {
            }

            /** Represents an Order. */
            class Order {

                /**
                 * Constructs a new Order.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.receipt.v1.Order.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Order id. */
                id: Uint8Array;

                /** Order targetUri. */
                targetUri: string;

                /** Order contentSha256. */
                contentSha256: Uint8Array;

                /** Order bytes. */
                bytes: number;

                /** Order contentType. */
                contentType: string;

                /** Order report. */
                report: string;

                /** Order latestMs. */
                latestMs: number;

                /**
                 * Creates a new Order instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Order instance
                 */
                static create(properties: potluck.receipt.v1.Order.$Shape): potluck.receipt.v1.Order & potluck.receipt.v1.Order.$Shape;
                static create(properties?: potluck.receipt.v1.Order.$Properties): potluck.receipt.v1.Order;

                /**
                 * Encodes the specified Order message. Does not implicitly {@link potluck.receipt.v1.Order.verify|verify} messages.
                 * @param message Order message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.receipt.v1.Order.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Order message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.Order & potluck.receipt.v1.Order.$Shape} Order
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.receipt.v1.Order & potluck.receipt.v1.Order.$Shape;

                /**
                 * Creates an Order message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Order
                 */
                static fromObject(object: { [k: string]: any }): potluck.receipt.v1.Order;

                /**
                 * Creates a plain object from an Order message. Also converts values to other types if specified.
                 * @param message Order
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.receipt.v1.Order, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Order to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Order {

                /** Properties of an Order. */
                interface $Properties {

                    /** Order id */
                    id?: (Uint8Array|null);

                    /** Order targetUri */
                    targetUri?: (string|null);

                    /** Order contentSha256 */
                    contentSha256?: (Uint8Array|null);

                    /** Order bytes */
                    bytes?: (number|null);

                    /** Order contentType */
                    contentType?: (string|null);

                    /** Order report */
                    report?: (string|null);

                    /** Order latestMs */
                    latestMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Order. */
                type $Shape = potluck.receipt.v1.Order.$Properties;
            }

            /**
             * Properties of an Acceptance.
             * @deprecated Use potluck.receipt.v1.Acceptance.$Properties instead.
             */
            interface IAcceptance extends potluck.receipt.v1.Acceptance.$Properties {
            }

            /** Represents an Acceptance. */
            class Acceptance {

                /**
                 * Constructs a new Acceptance.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.receipt.v1.Acceptance.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Acceptance orderSha256. */
                orderSha256: Uint8Array;

                /** Acceptance acceptedMs. */
                acceptedMs: number;

                /** Acceptance deadlineMs. */
                deadlineMs: number;

                /**
                 * Creates a new Acceptance instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Acceptance instance
                 */
                static create(properties: potluck.receipt.v1.Acceptance.$Shape): potluck.receipt.v1.Acceptance & potluck.receipt.v1.Acceptance.$Shape;
                static create(properties?: potluck.receipt.v1.Acceptance.$Properties): potluck.receipt.v1.Acceptance;

                /**
                 * Encodes the specified Acceptance message. Does not implicitly {@link potluck.receipt.v1.Acceptance.verify|verify} messages.
                 * @param message Acceptance message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.receipt.v1.Acceptance.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Acceptance message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.Acceptance & potluck.receipt.v1.Acceptance.$Shape} Acceptance
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.receipt.v1.Acceptance & potluck.receipt.v1.Acceptance.$Shape;

                /**
                 * Creates an Acceptance message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Acceptance
                 */
                static fromObject(object: { [k: string]: any }): potluck.receipt.v1.Acceptance;

                /**
                 * Creates a plain object from an Acceptance message. Also converts values to other types if specified.
                 * @param message Acceptance
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.receipt.v1.Acceptance, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Acceptance to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Acceptance {

                /** Properties of an Acceptance. */
                interface $Properties {

                    /** Acceptance orderSha256 */
                    orderSha256?: (Uint8Array|null);

                    /** Acceptance acceptedMs */
                    acceptedMs?: (number|null);

                    /** Acceptance deadlineMs */
                    deadlineMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Acceptance. */
                type $Shape = potluck.receipt.v1.Acceptance.$Properties;
            }

            /**
             * Properties of a Return.
             * @deprecated Use potluck.receipt.v1.Return.$Properties instead.
             */
            interface IReturn extends potluck.receipt.v1.Return.$Properties {
            }

            /** Represents a Return. */
            class Return {

                /**
                 * Constructs a new Return.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.receipt.v1.Return.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Return orderSha256. */
                orderSha256: Uint8Array;

                /** Return answered. */
                answered?: (potluck.receipt.v1.Answered.$Properties|null);

                /** Return givenBack. */
                givenBack?: (potluck.receipt.v1.GivenBack.$Properties|null);

                /** Return outcome. */
                outcome?: ("answered"|"givenBack");

                /**
                 * Creates a new Return instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Return instance
                 */
                static create(properties: potluck.receipt.v1.Return.$Shape): potluck.receipt.v1.Return & potluck.receipt.v1.Return.$Shape;
                static create(properties?: potluck.receipt.v1.Return.$Properties): potluck.receipt.v1.Return;

                /**
                 * Encodes the specified Return message. Does not implicitly {@link potluck.receipt.v1.Return.verify|verify} messages.
                 * @param message Return message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.receipt.v1.Return.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Return message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.Return & potluck.receipt.v1.Return.$Shape} Return
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.receipt.v1.Return & potluck.receipt.v1.Return.$Shape;

                /**
                 * Creates a Return message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Return
                 */
                static fromObject(object: { [k: string]: any }): potluck.receipt.v1.Return;

                /**
                 * Creates a plain object from a Return message. Also converts values to other types if specified.
                 * @param message Return
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.receipt.v1.Return, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Return to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Return {

                /** Properties of a Return. */
                interface $Properties {

                    /** Return orderSha256 */
                    orderSha256?: (Uint8Array|null);

                    /** Return answered */
                    answered?: (potluck.receipt.v1.Answered.$Properties|null);

                    /** Return givenBack */
                    givenBack?: (potluck.receipt.v1.GivenBack.$Properties|null);

                    /** Return outcome */
                    outcome?: ("answered"|"givenBack");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a Return. */
                type $Shape = {
                  orderSha256?: Uint8Array|null;
                  answered?: potluck.receipt.v1.Answered.$Shape|null;
                  givenBack?: potluck.receipt.v1.GivenBack.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ outcome?: undefined; answered?: null; givenBack?: null }|{ outcome?: "answered"; answered: potluck.receipt.v1.Answered.$Shape; givenBack?: null }|{ outcome?: "givenBack"; answered?: null; givenBack: potluck.receipt.v1.GivenBack.$Shape })
                );
            }

            /**
             * Properties of an Answered.
             * @deprecated Use potluck.receipt.v1.Answered.$Properties instead.
             */
            interface IAnswered extends potluck.receipt.v1.Answered.$Properties {
            }

            /** Represents an Answered. */
            class Answered {

                /**
                 * Constructs a new Answered.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.receipt.v1.Answered.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Answered status. */
                status: number;

                /** Answered headers. */
                headers: potluck.receipt.v1.Header.$Properties[];

                /** Answered body. */
                body: Uint8Array;

                /** Answered atMs. */
                atMs: number;

                /**
                 * Creates a new Answered instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Answered instance
                 */
                static create(properties: potluck.receipt.v1.Answered.$Shape): potluck.receipt.v1.Answered & potluck.receipt.v1.Answered.$Shape;
                static create(properties?: potluck.receipt.v1.Answered.$Properties): potluck.receipt.v1.Answered;

                /**
                 * Encodes the specified Answered message. Does not implicitly {@link potluck.receipt.v1.Answered.verify|verify} messages.
                 * @param message Answered message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.receipt.v1.Answered.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Answered message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.Answered & potluck.receipt.v1.Answered.$Shape} Answered
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.receipt.v1.Answered & potluck.receipt.v1.Answered.$Shape;

                /**
                 * Creates an Answered message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Answered
                 */
                static fromObject(object: { [k: string]: any }): potluck.receipt.v1.Answered;

                /**
                 * Creates a plain object from an Answered message. Also converts values to other types if specified.
                 * @param message Answered
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.receipt.v1.Answered, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Answered to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Answered {

                /** Properties of an Answered. */
                interface $Properties {

                    /** Answered status */
                    status?: (number|null);

                    /** Answered headers */
                    headers?: (potluck.receipt.v1.Header.$Properties[]|null);

                    /** Answered body */
                    body?: (Uint8Array|null);

                    /** Answered atMs */
                    atMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Answered. */
                type $Shape = potluck.receipt.v1.Answered.$Properties;
            }

            /**
             * Properties of a Header.
             * @deprecated Use potluck.receipt.v1.Header.$Properties instead.
             */
            interface IHeader extends potluck.receipt.v1.Header.$Properties {
            }

            /** Represents a Header. */
            class Header {

                /**
                 * Constructs a new Header.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.receipt.v1.Header.$Properties);

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
                static create(properties: potluck.receipt.v1.Header.$Shape): potluck.receipt.v1.Header & potluck.receipt.v1.Header.$Shape;
                static create(properties?: potluck.receipt.v1.Header.$Properties): potluck.receipt.v1.Header;

                /**
                 * Encodes the specified Header message. Does not implicitly {@link potluck.receipt.v1.Header.verify|verify} messages.
                 * @param message Header message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.receipt.v1.Header.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Header message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.Header & potluck.receipt.v1.Header.$Shape} Header
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.receipt.v1.Header & potluck.receipt.v1.Header.$Shape;

                /**
                 * Creates a Header message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Header
                 */
                static fromObject(object: { [k: string]: any }): potluck.receipt.v1.Header;

                /**
                 * Creates a plain object from a Header message. Also converts values to other types if specified.
                 * @param message Header
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.receipt.v1.Header, options?: $protobuf.IConversionOptions): { [k: string]: any };

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
                type $Shape = potluck.receipt.v1.Header.$Properties;
            }

            /**
             * Properties of a GivenBack.
             * @deprecated Use potluck.receipt.v1.GivenBack.$Properties instead.
             */
            interface IGivenBack extends potluck.receipt.v1.GivenBack.$Properties {
            }

            /** Represents a GivenBack. */
            class GivenBack {

                /**
                 * Constructs a new GivenBack.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.receipt.v1.GivenBack.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GivenBack reason. */
                reason: number;

                /** GivenBack atMs. */
                atMs: number;

                /**
                 * Creates a new GivenBack instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GivenBack instance
                 */
                static create(properties: potluck.receipt.v1.GivenBack.$Shape): potluck.receipt.v1.GivenBack & potluck.receipt.v1.GivenBack.$Shape;
                static create(properties?: potluck.receipt.v1.GivenBack.$Properties): potluck.receipt.v1.GivenBack;

                /**
                 * Encodes the specified GivenBack message. Does not implicitly {@link potluck.receipt.v1.GivenBack.verify|verify} messages.
                 * @param message GivenBack message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.receipt.v1.GivenBack.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GivenBack message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.GivenBack & potluck.receipt.v1.GivenBack.$Shape} GivenBack
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.receipt.v1.GivenBack & potluck.receipt.v1.GivenBack.$Shape;

                /**
                 * Creates a GivenBack message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns GivenBack
                 */
                static fromObject(object: { [k: string]: any }): potluck.receipt.v1.GivenBack;

                /**
                 * Creates a plain object from a GivenBack message. Also converts values to other types if specified.
                 * @param message GivenBack
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.receipt.v1.GivenBack, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this GivenBack to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace GivenBack {

                /** Properties of a GivenBack. */
                interface $Properties {

                    /** GivenBack reason */
                    reason?: (number|null);

                    /** GivenBack atMs */
                    atMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GivenBack. */
                type $Shape = potluck.receipt.v1.GivenBack.$Properties;
            }

            /**
             * Properties of a Statement.
             * @deprecated Use potluck.receipt.v1.Statement.$Properties instead.
             */
            interface IStatement extends potluck.receipt.v1.Statement.$Properties {
            }

            /** Represents a Statement. */
            class Statement {

                /**
                 * Constructs a new Statement.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.receipt.v1.Statement.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Statement body. */
                body: Uint8Array;

                /** Statement signature. */
                signature: Uint8Array;

                /**
                 * Creates a new Statement instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Statement instance
                 */
                static create(properties: potluck.receipt.v1.Statement.$Shape): potluck.receipt.v1.Statement & potluck.receipt.v1.Statement.$Shape;
                static create(properties?: potluck.receipt.v1.Statement.$Properties): potluck.receipt.v1.Statement;

                /**
                 * Encodes the specified Statement message. Does not implicitly {@link potluck.receipt.v1.Statement.verify|verify} messages.
                 * @param message Statement message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.receipt.v1.Statement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Statement message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.Statement & potluck.receipt.v1.Statement.$Shape} Statement
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.receipt.v1.Statement & potluck.receipt.v1.Statement.$Shape;

                /**
                 * Creates a Statement message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Statement
                 */
                static fromObject(object: { [k: string]: any }): potluck.receipt.v1.Statement;

                /**
                 * Creates a plain object from a Statement message. Also converts values to other types if specified.
                 * @param message Statement
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.receipt.v1.Statement, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Statement to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Statement {

                /** Properties of a Statement. */
                interface $Properties {

                    /** Statement body */
                    body?: (Uint8Array|null);

                    /** Statement signature */
                    signature?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Statement. */
                type $Shape = potluck.receipt.v1.Statement.$Properties;
            }

            /**
             * Properties of a Done.
             * @deprecated Use potluck.receipt.v1.Done.$Properties instead.
             */
            interface IDone extends potluck.receipt.v1.Done.$Properties {
            }

            /** Represents a Done. */
            class Done {

                /**
                 * Constructs a new Done.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.receipt.v1.Done.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Done id. */
                id: Uint8Array;

                /**
                 * Creates a new Done instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Done instance
                 */
                static create(properties: potluck.receipt.v1.Done.$Shape): potluck.receipt.v1.Done & potluck.receipt.v1.Done.$Shape;
                static create(properties?: potluck.receipt.v1.Done.$Properties): potluck.receipt.v1.Done;

                /**
                 * Encodes the specified Done message. Does not implicitly {@link potluck.receipt.v1.Done.verify|verify} messages.
                 * @param message Done message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.receipt.v1.Done.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Done message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.Done & potluck.receipt.v1.Done.$Shape} Done
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.receipt.v1.Done & potluck.receipt.v1.Done.$Shape;

                /**
                 * Creates a Done message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Done
                 */
                static fromObject(object: { [k: string]: any }): potluck.receipt.v1.Done;

                /**
                 * Creates a plain object from a Done message. Also converts values to other types if specified.
                 * @param message Done
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.receipt.v1.Done, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Done to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Done {

                /** Properties of a Done. */
                interface $Properties {

                    /** Done id */
                    id?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Done. */
                type $Shape = potluck.receipt.v1.Done.$Properties;
            }

            /**
             * Properties of a Carried.
             * @deprecated Use potluck.receipt.v1.Carried.$Properties instead.
             */
            interface ICarried extends potluck.receipt.v1.Carried.$Properties {
            }

            /** Represents a Carried. */
            class Carried {

                /**
                 * Constructs a new Carried.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.receipt.v1.Carried.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Carried group. */
                group: Uint8Array;

                /** Carried asker. */
                asker: Uint8Array;

                /** Carried relay. */
                relay: Uint8Array;

                /** Carried order. */
                order: Uint8Array;

                /** Carried acceptance. */
                acceptance: Uint8Array;

                /**
                 * Creates a new Carried instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Carried instance
                 */
                static create(properties: potluck.receipt.v1.Carried.$Shape): potluck.receipt.v1.Carried & potluck.receipt.v1.Carried.$Shape;
                static create(properties?: potluck.receipt.v1.Carried.$Properties): potluck.receipt.v1.Carried;

                /**
                 * Encodes the specified Carried message. Does not implicitly {@link potluck.receipt.v1.Carried.verify|verify} messages.
                 * @param message Carried message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.receipt.v1.Carried.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Carried message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.Carried & potluck.receipt.v1.Carried.$Shape} Carried
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.receipt.v1.Carried & potluck.receipt.v1.Carried.$Shape;

                /**
                 * Creates a Carried message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Carried
                 */
                static fromObject(object: { [k: string]: any }): potluck.receipt.v1.Carried;

                /**
                 * Creates a plain object from a Carried message. Also converts values to other types if specified.
                 * @param message Carried
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.receipt.v1.Carried, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Carried to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Carried {

                /** Properties of a Carried. */
                interface $Properties {

                    /** Carried group */
                    group?: (Uint8Array|null);

                    /** Carried asker */
                    asker?: (Uint8Array|null);

                    /** Carried relay */
                    relay?: (Uint8Array|null);

                    /** Carried order */
                    order?: (Uint8Array|null);

                    /** Carried acceptance */
                    acceptance?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Carried. */
                type $Shape = potluck.receipt.v1.Carried.$Properties;
            }
        }
    }
}
