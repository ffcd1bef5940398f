/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Exact up to 2^53
const $toNumber = (value) => (typeof value === 'number' ? value : value.toNumber());

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $String = $util.global.String, $Number = $util.global.Number, $parseInt = $util.global.parseInt, $Array = $util.global.Array, $BigInt = $util.global.BigInt;

// Exported root namespace
const $root = $protobuf.roots["receipt"] || ($protobuf.roots["receipt"] = {});

export const potluck = $root.potluck = (() => {

    /**
     * Namespace potluck.
     * @exports potluck
     * @namespace
     */
    const potluck = {};

    potluck.receipt = (function() {

        /**
         * Namespace receipt.
         * @memberof potluck
         * @namespace
         */
        const receipt = {};

        receipt.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof potluck.receipt
             * @namespace
             */
            const v1 = {};

            v1.Order = (function() {

                /**
                 * Properties of an Order.
                 * @typedef {Object} potluck.receipt.v1.Order.$Properties
                 * @property {Uint8Array|null} [id] Order id
                 * @property {string|null} [targetUri] Order targetUri
                 * @property {Uint8Array|null} [contentSha256] Order contentSha256
                 * @property {number|null} [bytes] Order bytes
                 * @property {string|null} [contentType] Order contentType
                 * @property {string|null} [report] Order report
                 * @property {number|null} [latestMs] Order latestMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Order.
                 * @memberof potluck.receipt.v1
                 * @interface IOrder
                 * @augments potluck.receipt.v1.Order.$Properties
                 * @deprecated Use potluck.receipt.v1.Order.$Properties instead.
                 */

                /**
                 * Shape of an Order.
                 * @typedef {potluck.receipt.v1.Order.$Properties} potluck.receipt.v1.Order.$Shape
                 */

                /**
                 * Constructs a new Order.
                 * @memberof potluck.receipt.v1
                 * @classdesc Represents an Order.
                 * @constructor
                 * @param {potluck.receipt.v1.Order.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Order = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Order id.
                 * @member {Uint8Array} id
                 * @memberof potluck.receipt.v1.Order
                 * @instance
                 */
                Order.prototype.id = $util.newBuffer([]);

                /**
                 * Order targetUri.
                 * @member {string} targetUri
                 * @memberof potluck.receipt.v1.Order
                 * @instance
                 */
                Order.prototype.targetUri = "";

                /**
                 * Order contentSha256.
                 * @member {Uint8Array} contentSha256
                 * @memberof potluck.receipt.v1.Order
                 * @instance
                 */
                Order.prototype.contentSha256 = $util.newBuffer([]);

                /**
                 * Order bytes.
                 * @member {number} bytes
                 * @memberof potluck.receipt.v1.Order
                 * @instance
                 */
                Order.prototype.bytes = 0;

                /**
                 * Order contentType.
                 * @member {string} contentType
                 * @memberof potluck.receipt.v1.Order
                 * @instance
                 */
                Order.prototype.contentType = "";

                /**
                 * Order report.
                 * @member {string} report
                 * @memberof potluck.receipt.v1.Order
                 * @instance
                 */
                Order.prototype.report = "";

                /**
                 * Order latestMs.
                 * @member {number} latestMs
                 * @memberof potluck.receipt.v1.Order
                 * @instance
                 */
                Order.prototype.latestMs = 0;

                /**
                 * Creates a new Order instance using the specified properties.
                 * @function create
                 * @memberof potluck.receipt.v1.Order
                 * @static
                 * @param {potluck.receipt.v1.Order.$Properties=} [properties] Properties to set
                 * @returns {potluck.receipt.v1.Order} Order instance
                 * @type {{
                 *   (properties: potluck.receipt.v1.Order.$Shape): potluck.receipt.v1.Order & potluck.receipt.v1.Order.$Shape;
                 *   (properties?: potluck.receipt.v1.Order.$Properties): potluck.receipt.v1.Order;
                 * }}
                 */
                Order.create = function(properties) {
                    return new Order(properties);
                };

                /**
                 * Encodes the specified Order message. Does not implicitly {@link potluck.receipt.v1.Order.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.receipt.v1.Order
                 * @static
                 * @param {potluck.receipt.v1.Order.$Properties} message Order message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Order.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
                    if (message.targetUri != null && $Object.hasOwnProperty.call(message, "targetUri") && message.targetUri !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.targetUri);
                    if (message.contentSha256 != null && $Object.hasOwnProperty.call(message, "contentSha256") && message.contentSha256.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.contentSha256);
                    if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.bytes);
                    if (message.contentType != null && $Object.hasOwnProperty.call(message, "contentType") && message.contentType !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.contentType);
                    if (message.report != null && $Object.hasOwnProperty.call(message, "report") && message.report !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.report);
                    if (message.latestMs != null && $Object.hasOwnProperty.call(message, "latestMs") && (typeof message.latestMs === "object" ? message.latestMs.low || message.latestMs.high : message.latestMs !== 0))
                        writer.uint32(/* id 7, wireType 0 =*/56).sint64(message.latestMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Order message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.receipt.v1.Order
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.Order & potluck.receipt.v1.Order.$Shape} Order
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Order.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.receipt.v1.Order();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.targetUri = value;
                                else
                                    delete message.targetUri;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.contentSha256 = value;
                                else
                                    delete message.contentSha256;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.bytes = value;
                                else
                                    delete message.bytes;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.contentType = value;
                                else
                                    delete message.contentType;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.report = value;
                                else
                                    delete message.report;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.sint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.latestMs = value;
                                else
                                    delete message.latestMs;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates an Order message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.receipt.v1.Order
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.receipt.v1.Order} Order
                 */
                Order.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.receipt.v1.Order)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.receipt.v1.Order: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.receipt.v1.Order();
                    if (object.id != null)
                        if (object.id.length)
                            if (typeof object.id === "string")
                                $util.base64.decode(object.id, message.id = $util.newBuffer($util.base64.length(object.id)), 0);
                            else if (object.id.length >= 0)
                                message.id = object.id;
                    if (object.targetUri != null)
                        if (typeof object.targetUri !== "string" || object.targetUri.length)
                            message.targetUri = $String(object.targetUri);
                    if (object.contentSha256 != null)
                        if (object.contentSha256.length)
                            if (typeof object.contentSha256 === "string")
                                $util.base64.decode(object.contentSha256, message.contentSha256 = $util.newBuffer($util.base64.length(object.contentSha256)), 0);
                            else if (object.contentSha256.length >= 0)
                                message.contentSha256 = object.contentSha256;
                    if (object.bytes != null)
                        if (typeof object.bytes === "object" ? object.bytes.low || object.bytes.high : $Number(object.bytes) !== 0)
                            if ($util.Long)
                                message.bytes = $util.Long.fromValue(object.bytes, true);
                            else if (typeof object.bytes === "string")
                                message.bytes = $parseInt(object.bytes, 10);
                            else if (typeof object.bytes === "number")
                                message.bytes = object.bytes;
                            else if (typeof object.bytes === "object")
                                message.bytes = new $util.LongBits(object.bytes.low >>> 0, object.bytes.high >>> 0).toNumber(true);
                    if (object.contentType != null)
                        if (typeof object.contentType !== "string" || object.contentType.length)
                            message.contentType = $String(object.contentType);
                    if (object.report != null)
                        if (typeof object.report !== "string" || object.report.length)
                            message.report = $String(object.report);
                    if (object.latestMs != null)
                        if (typeof object.latestMs === "object" ? object.latestMs.low || object.latestMs.high : $Number(object.latestMs) !== 0)
                            if ($util.Long)
                                message.latestMs = $util.Long.fromValue(object.latestMs, false);
                            else if (typeof object.latestMs === "string")
                                message.latestMs = $parseInt(object.latestMs, 10);
                            else if (typeof object.latestMs === "number")
                                message.latestMs = object.latestMs;
                            else if (typeof object.latestMs === "object")
                                message.latestMs = new $util.LongBits(object.latestMs.low >>> 0, object.latestMs.high >>> 0).toNumber();
                    return message;
                };

                /**
                 * Creates a plain object from an Order message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.receipt.v1.Order
                 * @static
                 * @param {potluck.receipt.v1.Order} message Order
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Order.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.id = "";
                        else {
                            object.id = [];
                            if (options.bytes !== $Array)
                                object.id = $util.newBuffer(object.id);
                        }
                        object.targetUri = "";
                        if (options.bytes === $String)
                            object.contentSha256 = "";
                        else {
                            object.contentSha256 = [];
                            if (options.bytes !== $Array)
                                object.contentSha256 = $util.newBuffer(object.contentSha256);
                        }
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.bytes = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.bytes = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        object.contentType = "";
                        object.report = "";
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, false);
                            object.latestMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.latestMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    }
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                        object.id = options.bytes === $String ? $util.base64.encode(message.id, 0, message.id.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.id) : message.id;
                    if (message.targetUri != null && $Object.hasOwnProperty.call(message, "targetUri"))
                        object.targetUri = message.targetUri;
                    if (message.contentSha256 != null && $Object.hasOwnProperty.call(message, "contentSha256"))
                        object.contentSha256 = options.bytes === $String ? $util.base64.encode(message.contentSha256, 0, message.contentSha256.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.contentSha256) : message.contentSha256;
                    if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.bytes = typeof message.bytes === "number" ? $BigInt(message.bytes) : $util.Long.fromBits(message.bytes.low >>> 0, message.bytes.high >>> 0, true).toBigInt();
                        else if (typeof message.bytes === "number")
                            object.bytes = options.longs === $String ? $String(message.bytes) : message.bytes;
                        else
                            object.bytes = options.longs === $String ? $util.Long.prototype.toString.call(message.bytes) : options.longs === $Number ? new $util.LongBits(message.bytes.low >>> 0, message.bytes.high >>> 0).toNumber(true) : message.bytes;
                    if (message.contentType != null && $Object.hasOwnProperty.call(message, "contentType"))
                        object.contentType = message.contentType;
                    if (message.report != null && $Object.hasOwnProperty.call(message, "report"))
                        object.report = message.report;
                    if (message.latestMs != null && $Object.hasOwnProperty.call(message, "latestMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.latestMs = typeof message.latestMs === "number" ? $BigInt(message.latestMs) : $util.Long.fromBits(message.latestMs.low >>> 0, message.latestMs.high >>> 0, false).toBigInt();
                        else if (typeof message.latestMs === "number")
                            object.latestMs = options.longs === $String ? $String(message.latestMs) : message.latestMs;
                        else
                            object.latestMs = options.longs === $String ? $util.Long.prototype.toString.call(message.latestMs) : options.longs === $Number ? new $util.LongBits(message.latestMs.low >>> 0, message.latestMs.high >>> 0).toNumber() : message.latestMs;
                    return object;
                };

                /**
                 * Converts this Order to JSON.
                 * @function toJSON
                 * @memberof potluck.receipt.v1.Order
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Order.prototype.toJSON = function() {
                    return Order.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Order;
            })();

            v1.Acceptance = (function() {

                /**
                 * Properties of an Acceptance.
                 * @typedef {Object} potluck.receipt.v1.Acceptance.$Properties
                 * @property {Uint8Array|null} [orderSha256] Acceptance orderSha256
                 * @property {number|null} [acceptedMs] Acceptance acceptedMs
                 * @property {number|null} [deadlineMs] Acceptance deadlineMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Acceptance.
                 * @memberof potluck.receipt.v1
                 * @interface IAcceptance
                 * @augments potluck.receipt.v1.Acceptance.$Properties
                 * @deprecated Use potluck.receipt.v1.Acceptance.$Properties instead.
                 */

                /**
                 * Shape of an Acceptance.
                 * @typedef {potluck.receipt.v1.Acceptance.$Properties} potluck.receipt.v1.Acceptance.$Shape
                 */

                /**
                 * Constructs a new Acceptance.
                 * @memberof potluck.receipt.v1
                 * @classdesc Represents an Acceptance.
                 * @constructor
                 * @param {potluck.receipt.v1.Acceptance.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Acceptance = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Acceptance orderSha256.
                 * @member {Uint8Array} orderSha256
                 * @memberof potluck.receipt.v1.Acceptance
                 * @instance
                 */
                Acceptance.prototype.orderSha256 = $util.newBuffer([]);

                /**
                 * Acceptance acceptedMs.
                 * @member {number} acceptedMs
                 * @memberof potluck.receipt.v1.Acceptance
                 * @instance
                 */
                Acceptance.prototype.acceptedMs = 0;

                /**
                 * Acceptance deadlineMs.
                 * @member {number} deadlineMs
                 * @memberof potluck.receipt.v1.Acceptance
                 * @instance
                 */
                Acceptance.prototype.deadlineMs = 0;

                /**
                 * Creates a new Acceptance instance using the specified properties.
                 * @function create
                 * @memberof potluck.receipt.v1.Acceptance
                 * @static
                 * @param {potluck.receipt.v1.Acceptance.$Properties=} [properties] Properties to set
                 * @returns {potluck.receipt.v1.Acceptance} Acceptance instance
                 * @type {{
                 *   (properties: potluck.receipt.v1.Acceptance.$Shape): potluck.receipt.v1.Acceptance & potluck.receipt.v1.Acceptance.$Shape;
                 *   (properties?: potluck.receipt.v1.Acceptance.$Properties): potluck.receipt.v1.Acceptance;
                 * }}
                 */
                Acceptance.create = function(properties) {
                    return new Acceptance(properties);
                };

                /**
                 * Encodes the specified Acceptance message. Does not implicitly {@link potluck.receipt.v1.Acceptance.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.receipt.v1.Acceptance
                 * @static
                 * @param {potluck.receipt.v1.Acceptance.$Properties} message Acceptance message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Acceptance.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.orderSha256 != null && $Object.hasOwnProperty.call(message, "orderSha256") && message.orderSha256.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.orderSha256);
                    if (message.acceptedMs != null && $Object.hasOwnProperty.call(message, "acceptedMs") && (typeof message.acceptedMs === "object" ? message.acceptedMs.low || message.acceptedMs.high : message.acceptedMs !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).sint64(message.acceptedMs);
                    if (message.deadlineMs != null && $Object.hasOwnProperty.call(message, "deadlineMs") && (typeof message.deadlineMs === "object" ? message.deadlineMs.low || message.deadlineMs.high : message.deadlineMs !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).sint64(message.deadlineMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Acceptance message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.receipt.v1.Acceptance
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.Acceptance & potluck.receipt.v1.Acceptance.$Shape} Acceptance
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Acceptance.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.receipt.v1.Acceptance();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.orderSha256 = value;
                                else
                                    delete message.orderSha256;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.sint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.acceptedMs = value;
                                else
                                    delete message.acceptedMs;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.sint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.deadlineMs = value;
                                else
                                    delete message.deadlineMs;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates an Acceptance message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.receipt.v1.Acceptance
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.receipt.v1.Acceptance} Acceptance
                 */
                Acceptance.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.receipt.v1.Acceptance)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.receipt.v1.Acceptance: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.receipt.v1.Acceptance();
                    if (object.orderSha256 != null)
                        if (object.orderSha256.length)
                            if (typeof object.orderSha256 === "string")
                                $util.base64.decode(object.orderSha256, message.orderSha256 = $util.newBuffer($util.base64.length(object.orderSha256)), 0);
                            else if (object.orderSha256.length >= 0)
                                message.orderSha256 = object.orderSha256;
                    if (object.acceptedMs != null)
                        if (typeof object.acceptedMs === "object" ? object.acceptedMs.low || object.acceptedMs.high : $Number(object.acceptedMs) !== 0)
                            if ($util.Long)
                                message.acceptedMs = $util.Long.fromValue(object.acceptedMs, false);
                            else if (typeof object.acceptedMs === "string")
                                message.acceptedMs = $parseInt(object.acceptedMs, 10);
                            else if (typeof object.acceptedMs === "number")
                                message.acceptedMs = object.acceptedMs;
                            else if (typeof object.acceptedMs === "object")
                                message.acceptedMs = new $util.LongBits(object.acceptedMs.low >>> 0, object.acceptedMs.high >>> 0).toNumber();
                    if (object.deadlineMs != null)
                        if (typeof object.deadlineMs === "object" ? object.deadlineMs.low || object.deadlineMs.high : $Number(object.deadlineMs) !== 0)
                            if ($util.Long)
                                message.deadlineMs = $util.Long.fromValue(object.deadlineMs, false);
                            else if (typeof object.deadlineMs === "string")
                                message.deadlineMs = $parseInt(object.deadlineMs, 10);
                            else if (typeof object.deadlineMs === "number")
                                message.deadlineMs = object.deadlineMs;
                            else if (typeof object.deadlineMs === "object")
                                message.deadlineMs = new $util.LongBits(object.deadlineMs.low >>> 0, object.deadlineMs.high >>> 0).toNumber();
                    return message;
                };

                /**
                 * Creates a plain object from an Acceptance message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.receipt.v1.Acceptance
                 * @static
                 * @param {potluck.receipt.v1.Acceptance} message Acceptance
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Acceptance.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.orderSha256 = "";
                        else {
                            object.orderSha256 = [];
                            if (options.bytes !== $Array)
                                object.orderSha256 = $util.newBuffer(object.orderSha256);
                        }
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, false);
                            object.acceptedMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.acceptedMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, false);
                            object.deadlineMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.deadlineMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    }
                    if (message.orderSha256 != null && $Object.hasOwnProperty.call(message, "orderSha256"))
                        object.orderSha256 = options.bytes === $String ? $util.base64.encode(message.orderSha256, 0, message.orderSha256.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.orderSha256) : message.orderSha256;
                    if (message.acceptedMs != null && $Object.hasOwnProperty.call(message, "acceptedMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.acceptedMs = typeof message.acceptedMs === "number" ? $BigInt(message.acceptedMs) : $util.Long.fromBits(message.acceptedMs.low >>> 0, message.acceptedMs.high >>> 0, false).toBigInt();
                        else if (typeof message.acceptedMs === "number")
                            object.acceptedMs = options.longs === $String ? $String(message.acceptedMs) : message.acceptedMs;
                        else
                            object.acceptedMs = options.longs === $String ? $util.Long.prototype.toString.call(message.acceptedMs) : options.longs === $Number ? new $util.LongBits(message.acceptedMs.low >>> 0, message.acceptedMs.high >>> 0).toNumber() : message.acceptedMs;
                    if (message.deadlineMs != null && $Object.hasOwnProperty.call(message, "deadlineMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.deadlineMs = typeof message.deadlineMs === "number" ? $BigInt(message.deadlineMs) : $util.Long.fromBits(message.deadlineMs.low >>> 0, message.deadlineMs.high >>> 0, false).toBigInt();
                        else if (typeof message.deadlineMs === "number")
                            object.deadlineMs = options.longs === $String ? $String(message.deadlineMs) : message.deadlineMs;
                        else
                            object.deadlineMs = options.longs === $String ? $util.Long.prototype.toString.call(message.deadlineMs) : options.longs === $Number ? new $util.LongBits(message.deadlineMs.low >>> 0, message.deadlineMs.high >>> 0).toNumber() : message.deadlineMs;
                    return object;
                };

                /**
                 * Converts this Acceptance to JSON.
                 * @function toJSON
                 * @memberof potluck.receipt.v1.Acceptance
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Acceptance.prototype.toJSON = function() {
                    return Acceptance.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Acceptance;
            })();

            v1.Return = (function() {

                /**
                 * Properties of a Return.
                 * @typedef {Object} potluck.receipt.v1.Return.$Properties
                 * @property {Uint8Array|null} [orderSha256] Return orderSha256
                 * @property {potluck.receipt.v1.Answered.$Properties|null} [answered] Return answered
                 * @property {potluck.receipt.v1.GivenBack.$Properties|null} [givenBack] Return givenBack
                 * @property {"answered"|"givenBack"} [outcome] Return outcome
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Return.
                 * @memberof potluck.receipt.v1
                 * @interface IReturn
                 * @augments potluck.receipt.v1.Return.$Properties
                 * @deprecated Use potluck.receipt.v1.Return.$Properties instead.
                 */

                /**
                 * Narrowed shape of a Return.
                 * @typedef {{
                 *   orderSha256?: Uint8Array|null;
                 *   answered?: potluck.receipt.v1.Answered.$Shape|null;
                 *   givenBack?: potluck.receipt.v1.GivenBack.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ outcome?: undefined; answered?: null; givenBack?: null }|{ outcome?: "answered"; answered: potluck.receipt.v1.Answered.$Shape; givenBack?: null }|{ outcome?: "givenBack"; answered?: null; givenBack: potluck.receipt.v1.GivenBack.$Shape })
                 * )} potluck.receipt.v1.Return.$Shape
                 */

                /**
                 * Constructs a new Return.
                 * @memberof potluck.receipt.v1
                 * @classdesc Represents a Return.
                 * @constructor
                 * @param {potluck.receipt.v1.Return.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Return = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Return orderSha256.
                 * @member {Uint8Array} orderSha256
                 * @memberof potluck.receipt.v1.Return
                 * @instance
                 */
                Return.prototype.orderSha256 = $util.newBuffer([]);

                /**
                 * Return answered.
                 * @member {potluck.receipt.v1.Answered.$Properties|null|undefined} answered
                 * @memberof potluck.receipt.v1.Return
                 * @instance
                 */
                Return.prototype.answered = null;

                /**
                 * Return givenBack.
                 * @member {potluck.receipt.v1.GivenBack.$Properties|null|undefined} givenBack
                 * @memberof potluck.receipt.v1.Return
                 * @instance
                 */
                Return.prototype.givenBack = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * Return outcome.
                 * @member {"answered"|"givenBack"|undefined} outcome
                 * @memberof potluck.receipt.v1.Return
                 * @instance
                 */
                $Object.defineProperty(Return.prototype, "outcome", {
                    get: $util.oneOfGetter($oneOfFields = ["answered", "givenBack"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Creates a new Return instance using the specified properties.
                 * @function create
                 * @memberof potluck.receipt.v1.Return
                 * @static
                 * @param {potluck.receipt.v1.Return.$Properties=} [properties] Properties to set
                 * @returns {potluck.receipt.v1.Return} Return instance
                 * @type {{
                 *   (properties: potluck.receipt.v1.Return.$Shape): potluck.receipt.v1.Return & potluck.receipt.v1.Return.$Shape;
                 *   (properties?: potluck.receipt.v1.Return.$Properties): potluck.receipt.v1.Return;
                 * }}
                 */
                Return.create = function(properties) {
                    return new Return(properties);
                };

                /**
                 * Encodes the specified Return message. Does not implicitly {@link potluck.receipt.v1.Return.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.receipt.v1.Return
                 * @static
                 * @param {potluck.receipt.v1.Return.$Properties} message Return message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Return.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.orderSha256 != null && $Object.hasOwnProperty.call(message, "orderSha256") && message.orderSha256.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.orderSha256);
                    if (message.answered != null && $Object.hasOwnProperty.call(message, "answered"))
                        $root.potluck.receipt.v1.Answered.encode(message.answered, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.givenBack != null && $Object.hasOwnProperty.call(message, "givenBack"))
                        $root.potluck.receipt.v1.GivenBack.encode(message.givenBack, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Return message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.receipt.v1.Return
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.Return & potluck.receipt.v1.Return.$Shape} Return
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Return.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.receipt.v1.Return();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.orderSha256 = value;
                                else
                                    delete message.orderSha256;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.answered = $root.potluck.receipt.v1.Answered.decode(reader, reader.size(), $undefined, _depth + 1, message.answered);
                                message.outcome = "answered";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.givenBack = $root.potluck.receipt.v1.GivenBack.decode(reader, reader.size(), $undefined, _depth + 1, message.givenBack);
                                message.outcome = "givenBack";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Return message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.receipt.v1.Return
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.receipt.v1.Return} Return
                 */
                Return.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.receipt.v1.Return)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.receipt.v1.Return: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.receipt.v1.Return();
                    if (object.orderSha256 != null)
                        if (object.orderSha256.length)
                            if (typeof object.orderSha256 === "string")
                                $util.base64.decode(object.orderSha256, message.orderSha256 = $util.newBuffer($util.base64.length(object.orderSha256)), 0);
                            else if (object.orderSha256.length >= 0)
                                message.orderSha256 = object.orderSha256;
                    if (object.answered != null) {
                        if (!$util.isObject(object.answered))
                            throw $TypeError(".potluck.receipt.v1.Return.answered: object expected");
                        message.answered = $root.potluck.receipt.v1.Answered.fromObject(object.answered, _depth + 1);
                    }
                    if (object.givenBack != null) {
                        if (!$util.isObject(object.givenBack))
                            throw $TypeError(".potluck.receipt.v1.Return.givenBack: object expected");
                        message.givenBack = $root.potluck.receipt.v1.GivenBack.fromObject(object.givenBack, _depth + 1);
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a Return message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.receipt.v1.Return
                 * @static
                 * @param {potluck.receipt.v1.Return} message Return
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Return.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults)
                        if (options.bytes === $String)
                            object.orderSha256 = "";
                        else {
                            object.orderSha256 = [];
                            if (options.bytes !== $Array)
                                object.orderSha256 = $util.newBuffer(object.orderSha256);
                        }
                    if (message.orderSha256 != null && $Object.hasOwnProperty.call(message, "orderSha256"))
                        object.orderSha256 = options.bytes === $String ? $util.base64.encode(message.orderSha256, 0, message.orderSha256.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.orderSha256) : message.orderSha256;
                    if (message.answered != null && $Object.hasOwnProperty.call(message, "answered")) {
                        object.answered = $root.potluck.receipt.v1.Answered.toObject(message.answered, options, _depth + 1);
                        if (options.oneofs)
                            object.outcome = "answered";
                    }
                    if (message.givenBack != null && $Object.hasOwnProperty.call(message, "givenBack")) {
                        object.givenBack = $root.potluck.receipt.v1.GivenBack.toObject(message.givenBack, options, _depth + 1);
                        if (options.oneofs)
                            object.outcome = "givenBack";
                    }
                    return object;
                };

                /**
                 * Converts this Return to JSON.
                 * @function toJSON
                 * @memberof potluck.receipt.v1.Return
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Return.prototype.toJSON = function() {
                    return Return.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Return;
            })();

            v1.Answered = (function() {

                /**
                 * Properties of an Answered.
                 * @typedef {Object} potluck.receipt.v1.Answered.$Properties
                 * @property {number|null} [status] Answered status
                 * @property {Array.<potluck.receipt.v1.Header.$Properties>|null} [headers] Answered headers
                 * @property {Uint8Array|null} [body] Answered body
                 * @property {number|null} [atMs] Answered atMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Answered.
                 * @memberof potluck.receipt.v1
                 * @interface IAnswered
                 * @augments potluck.receipt.v1.Answered.$Properties
                 * @deprecated Use potluck.receipt.v1.Answered.$Properties instead.
                 */

                /**
                 * Shape of an Answered.
                 * @typedef {potluck.receipt.v1.Answered.$Properties} potluck.receipt.v1.Answered.$Shape
                 */

                /**
                 * Constructs a new Answered.
                 * @memberof potluck.receipt.v1
                 * @classdesc Represents an Answered.
                 * @constructor
                 * @param {potluck.receipt.v1.Answered.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Answered = function (properties) {
                    this.headers = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Answered status.
                 * @member {number} status
                 * @memberof potluck.receipt.v1.Answered
                 * @instance
                 */
                Answered.prototype.status = 0;

                /**
                 * Answered headers.
                 * @member {Array.<potluck.receipt.v1.Header.$Properties>} headers
                 * @memberof potluck.receipt.v1.Answered
                 * @instance
                 */
                Answered.prototype.headers = $util.emptyArray;

                /**
                 * Answered body.
                 * @member {Uint8Array} body
                 * @memberof potluck.receipt.v1.Answered
                 * @instance
                 */
                Answered.prototype.body = $util.newBuffer([]);

                /**
                 * Answered atMs.
                 * @member {number} atMs
                 * @memberof potluck.receipt.v1.Answered
                 * @instance
                 */
                Answered.prototype.atMs = 0;

                /**
                 * Creates a new Answered instance using the specified properties.
                 * @function create
                 * @memberof potluck.receipt.v1.Answered
                 * @static
                 * @param {potluck.receipt.v1.Answered.$Properties=} [properties] Properties to set
                 * @returns {potluck.receipt.v1.Answered} Answered instance
                 * @type {{
                 *   (properties: potluck.receipt.v1.Answered.$Shape): potluck.receipt.v1.Answered & potluck.receipt.v1.Answered.$Shape;
                 *   (properties?: potluck.receipt.v1.Answered.$Properties): potluck.receipt.v1.Answered;
                 * }}
                 */
                Answered.create = function(properties) {
                    return new Answered(properties);
                };

                /**
                 * Encodes the specified Answered message. Does not implicitly {@link potluck.receipt.v1.Answered.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.receipt.v1.Answered
                 * @static
                 * @param {potluck.receipt.v1.Answered.$Properties} message Answered message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Answered.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.status);
                    if (message.headers != null && message.headers.length)
                        for (let i = 0; i < message.headers.length; ++i)
                            $root.potluck.receipt.v1.Header.encode(message.headers[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.body);
                    if (message.atMs != null && $Object.hasOwnProperty.call(message, "atMs") && (typeof message.atMs === "object" ? message.atMs.low || message.atMs.high : message.atMs !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).sint64(message.atMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Answered message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.receipt.v1.Answered
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.Answered & potluck.receipt.v1.Answered.$Shape} Answered
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Answered.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.receipt.v1.Answered();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.status = value;
                                else
                                    delete message.status;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.headers && message.headers.length))
                                    message.headers = [];
                                message.headers.push($root.potluck.receipt.v1.Header.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.body = value;
                                else
                                    delete message.body;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.sint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.atMs = value;
                                else
                                    delete message.atMs;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates an Answered message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.receipt.v1.Answered
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.receipt.v1.Answered} Answered
                 */
                Answered.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.receipt.v1.Answered)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.receipt.v1.Answered: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.receipt.v1.Answered();
                    if (object.status != null)
                        if ($Number(object.status) !== 0)
                            message.status = object.status >>> 0;
                    if (object.headers) {
                        if (!$Array.isArray(object.headers))
                            throw $TypeError(".potluck.receipt.v1.Answered.headers: array expected");
                        message.headers = $Array(object.headers.length);
                        for (let i = 0; i < object.headers.length; ++i) {
                            if (!$util.isObject(object.headers[i]))
                                throw $TypeError(".potluck.receipt.v1.Answered.headers: object expected");
                            message.headers[i] = $root.potluck.receipt.v1.Header.fromObject(object.headers[i], _depth + 1);
                        }
                    }
                    if (object.body != null)
                        if (object.body.length)
                            if (typeof object.body === "string")
                                $util.base64.decode(object.body, message.body = $util.newBuffer($util.base64.length(object.body)), 0);
                            else if (object.body.length >= 0)
                                message.body = object.body;
                    if (object.atMs != null)
                        if (typeof object.atMs === "object" ? object.atMs.low || object.atMs.high : $Number(object.atMs) !== 0)
                            if ($util.Long)
                                message.atMs = $util.Long.fromValue(object.atMs, false);
                            else if (typeof object.atMs === "string")
                                message.atMs = $parseInt(object.atMs, 10);
                            else if (typeof object.atMs === "number")
                                message.atMs = object.atMs;
                            else if (typeof object.atMs === "object")
                                message.atMs = new $util.LongBits(object.atMs.low >>> 0, object.atMs.high >>> 0).toNumber();
                    return message;
                };

                /**
                 * Creates a plain object from an Answered message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.receipt.v1.Answered
                 * @static
                 * @param {potluck.receipt.v1.Answered} message Answered
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Answered.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.headers = [];
                    if (options.defaults) {
                        object.status = 0;
                        if (options.bytes === $String)
                            object.body = "";
                        else {
                            object.body = [];
                            if (options.bytes !== $Array)
                                object.body = $util.newBuffer(object.body);
                        }
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, false);
                            object.atMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.atMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    }
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                        object.status = message.status;
                    if (message.headers && message.headers.length) {
                        object.headers = $Array(message.headers.length);
                        for (let j = 0; j < message.headers.length; ++j)
                            object.headers[j] = $root.potluck.receipt.v1.Header.toObject(message.headers[j], options, _depth + 1);
                    }
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body"))
                        object.body = options.bytes === $String ? $util.base64.encode(message.body, 0, message.body.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.body) : message.body;
                    if (message.atMs != null && $Object.hasOwnProperty.call(message, "atMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.atMs = typeof message.atMs === "number" ? $BigInt(message.atMs) : $util.Long.fromBits(message.atMs.low >>> 0, message.atMs.high >>> 0, false).toBigInt();
                        else if (typeof message.atMs === "number")
                            object.atMs = options.longs === $String ? $String(message.atMs) : message.atMs;
                        else
                            object.atMs = options.longs === $String ? $util.Long.prototype.toString.call(message.atMs) : options.longs === $Number ? new $util.LongBits(message.atMs.low >>> 0, message.atMs.high >>> 0).toNumber() : message.atMs;
                    return object;
                };

                /**
                 * Converts this Answered to JSON.
                 * @function toJSON
                 * @memberof potluck.receipt.v1.Answered
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Answered.prototype.toJSON = function() {
                    return Answered.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Answered;
            })();

            v1.Header = (function() {

                /**
                 * Properties of a Header.
                 * @typedef {Object} potluck.receipt.v1.Header.$Properties
                 * @property {string|null} [name] Header name
                 * @property {string|null} [value] Header value
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Header.
                 * @memberof potluck.receipt.v1
                 * @interface IHeader
                 * @augments potluck.receipt.v1.Header.$Properties
                 * @deprecated Use potluck.receipt.v1.Header.$Properties instead.
                 */

                /**
                 * Shape of a Header.
                 * @typedef {potluck.receipt.v1.Header.$Properties} potluck.receipt.v1.Header.$Shape
                 */

                /**
                 * Constructs a new Header.
                 * @memberof potluck.receipt.v1
                 * @classdesc Represents a Header.
                 * @constructor
                 * @param {potluck.receipt.v1.Header.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Header = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Header name.
                 * @member {string} name
                 * @memberof potluck.receipt.v1.Header
                 * @instance
                 */
                Header.prototype.name = "";

                /**
                 * Header value.
                 * @member {string} value
                 * @memberof potluck.receipt.v1.Header
                 * @instance
                 */
                Header.prototype.value = "";

                /**
                 * Creates a new Header instance using the specified properties.
                 * @function create
                 * @memberof potluck.receipt.v1.Header
                 * @static
                 * @param {potluck.receipt.v1.Header.$Properties=} [properties] Properties to set
                 * @returns {potluck.receipt.v1.Header} Header instance
                 * @type {{
                 *   (properties: potluck.receipt.v1.Header.$Shape): potluck.receipt.v1.Header & potluck.receipt.v1.Header.$Shape;
                 *   (properties?: potluck.receipt.v1.Header.$Properties): potluck.receipt.v1.Header;
                 * }}
                 */
                Header.create = function(properties) {
                    return new Header(properties);
                };

                /**
                 * Encodes the specified Header message. Does not implicitly {@link potluck.receipt.v1.Header.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.receipt.v1.Header
                 * @static
                 * @param {potluck.receipt.v1.Header.$Properties} message Header message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Header.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.value);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Header message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.receipt.v1.Header
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.Header & potluck.receipt.v1.Header.$Shape} Header
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Header.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.receipt.v1.Header();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.value = value;
                                else
                                    delete message.value;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Header message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.receipt.v1.Header
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.receipt.v1.Header} Header
                 */
                Header.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.receipt.v1.Header)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.receipt.v1.Header: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.receipt.v1.Header();
                    if (object.name != null)
                        if (typeof object.name !== "string" || object.name.length)
                            message.name = $String(object.name);
                    if (object.value != null)
                        if (typeof object.value !== "string" || object.value.length)
                            message.value = $String(object.value);
                    return message;
                };

                /**
                 * Creates a plain object from a Header message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.receipt.v1.Header
                 * @static
                 * @param {potluck.receipt.v1.Header} message Header
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Header.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.name = "";
                        object.value = "";
                    }
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                        object.name = message.name;
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                        object.value = message.value;
                    return object;
                };

                /**
                 * Converts this Header to JSON.
                 * @function toJSON
                 * @memberof potluck.receipt.v1.Header
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Header.prototype.toJSON = function() {
                    return Header.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Header;
            })();

            v1.GivenBack = (function() {

                /**
                 * Properties of a GivenBack.
                 * @typedef {Object} potluck.receipt.v1.GivenBack.$Properties
                 * @property {number|null} [reason] GivenBack reason
                 * @property {number|null} [atMs] GivenBack atMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GivenBack.
                 * @memberof potluck.receipt.v1
                 * @interface IGivenBack
                 * @augments potluck.receipt.v1.GivenBack.$Properties
                 * @deprecated Use potluck.receipt.v1.GivenBack.$Properties instead.
                 */

                /**
                 * Shape of a GivenBack.
                 * @typedef {potluck.receipt.v1.GivenBack.$Properties} potluck.receipt.v1.GivenBack.$Shape
                 */

                /**
                 * Constructs a new GivenBack.
                 * @memberof potluck.receipt.v1
                 * @classdesc Represents a GivenBack.
                 * @constructor
                 * @param {potluck.receipt.v1.GivenBack.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GivenBack = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GivenBack reason.
                 * @member {number} reason
                 * @memberof potluck.receipt.v1.GivenBack
                 * @instance
                 */
                GivenBack.prototype.reason = 0;

                /**
                 * GivenBack atMs.
                 * @member {number} atMs
                 * @memberof potluck.receipt.v1.GivenBack
                 * @instance
                 */
                GivenBack.prototype.atMs = 0;

                /**
                 * Creates a new GivenBack instance using the specified properties.
                 * @function create
                 * @memberof potluck.receipt.v1.GivenBack
                 * @static
                 * @param {potluck.receipt.v1.GivenBack.$Properties=} [properties] Properties to set
                 * @returns {potluck.receipt.v1.GivenBack} GivenBack instance
                 * @type {{
                 *   (properties: potluck.receipt.v1.GivenBack.$Shape): potluck.receipt.v1.GivenBack & potluck.receipt.v1.GivenBack.$Shape;
                 *   (properties?: potluck.receipt.v1.GivenBack.$Properties): potluck.receipt.v1.GivenBack;
                 * }}
                 */
                GivenBack.create = function(properties) {
                    return new GivenBack(properties);
                };

                /**
                 * Encodes the specified GivenBack message. Does not implicitly {@link potluck.receipt.v1.GivenBack.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.receipt.v1.GivenBack
                 * @static
                 * @param {potluck.receipt.v1.GivenBack.$Properties} message GivenBack message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GivenBack.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.reason);
                    if (message.atMs != null && $Object.hasOwnProperty.call(message, "atMs") && (typeof message.atMs === "object" ? message.atMs.low || message.atMs.high : message.atMs !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).sint64(message.atMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GivenBack message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.receipt.v1.GivenBack
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.GivenBack & potluck.receipt.v1.GivenBack.$Shape} GivenBack
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GivenBack.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.receipt.v1.GivenBack();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.sint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.atMs = value;
                                else
                                    delete message.atMs;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a GivenBack message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.receipt.v1.GivenBack
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.receipt.v1.GivenBack} GivenBack
                 */
                GivenBack.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.receipt.v1.GivenBack)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.receipt.v1.GivenBack: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.receipt.v1.GivenBack();
                    if (object.reason != null)
                        if ($Number(object.reason) !== 0)
                            message.reason = object.reason >>> 0;
                    if (object.atMs != null)
                        if (typeof object.atMs === "object" ? object.atMs.low || object.atMs.high : $Number(object.atMs) !== 0)
                            if ($util.Long)
                                message.atMs = $util.Long.fromValue(object.atMs, false);
                            else if (typeof object.atMs === "string")
                                message.atMs = $parseInt(object.atMs, 10);
                            else if (typeof object.atMs === "number")
                                message.atMs = object.atMs;
                            else if (typeof object.atMs === "object")
                                message.atMs = new $util.LongBits(object.atMs.low >>> 0, object.atMs.high >>> 0).toNumber();
                    return message;
                };

                /**
                 * Creates a plain object from a GivenBack message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.receipt.v1.GivenBack
                 * @static
                 * @param {potluck.receipt.v1.GivenBack} message GivenBack
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                GivenBack.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.reason = 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, false);
                            object.atMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.atMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    }
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                        object.reason = message.reason;
                    if (message.atMs != null && $Object.hasOwnProperty.call(message, "atMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.atMs = typeof message.atMs === "number" ? $BigInt(message.atMs) : $util.Long.fromBits(message.atMs.low >>> 0, message.atMs.high >>> 0, false).toBigInt();
                        else if (typeof message.atMs === "number")
                            object.atMs = options.longs === $String ? $String(message.atMs) : message.atMs;
                        else
                            object.atMs = options.longs === $String ? $util.Long.prototype.toString.call(message.atMs) : options.longs === $Number ? new $util.LongBits(message.atMs.low >>> 0, message.atMs.high >>> 0).toNumber() : message.atMs;
                    return object;
                };

                /**
                 * Converts this GivenBack to JSON.
                 * @function toJSON
                 * @memberof potluck.receipt.v1.GivenBack
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                GivenBack.prototype.toJSON = function() {
                    return GivenBack.toObject(this, $protobuf.util.toJSONOptions);
                };

                return GivenBack;
            })();

            v1.Statement = (function() {

                /**
                 * Properties of a Statement.
                 * @typedef {Object} potluck.receipt.v1.Statement.$Properties
                 * @property {Uint8Array|null} [body] Statement body
                 * @property {Uint8Array|null} [signature] Statement signature
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Statement.
                 * @memberof potluck.receipt.v1
                 * @interface IStatement
                 * @augments potluck.receipt.v1.Statement.$Properties
                 * @deprecated Use potluck.receipt.v1.Statement.$Properties instead.
                 */

                /**
                 * Shape of a Statement.
                 * @typedef {potluck.receipt.v1.Statement.$Properties} potluck.receipt.v1.Statement.$Shape
                 */

                /**
                 * Constructs a new Statement.
                 * @memberof potluck.receipt.v1
                 * @classdesc Represents a Statement.
                 * @constructor
                 * @param {potluck.receipt.v1.Statement.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Statement = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Statement body.
                 * @member {Uint8Array} body
                 * @memberof potluck.receipt.v1.Statement
                 * @instance
                 */
                Statement.prototype.body = $util.newBuffer([]);

                /**
                 * Statement signature.
                 * @member {Uint8Array} signature
                 * @memberof potluck.receipt.v1.Statement
                 * @instance
                 */
                Statement.prototype.signature = $util.newBuffer([]);

                /**
                 * Creates a new Statement instance using the specified properties.
                 * @function create
                 * @memberof potluck.receipt.v1.Statement
                 * @static
                 * @param {potluck.receipt.v1.Statement.$Properties=} [properties] Properties to set
                 * @returns {potluck.receipt.v1.Statement} Statement instance
                 * @type {{
                 *   (properties: potluck.receipt.v1.Statement.$Shape): potluck.receipt.v1.Statement & potluck.receipt.v1.Statement.$Shape;
                 *   (properties?: potluck.receipt.v1.Statement.$Properties): potluck.receipt.v1.Statement;
                 * }}
                 */
                Statement.create = function(properties) {
                    return new Statement(properties);
                };

                /**
                 * Encodes the specified Statement message. Does not implicitly {@link potluck.receipt.v1.Statement.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.receipt.v1.Statement
                 * @static
                 * @param {potluck.receipt.v1.Statement.$Properties} message Statement message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Statement.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.body);
                    if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.signature);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Statement message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.receipt.v1.Statement
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.Statement & potluck.receipt.v1.Statement.$Shape} Statement
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Statement.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.receipt.v1.Statement();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.body = value;
                                else
                                    delete message.body;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.signature = value;
                                else
                                    delete message.signature;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Statement message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.receipt.v1.Statement
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.receipt.v1.Statement} Statement
                 */
                Statement.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.receipt.v1.Statement)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.receipt.v1.Statement: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.receipt.v1.Statement();
                    if (object.body != null)
                        if (object.body.length)
                            if (typeof object.body === "string")
                                $util.base64.decode(object.body, message.body = $util.newBuffer($util.base64.length(object.body)), 0);
                            else if (object.body.length >= 0)
                                message.body = object.body;
                    if (object.signature != null)
                        if (object.signature.length)
                            if (typeof object.signature === "string")
                                $util.base64.decode(object.signature, message.signature = $util.newBuffer($util.base64.length(object.signature)), 0);
                            else if (object.signature.length >= 0)
                                message.signature = object.signature;
                    return message;
                };

                /**
                 * Creates a plain object from a Statement message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.receipt.v1.Statement
                 * @static
                 * @param {potluck.receipt.v1.Statement} message Statement
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Statement.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.body = "";
                        else {
                            object.body = [];
                            if (options.bytes !== $Array)
                                object.body = $util.newBuffer(object.body);
                        }
                        if (options.bytes === $String)
                            object.signature = "";
                        else {
                            object.signature = [];
                            if (options.bytes !== $Array)
                                object.signature = $util.newBuffer(object.signature);
                        }
                    }
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body"))
                        object.body = options.bytes === $String ? $util.base64.encode(message.body, 0, message.body.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.body) : message.body;
                    if (message.signature != null && $Object.hasOwnProperty.call(message, "signature"))
                        object.signature = options.bytes === $String ? $util.base64.encode(message.signature, 0, message.signature.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.signature) : message.signature;
                    return object;
                };

                /**
                 * Converts this Statement to JSON.
                 * @function toJSON
                 * @memberof potluck.receipt.v1.Statement
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Statement.prototype.toJSON = function() {
                    return Statement.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Statement;
            })();

            v1.Done = (function() {

                /**
                 * Properties of a Done.
                 * @typedef {Object} potluck.receipt.v1.Done.$Properties
                 * @property {Uint8Array|null} [id] Done id
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Done.
                 * @memberof potluck.receipt.v1
                 * @interface IDone
                 * @augments potluck.receipt.v1.Done.$Properties
                 * @deprecated Use potluck.receipt.v1.Done.$Properties instead.
                 */

                /**
                 * Shape of a Done.
                 * @typedef {potluck.receipt.v1.Done.$Properties} potluck.receipt.v1.Done.$Shape
                 */

                /**
                 * Constructs a new Done.
                 * @memberof potluck.receipt.v1
                 * @classdesc Represents a Done.
                 * @constructor
                 * @param {potluck.receipt.v1.Done.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Done = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Done id.
                 * @member {Uint8Array} id
                 * @memberof potluck.receipt.v1.Done
                 * @instance
                 */
                Done.prototype.id = $util.newBuffer([]);

                /**
                 * Creates a new Done instance using the specified properties.
                 * @function create
                 * @memberof potluck.receipt.v1.Done
                 * @static
                 * @param {potluck.receipt.v1.Done.$Properties=} [properties] Properties to set
                 * @returns {potluck.receipt.v1.Done} Done instance
                 * @type {{
                 *   (properties: potluck.receipt.v1.Done.$Shape): potluck.receipt.v1.Done & potluck.receipt.v1.Done.$Shape;
                 *   (properties?: potluck.receipt.v1.Done.$Properties): potluck.receipt.v1.Done;
                 * }}
                 */
                Done.create = function(properties) {
                    return new Done(properties);
                };

                /**
                 * Encodes the specified Done message. Does not implicitly {@link potluck.receipt.v1.Done.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.receipt.v1.Done
                 * @static
                 * @param {potluck.receipt.v1.Done.$Properties} message Done message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Done.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Done message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.receipt.v1.Done
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.Done & potluck.receipt.v1.Done.$Shape} Done
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Done.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.receipt.v1.Done();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Done message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.receipt.v1.Done
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.receipt.v1.Done} Done
                 */
                Done.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.receipt.v1.Done)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.receipt.v1.Done: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.receipt.v1.Done();
                    if (object.id != null)
                        if (object.id.length)
                            if (typeof object.id === "string")
                                $util.base64.decode(object.id, message.id = $util.newBuffer($util.base64.length(object.id)), 0);
                            else if (object.id.length >= 0)
                                message.id = object.id;
                    return message;
                };

                /**
                 * Creates a plain object from a Done message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.receipt.v1.Done
                 * @static
                 * @param {potluck.receipt.v1.Done} message Done
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Done.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults)
                        if (options.bytes === $String)
                            object.id = "";
                        else {
                            object.id = [];
                            if (options.bytes !== $Array)
                                object.id = $util.newBuffer(object.id);
                        }
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                        object.id = options.bytes === $String ? $util.base64.encode(message.id, 0, message.id.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.id) : message.id;
                    return object;
                };

                /**
                 * Converts this Done to JSON.
                 * @function toJSON
                 * @memberof potluck.receipt.v1.Done
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Done.prototype.toJSON = function() {
                    return Done.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Done;
            })();

            v1.Carried = (function() {

                /**
                 * Properties of a Carried.
                 * @typedef {Object} potluck.receipt.v1.Carried.$Properties
                 * @property {Uint8Array|null} [group] Carried group
                 * @property {Uint8Array|null} [asker] Carried asker
                 * @property {Uint8Array|null} [relay] Carried relay
                 * @property {Uint8Array|null} [order] Carried order
                 * @property {Uint8Array|null} [acceptance] Carried acceptance
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Carried.
                 * @memberof potluck.receipt.v1
                 * @interface ICarried
                 * @augments potluck.receipt.v1.Carried.$Properties
                 * @deprecated Use potluck.receipt.v1.Carried.$Properties instead.
                 */

                /**
                 * Shape of a Carried.
                 * @typedef {potluck.receipt.v1.Carried.$Properties} potluck.receipt.v1.Carried.$Shape
                 */

                /**
                 * Constructs a new Carried.
                 * @memberof potluck.receipt.v1
                 * @classdesc Represents a Carried.
                 * @constructor
                 * @param {potluck.receipt.v1.Carried.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Carried = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Carried group.
                 * @member {Uint8Array} group
                 * @memberof potluck.receipt.v1.Carried
                 * @instance
                 */
                Carried.prototype.group = $util.newBuffer([]);

                /**
                 * Carried asker.
                 * @member {Uint8Array} asker
                 * @memberof potluck.receipt.v1.Carried
                 * @instance
                 */
                Carried.prototype.asker = $util.newBuffer([]);

                /**
                 * Carried relay.
                 * @member {Uint8Array} relay
                 * @memberof potluck.receipt.v1.Carried
                 * @instance
                 */
                Carried.prototype.relay = $util.newBuffer([]);

                /**
                 * Carried order.
                 * @member {Uint8Array} order
                 * @memberof potluck.receipt.v1.Carried
                 * @instance
                 */
                Carried.prototype.order = $util.newBuffer([]);

                /**
                 * Carried acceptance.
                 * @member {Uint8Array} acceptance
                 * @memberof potluck.receipt.v1.Carried
                 * @instance
                 */
                Carried.prototype.acceptance = $util.newBuffer([]);

                /**
                 * Creates a new Carried instance using the specified properties.
                 * @function create
                 * @memberof potluck.receipt.v1.Carried
                 * @static
                 * @param {potluck.receipt.v1.Carried.$Properties=} [properties] Properties to set
                 * @returns {potluck.receipt.v1.Carried} Carried instance
                 * @type {{
                 *   (properties: potluck.receipt.v1.Carried.$Shape): potluck.receipt.v1.Carried & potluck.receipt.v1.Carried.$Shape;
                 *   (properties?: potluck.receipt.v1.Carried.$Properties): potluck.receipt.v1.Carried;
                 * }}
                 */
                Carried.create = function(properties) {
                    return new Carried(properties);
                };

                /**
                 * Encodes the specified Carried message. Does not implicitly {@link potluck.receipt.v1.Carried.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.receipt.v1.Carried
                 * @static
                 * @param {potluck.receipt.v1.Carried.$Properties} message Carried message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Carried.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.group != null && $Object.hasOwnProperty.call(message, "group") && message.group.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.group);
                    if (message.asker != null && $Object.hasOwnProperty.call(message, "asker") && message.asker.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.asker);
                    if (message.relay != null && $Object.hasOwnProperty.call(message, "relay") && message.relay.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.relay);
                    if (message.order != null && $Object.hasOwnProperty.call(message, "order") && message.order.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.order);
                    if (message.acceptance != null && $Object.hasOwnProperty.call(message, "acceptance") && message.acceptance.length)
                        writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.acceptance);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Carried message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.receipt.v1.Carried
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.receipt.v1.Carried & potluck.receipt.v1.Carried.$Shape} Carried
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Carried.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.receipt.v1.Carried();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.group = value;
                                else
                                    delete message.group;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.asker = value;
                                else
                                    delete message.asker;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.relay = value;
                                else
                                    delete message.relay;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.order = value;
                                else
                                    delete message.order;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.acceptance = value;
                                else
                                    delete message.acceptance;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Carried message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.receipt.v1.Carried
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.receipt.v1.Carried} Carried
                 */
                Carried.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.receipt.v1.Carried)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.receipt.v1.Carried: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.receipt.v1.Carried();
                    if (object.group != null)
                        if (object.group.length)
                            if (typeof object.group === "string")
                                $util.base64.decode(object.group, message.group = $util.newBuffer($util.base64.length(object.group)), 0);
                            else if (object.group.length >= 0)
                                message.group = object.group;
                    if (object.asker != null)
                        if (object.asker.length)
                            if (typeof object.asker === "string")
                                $util.base64.decode(object.asker, message.asker = $util.newBuffer($util.base64.length(object.asker)), 0);
                            else if (object.asker.length >= 0)
                                message.asker = object.asker;
                    if (object.relay != null)
                        if (object.relay.length)
                            if (typeof object.relay === "string")
                                $util.base64.decode(object.relay, message.relay = $util.newBuffer($util.base64.length(object.relay)), 0);
                            else if (object.relay.length >= 0)
                                message.relay = object.relay;
                    if (object.order != null)
                        if (object.order.length)
                            if (typeof object.order === "string")
                                $util.base64.decode(object.order, message.order = $util.newBuffer($util.base64.length(object.order)), 0);
                            else if (object.order.length >= 0)
                                message.order = object.order;
                    if (object.acceptance != null)
                        if (object.acceptance.length)
                            if (typeof object.acceptance === "string")
                                $util.base64.decode(object.acceptance, message.acceptance = $util.newBuffer($util.base64.length(object.acceptance)), 0);
                            else if (object.acceptance.length >= 0)
                                message.acceptance = object.acceptance;
                    return message;
                };

                /**
                 * Creates a plain object from a Carried message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.receipt.v1.Carried
                 * @static
                 * @param {potluck.receipt.v1.Carried} message Carried
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Carried.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.group = "";
                        else {
                            object.group = [];
                            if (options.bytes !== $Array)
                                object.group = $util.newBuffer(object.group);
                        }
                        if (options.bytes === $String)
                            object.asker = "";
                        else {
                            object.asker = [];
                            if (options.bytes !== $Array)
                                object.asker = $util.newBuffer(object.asker);
                        }
                        if (options.bytes === $String)
                            object.relay = "";
                        else {
                            object.relay = [];
                            if (options.bytes !== $Array)
                                object.relay = $util.newBuffer(object.relay);
                        }
                        if (options.bytes === $String)
                            object.order = "";
                        else {
                            object.order = [];
                            if (options.bytes !== $Array)
                                object.order = $util.newBuffer(object.order);
                        }
                        if (options.bytes === $String)
                            object.acceptance = "";
                        else {
                            object.acceptance = [];
                            if (options.bytes !== $Array)
                                object.acceptance = $util.newBuffer(object.acceptance);
                        }
                    }
                    if (message.group != null && $Object.hasOwnProperty.call(message, "group"))
                        object.group = options.bytes === $String ? $util.base64.encode(message.group, 0, message.group.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.group) : message.group;
                    if (message.asker != null && $Object.hasOwnProperty.call(message, "asker"))
                        object.asker = options.bytes === $String ? $util.base64.encode(message.asker, 0, message.asker.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.asker) : message.asker;
                    if (message.relay != null && $Object.hasOwnProperty.call(message, "relay"))
                        object.relay = options.bytes === $String ? $util.base64.encode(message.relay, 0, message.relay.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.relay) : message.relay;
                    if (message.order != null && $Object.hasOwnProperty.call(message, "order"))
                        object.order = options.bytes === $String ? $util.base64.encode(message.order, 0, message.order.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.order) : message.order;
                    if (message.acceptance != null && $Object.hasOwnProperty.call(message, "acceptance"))
                        object.acceptance = options.bytes === $String ? $util.base64.encode(message.acceptance, 0, message.acceptance.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.acceptance) : message.acceptance;
                    return object;
                };

                /**
                 * Converts this Carried to JSON.
                 * @function toJSON
                 * @memberof potluck.receipt.v1.Carried
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Carried.prototype.toJSON = function() {
                    return Carried.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Carried;
            })();

            return v1;
        })();

        return receipt;
    })();

    return potluck;
})();

export {
  $root as default
};
