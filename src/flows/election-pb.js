/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Exact up to 2^53
const $toNumber = (value) => (typeof value === 'number' ? value : value.toNumber());

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $String = $util.global.String, $Number = $util.global.Number, $parseInt = $util.global.parseInt, $Array = $util.global.Array, $Boolean = $util.global.Boolean, $BigInt = $util.global.BigInt;

// Exported root namespace
const $root = $protobuf.roots["election"] || ($protobuf.roots["election"] = {});

export const potluck = $root.potluck = (() => {

    /**
     * Namespace potluck.
     * @exports potluck
     * @namespace
     */
    const potluck = {};

    potluck.election = (function() {

        /**
         * Namespace election.
         * @memberof potluck
         * @namespace
         */
        const election = {};

        election.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof potluck.election
             * @namespace
             */
            const v1 = {};

            v1.Packet = (function() {

                /**
                 * Properties of a Packet.
                 * @typedef {Object} potluck.election.v1.Packet.$Properties
                 * @property {string|null} [kind] Packet kind
                 * @property {Uint8Array|null} [electionId] Packet electionId
                 * @property {number|null} [expiresMs] Packet expiresMs
                 * @property {Array.<number>|null} [levels] Packet levels
                 * @property {Array.<number>|null} [values] Packet values
                 * @property {boolean|null} [wished] Packet wished
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Packet.
                 * @memberof potluck.election.v1
                 * @interface IPacket
                 * @augments potluck.election.v1.Packet.$Properties
                 * @deprecated Use potluck.election.v1.Packet.$Properties instead.
                 */

                /**
                 * Shape of a Packet.
                 * @typedef {potluck.election.v1.Packet.$Properties} potluck.election.v1.Packet.$Shape
                 */

                /**
                 * Constructs a new Packet.
                 * @memberof potluck.election.v1
                 * @classdesc Represents a Packet.
                 * @constructor
                 * @param {potluck.election.v1.Packet.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Packet = function (properties) {
                    this.levels = [];
                    this.values = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Packet kind.
                 * @member {string} kind
                 * @memberof potluck.election.v1.Packet
                 * @instance
                 */
                Packet.prototype.kind = "";

                /**
                 * Packet electionId.
                 * @member {Uint8Array} electionId
                 * @memberof potluck.election.v1.Packet
                 * @instance
                 */
                Packet.prototype.electionId = $util.newBuffer([]);

                /**
                 * Packet expiresMs.
                 * @member {number} expiresMs
                 * @memberof potluck.election.v1.Packet
                 * @instance
                 */
                Packet.prototype.expiresMs = 0;

                /**
                 * Packet levels.
                 * @member {Array.<number>} levels
                 * @memberof potluck.election.v1.Packet
                 * @instance
                 */
                Packet.prototype.levels = $util.emptyArray;

                /**
                 * Packet values.
                 * @member {Array.<number>} values
                 * @memberof potluck.election.v1.Packet
                 * @instance
                 */
                Packet.prototype.values = $util.emptyArray;

                /**
                 * Packet wished.
                 * @member {boolean} wished
                 * @memberof potluck.election.v1.Packet
                 * @instance
                 */
                Packet.prototype.wished = false;

                /**
                 * Creates a new Packet instance using the specified properties.
                 * @function create
                 * @memberof potluck.election.v1.Packet
                 * @static
                 * @param {potluck.election.v1.Packet.$Properties=} [properties] Properties to set
                 * @returns {potluck.election.v1.Packet} Packet instance
                 * @type {{
                 *   (properties: potluck.election.v1.Packet.$Shape): potluck.election.v1.Packet & potluck.election.v1.Packet.$Shape;
                 *   (properties?: potluck.election.v1.Packet.$Properties): potluck.election.v1.Packet;
                 * }}
                 */
                Packet.create = function(properties) {
                    return new Packet(properties);
                };

                /**
                 * Encodes the specified Packet message. Does not implicitly {@link potluck.election.v1.Packet.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.election.v1.Packet
                 * @static
                 * @param {potluck.election.v1.Packet.$Properties} message Packet message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Packet.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.kind);
                    if (message.electionId != null && $Object.hasOwnProperty.call(message, "electionId") && message.electionId.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.electionId);
                    if (message.expiresMs != null && $Object.hasOwnProperty.call(message, "expiresMs") && (typeof message.expiresMs === "object" ? message.expiresMs.low || message.expiresMs.high : message.expiresMs !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.expiresMs);
                    if (message.levels != null && message.levels.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).uint32s(message.levels);
                    if (message.values != null && message.values.length)
                        writer.uint32(/* id 5, wireType 2 =*/42).uint32s(message.values);
                    if (message.wished != null && $Object.hasOwnProperty.call(message, "wished") && message.wished !== false)
                        writer.uint32(/* id 6, wireType 0 =*/48).bool(message.wished);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Packet message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.election.v1.Packet
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.election.v1.Packet & potluck.election.v1.Packet.$Shape} Packet
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Packet.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.election.v1.Packet();
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
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.electionId = value;
                                else
                                    delete message.electionId;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.expiresMs = value;
                                else
                                    delete message.expiresMs;
                                continue;
                            }
                        case 4: {
                                if (wireType === 2) {
                                    if (!(message.levels && message.levels.length))
                                        message.levels = [];
                                    reader.uint32s(message.levels);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.levels && message.levels.length))
                                    message.levels = [];
                                message.levels.push(reader.uint32());
                                continue;
                            }
                        case 5: {
                                if (wireType === 2) {
                                    if (!(message.values && message.values.length))
                                        message.values = [];
                                    reader.uint32s(message.values);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.values && message.values.length))
                                    message.values = [];
                                message.values.push(reader.uint32());
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.wished = value;
                                else
                                    delete message.wished;
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
                 * Creates a Packet message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.election.v1.Packet
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.election.v1.Packet} Packet
                 */
                Packet.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.election.v1.Packet)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.election.v1.Packet: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.election.v1.Packet();
                    if (object.kind != null)
                        if (typeof object.kind !== "string" || object.kind.length)
                            message.kind = $String(object.kind);
                    if (object.electionId != null)
                        if (object.electionId.length)
                            if (typeof object.electionId === "string")
                                $util.base64.decode(object.electionId, message.electionId = $util.newBuffer($util.base64.length(object.electionId)), 0);
                            else if (object.electionId.length >= 0)
                                message.electionId = object.electionId;
                    if (object.expiresMs != null)
                        if (typeof object.expiresMs === "object" ? object.expiresMs.low || object.expiresMs.high : $Number(object.expiresMs) !== 0)
                            if ($util.Long)
                                message.expiresMs = $util.Long.fromValue(object.expiresMs, true);
                            else if (typeof object.expiresMs === "string")
                                message.expiresMs = $parseInt(object.expiresMs, 10);
                            else if (typeof object.expiresMs === "number")
                                message.expiresMs = object.expiresMs;
                            else if (typeof object.expiresMs === "object")
                                message.expiresMs = new $util.LongBits(object.expiresMs.low >>> 0, object.expiresMs.high >>> 0).toNumber(true);
                    if (object.levels) {
                        if (!$Array.isArray(object.levels))
                            throw $TypeError(".potluck.election.v1.Packet.levels: array expected");
                        message.levels = $Array(object.levels.length);
                        for (let i = 0; i < object.levels.length; ++i)
                            message.levels[i] = object.levels[i] >>> 0;
                    }
                    if (object.values) {
                        if (!$Array.isArray(object.values))
                            throw $TypeError(".potluck.election.v1.Packet.values: array expected");
                        message.values = $Array(object.values.length);
                        for (let i = 0; i < object.values.length; ++i)
                            message.values[i] = object.values[i] >>> 0;
                    }
                    if (object.wished != null)
                        if (object.wished)
                            message.wished = $Boolean(object.wished);
                    return message;
                };

                /**
                 * Creates a plain object from a Packet message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.election.v1.Packet
                 * @static
                 * @param {potluck.election.v1.Packet} message Packet
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Packet.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults) {
                        object.levels = [];
                        object.values = [];
                    }
                    if (options.defaults) {
                        object.kind = "";
                        if (options.bytes === $String)
                            object.electionId = "";
                        else {
                            object.electionId = [];
                            if (options.bytes !== $Array)
                                object.electionId = $util.newBuffer(object.electionId);
                        }
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.expiresMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.expiresMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        object.wished = false;
                    }
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind"))
                        object.kind = message.kind;
                    if (message.electionId != null && $Object.hasOwnProperty.call(message, "electionId"))
                        object.electionId = options.bytes === $String ? $util.base64.encode(message.electionId, 0, message.electionId.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.electionId) : message.electionId;
                    if (message.expiresMs != null && $Object.hasOwnProperty.call(message, "expiresMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.expiresMs = typeof message.expiresMs === "number" ? $BigInt(message.expiresMs) : $util.Long.fromBits(message.expiresMs.low >>> 0, message.expiresMs.high >>> 0, true).toBigInt();
                        else if (typeof message.expiresMs === "number")
                            object.expiresMs = options.longs === $String ? $String(message.expiresMs) : message.expiresMs;
                        else
                            object.expiresMs = options.longs === $String ? $util.Long.prototype.toString.call(message.expiresMs) : options.longs === $Number ? new $util.LongBits(message.expiresMs.low >>> 0, message.expiresMs.high >>> 0).toNumber(true) : message.expiresMs;
                    if (message.levels && message.levels.length) {
                        object.levels = $Array(message.levels.length);
                        for (let j = 0; j < message.levels.length; ++j)
                            object.levels[j] = message.levels[j];
                    }
                    if (message.values && message.values.length) {
                        object.values = $Array(message.values.length);
                        for (let j = 0; j < message.values.length; ++j)
                            object.values[j] = message.values[j];
                    }
                    if (message.wished != null && $Object.hasOwnProperty.call(message, "wished"))
                        object.wished = message.wished;
                    return object;
                };

                /**
                 * Converts this Packet to JSON.
                 * @function toJSON
                 * @memberof potluck.election.v1.Packet
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Packet.prototype.toJSON = function() {
                    return Packet.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Packet;
            })();

            v1.Result = (function() {

                /**
                 * Properties of a Result.
                 * @typedef {Object} potluck.election.v1.Result.$Properties
                 * @property {string|null} [kind] Result kind
                 * @property {Uint8Array|null} [electionId] Result electionId
                 * @property {Array.<number>|null} [levels] Result levels
                 * @property {Array.<number>|null} [values] Result values
                 * @property {Uint8Array|null} [backup] Result backup
                 * @property {number|null} [electedMs] Result electedMs
                 * @property {number|null} [untilMs] Result untilMs
                 * @property {boolean|null} [wished] Result wished
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Result.
                 * @memberof potluck.election.v1
                 * @interface IResult
                 * @augments potluck.election.v1.Result.$Properties
                 * @deprecated Use potluck.election.v1.Result.$Properties instead.
                 */

                /**
                 * Shape of a Result.
                 * @typedef {potluck.election.v1.Result.$Properties} potluck.election.v1.Result.$Shape
                 */

                /**
                 * Constructs a new Result.
                 * @memberof potluck.election.v1
                 * @classdesc Represents a Result.
                 * @constructor
                 * @param {potluck.election.v1.Result.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Result = function (properties) {
                    this.levels = [];
                    this.values = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Result kind.
                 * @member {string} kind
                 * @memberof potluck.election.v1.Result
                 * @instance
                 */
                Result.prototype.kind = "";

                /**
                 * Result electionId.
                 * @member {Uint8Array} electionId
                 * @memberof potluck.election.v1.Result
                 * @instance
                 */
                Result.prototype.electionId = $util.newBuffer([]);

                /**
                 * Result levels.
                 * @member {Array.<number>} levels
                 * @memberof potluck.election.v1.Result
                 * @instance
                 */
                Result.prototype.levels = $util.emptyArray;

                /**
                 * Result values.
                 * @member {Array.<number>} values
                 * @memberof potluck.election.v1.Result
                 * @instance
                 */
                Result.prototype.values = $util.emptyArray;

                /**
                 * Result backup.
                 * @member {Uint8Array} backup
                 * @memberof potluck.election.v1.Result
                 * @instance
                 */
                Result.prototype.backup = $util.newBuffer([]);

                /**
                 * Result electedMs.
                 * @member {number} electedMs
                 * @memberof potluck.election.v1.Result
                 * @instance
                 */
                Result.prototype.electedMs = 0;

                /**
                 * Result untilMs.
                 * @member {number} untilMs
                 * @memberof potluck.election.v1.Result
                 * @instance
                 */
                Result.prototype.untilMs = 0;

                /**
                 * Result wished.
                 * @member {boolean} wished
                 * @memberof potluck.election.v1.Result
                 * @instance
                 */
                Result.prototype.wished = false;

                /**
                 * Creates a new Result instance using the specified properties.
                 * @function create
                 * @memberof potluck.election.v1.Result
                 * @static
                 * @param {potluck.election.v1.Result.$Properties=} [properties] Properties to set
                 * @returns {potluck.election.v1.Result} Result instance
                 * @type {{
                 *   (properties: potluck.election.v1.Result.$Shape): potluck.election.v1.Result & potluck.election.v1.Result.$Shape;
                 *   (properties?: potluck.election.v1.Result.$Properties): potluck.election.v1.Result;
                 * }}
                 */
                Result.create = function(properties) {
                    return new Result(properties);
                };

                /**
                 * Encodes the specified Result message. Does not implicitly {@link potluck.election.v1.Result.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.election.v1.Result
                 * @static
                 * @param {potluck.election.v1.Result.$Properties} message Result message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Result.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.kind);
                    if (message.electionId != null && $Object.hasOwnProperty.call(message, "electionId") && message.electionId.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.electionId);
                    if (message.levels != null && message.levels.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).uint32s(message.levels);
                    if (message.values != null && message.values.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).uint32s(message.values);
                    if (message.backup != null && $Object.hasOwnProperty.call(message, "backup") && message.backup.length)
                        writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.backup);
                    if (message.electedMs != null && $Object.hasOwnProperty.call(message, "electedMs") && (typeof message.electedMs === "object" ? message.electedMs.low || message.electedMs.high : message.electedMs !== 0))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.electedMs);
                    if (message.untilMs != null && $Object.hasOwnProperty.call(message, "untilMs") && (typeof message.untilMs === "object" ? message.untilMs.low || message.untilMs.high : message.untilMs !== 0))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.untilMs);
                    if (message.wished != null && $Object.hasOwnProperty.call(message, "wished") && message.wished !== false)
                        writer.uint32(/* id 8, wireType 0 =*/64).bool(message.wished);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Result message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.election.v1.Result
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.election.v1.Result & potluck.election.v1.Result.$Shape} Result
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Result.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.election.v1.Result();
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
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.electionId = value;
                                else
                                    delete message.electionId;
                                continue;
                            }
                        case 3: {
                                if (wireType === 2) {
                                    if (!(message.levels && message.levels.length))
                                        message.levels = [];
                                    reader.uint32s(message.levels);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.levels && message.levels.length))
                                    message.levels = [];
                                message.levels.push(reader.uint32());
                                continue;
                            }
                        case 4: {
                                if (wireType === 2) {
                                    if (!(message.values && message.values.length))
                                        message.values = [];
                                    reader.uint32s(message.values);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.values && message.values.length))
                                    message.values = [];
                                message.values.push(reader.uint32());
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.backup = value;
                                else
                                    delete message.backup;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.electedMs = value;
                                else
                                    delete message.electedMs;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.untilMs = value;
                                else
                                    delete message.untilMs;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.wished = value;
                                else
                                    delete message.wished;
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
                 * Creates a Result message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.election.v1.Result
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.election.v1.Result} Result
                 */
                Result.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.election.v1.Result)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.election.v1.Result: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.election.v1.Result();
                    if (object.kind != null)
                        if (typeof object.kind !== "string" || object.kind.length)
                            message.kind = $String(object.kind);
                    if (object.electionId != null)
                        if (object.electionId.length)
                            if (typeof object.electionId === "string")
                                $util.base64.decode(object.electionId, message.electionId = $util.newBuffer($util.base64.length(object.electionId)), 0);
                            else if (object.electionId.length >= 0)
                                message.electionId = object.electionId;
                    if (object.levels) {
                        if (!$Array.isArray(object.levels))
                            throw $TypeError(".potluck.election.v1.Result.levels: array expected");
                        message.levels = $Array(object.levels.length);
                        for (let i = 0; i < object.levels.length; ++i)
                            message.levels[i] = object.levels[i] >>> 0;
                    }
                    if (object.values) {
                        if (!$Array.isArray(object.values))
                            throw $TypeError(".potluck.election.v1.Result.values: array expected");
                        message.values = $Array(object.values.length);
                        for (let i = 0; i < object.values.length; ++i)
                            message.values[i] = object.values[i] >>> 0;
                    }
                    if (object.backup != null)
                        if (object.backup.length)
                            if (typeof object.backup === "string")
                                $util.base64.decode(object.backup, message.backup = $util.newBuffer($util.base64.length(object.backup)), 0);
                            else if (object.backup.length >= 0)
                                message.backup = object.backup;
                    if (object.electedMs != null)
                        if (typeof object.electedMs === "object" ? object.electedMs.low || object.electedMs.high : $Number(object.electedMs) !== 0)
                            if ($util.Long)
                                message.electedMs = $util.Long.fromValue(object.electedMs, true);
                            else if (typeof object.electedMs === "string")
                                message.electedMs = $parseInt(object.electedMs, 10);
                            else if (typeof object.electedMs === "number")
                                message.electedMs = object.electedMs;
                            else if (typeof object.electedMs === "object")
                                message.electedMs = new $util.LongBits(object.electedMs.low >>> 0, object.electedMs.high >>> 0).toNumber(true);
                    if (object.untilMs != null)
                        if (typeof object.untilMs === "object" ? object.untilMs.low || object.untilMs.high : $Number(object.untilMs) !== 0)
                            if ($util.Long)
                                message.untilMs = $util.Long.fromValue(object.untilMs, true);
                            else if (typeof object.untilMs === "string")
                                message.untilMs = $parseInt(object.untilMs, 10);
                            else if (typeof object.untilMs === "number")
                                message.untilMs = object.untilMs;
                            else if (typeof object.untilMs === "object")
                                message.untilMs = new $util.LongBits(object.untilMs.low >>> 0, object.untilMs.high >>> 0).toNumber(true);
                    if (object.wished != null)
                        if (object.wished)
                            message.wished = $Boolean(object.wished);
                    return message;
                };

                /**
                 * Creates a plain object from a Result message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.election.v1.Result
                 * @static
                 * @param {potluck.election.v1.Result} message Result
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Result.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults) {
                        object.levels = [];
                        object.values = [];
                    }
                    if (options.defaults) {
                        object.kind = "";
                        if (options.bytes === $String)
                            object.electionId = "";
                        else {
                            object.electionId = [];
                            if (options.bytes !== $Array)
                                object.electionId = $util.newBuffer(object.electionId);
                        }
                        if (options.bytes === $String)
                            object.backup = "";
                        else {
                            object.backup = [];
                            if (options.bytes !== $Array)
                                object.backup = $util.newBuffer(object.backup);
                        }
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.electedMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.electedMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.untilMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.untilMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        object.wished = false;
                    }
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind"))
                        object.kind = message.kind;
                    if (message.electionId != null && $Object.hasOwnProperty.call(message, "electionId"))
                        object.electionId = options.bytes === $String ? $util.base64.encode(message.electionId, 0, message.electionId.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.electionId) : message.electionId;
                    if (message.levels && message.levels.length) {
                        object.levels = $Array(message.levels.length);
                        for (let j = 0; j < message.levels.length; ++j)
                            object.levels[j] = message.levels[j];
                    }
                    if (message.values && message.values.length) {
                        object.values = $Array(message.values.length);
                        for (let j = 0; j < message.values.length; ++j)
                            object.values[j] = message.values[j];
                    }
                    if (message.backup != null && $Object.hasOwnProperty.call(message, "backup"))
                        object.backup = options.bytes === $String ? $util.base64.encode(message.backup, 0, message.backup.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.backup) : message.backup;
                    if (message.electedMs != null && $Object.hasOwnProperty.call(message, "electedMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.electedMs = typeof message.electedMs === "number" ? $BigInt(message.electedMs) : $util.Long.fromBits(message.electedMs.low >>> 0, message.electedMs.high >>> 0, true).toBigInt();
                        else if (typeof message.electedMs === "number")
                            object.electedMs = options.longs === $String ? $String(message.electedMs) : message.electedMs;
                        else
                            object.electedMs = options.longs === $String ? $util.Long.prototype.toString.call(message.electedMs) : options.longs === $Number ? new $util.LongBits(message.electedMs.low >>> 0, message.electedMs.high >>> 0).toNumber(true) : message.electedMs;
                    if (message.untilMs != null && $Object.hasOwnProperty.call(message, "untilMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.untilMs = typeof message.untilMs === "number" ? $BigInt(message.untilMs) : $util.Long.fromBits(message.untilMs.low >>> 0, message.untilMs.high >>> 0, true).toBigInt();
                        else if (typeof message.untilMs === "number")
                            object.untilMs = options.longs === $String ? $String(message.untilMs) : message.untilMs;
                        else
                            object.untilMs = options.longs === $String ? $util.Long.prototype.toString.call(message.untilMs) : options.longs === $Number ? new $util.LongBits(message.untilMs.low >>> 0, message.untilMs.high >>> 0).toNumber(true) : message.untilMs;
                    if (message.wished != null && $Object.hasOwnProperty.call(message, "wished"))
                        object.wished = message.wished;
                    return object;
                };

                /**
                 * Converts this Result to JSON.
                 * @function toJSON
                 * @memberof potluck.election.v1.Result
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Result.prototype.toJSON = function() {
                    return Result.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Result;
            })();

            return v1;
        })();

        return election;
    })();

    return potluck;
})();

export {
  $root as default
};
