/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Exact up to 2^53
const $toNumber = (value) => (typeof value === 'number' ? value : value.toNumber());

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $Number = $util.global.Number, $String = $util.global.String, $Array = $util.global.Array, $parseInt = $util.global.parseInt, $BigInt = $util.global.BigInt;

// Exported root namespace
const $root = $protobuf.roots["need"] || ($protobuf.roots["need"] = {});

export const potluck = $root.potluck = (() => {

    /**
     * Namespace potluck.
     * @exports potluck
     * @namespace
     */
    const potluck = {};

    potluck.need = (function() {

        /**
         * Namespace need.
         * @memberof potluck
         * @namespace
         */
        const need = {};

        need.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof potluck.need
             * @namespace
             */
            const v1 = {};

            v1.Have = (function() {

                /**
                 * Properties of a Have.
                 * @typedef {Object} potluck.need.v1.Have.$Properties
                 * @property {Uint8Array|null} [needId] Have needId
                 * @property {number|null} [id] Have id
                 * @property {number|null} [type] Have type
                 * @property {string|null} [alias] Have alias
                 * @property {Uint8Array|null} [digest] Have digest
                 * @property {Uint8Array|null} [location] Have location
                 * @property {potluck.need.v1.Downloading.$Properties|null} [downloading] Have downloading
                 * @property {string|null} [version] Have version
                 * @property {Array.<potluck.need.v1.Pair.$Properties>|null} [pairs] Have pairs
                 * @property {number|null} [asOfMs] Have asOfMs
                 * @property {Array.<Uint8Array>|null} [more] Have more
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Have.
                 * @memberof potluck.need.v1
                 * @interface IHave
                 * @augments potluck.need.v1.Have.$Properties
                 * @deprecated Use potluck.need.v1.Have.$Properties instead.
                 */

                /**
                 * Shape of a Have.
                 * @typedef {potluck.need.v1.Have.$Properties} potluck.need.v1.Have.$Shape
                 */

                /**
                 * Constructs a new Have.
                 * @memberof potluck.need.v1
                 * @classdesc Represents a Have.
                 * @constructor
                 * @param {potluck.need.v1.Have.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Have = function (properties) {
                    this.pairs = [];
                    this.more = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Have needId.
                 * @member {Uint8Array} needId
                 * @memberof potluck.need.v1.Have
                 * @instance
                 */
                Have.prototype.needId = $util.newBuffer([]);

                /**
                 * Have id.
                 * @member {number} id
                 * @memberof potluck.need.v1.Have
                 * @instance
                 */
                Have.prototype.id = 0;

                /**
                 * Have type.
                 * @member {number} type
                 * @memberof potluck.need.v1.Have
                 * @instance
                 */
                Have.prototype.type = 0;

                /**
                 * Have alias.
                 * @member {string} alias
                 * @memberof potluck.need.v1.Have
                 * @instance
                 */
                Have.prototype.alias = "";

                /**
                 * Have digest.
                 * @member {Uint8Array} digest
                 * @memberof potluck.need.v1.Have
                 * @instance
                 */
                Have.prototype.digest = $util.newBuffer([]);

                /**
                 * Have location.
                 * @member {Uint8Array} location
                 * @memberof potluck.need.v1.Have
                 * @instance
                 */
                Have.prototype.location = $util.newBuffer([]);

                /**
                 * Have downloading.
                 * @member {potluck.need.v1.Downloading.$Properties|null|undefined} downloading
                 * @memberof potluck.need.v1.Have
                 * @instance
                 */
                Have.prototype.downloading = null;

                /**
                 * Have version.
                 * @member {string} version
                 * @memberof potluck.need.v1.Have
                 * @instance
                 */
                Have.prototype.version = "";

                /**
                 * Have pairs.
                 * @member {Array.<potluck.need.v1.Pair.$Properties>} pairs
                 * @memberof potluck.need.v1.Have
                 * @instance
                 */
                Have.prototype.pairs = $util.emptyArray;

                /**
                 * Have asOfMs.
                 * @member {number} asOfMs
                 * @memberof potluck.need.v1.Have
                 * @instance
                 */
                Have.prototype.asOfMs = 0;

                /**
                 * Have more.
                 * @member {Array.<Uint8Array>} more
                 * @memberof potluck.need.v1.Have
                 * @instance
                 */
                Have.prototype.more = $util.emptyArray;

                /**
                 * Creates a new Have instance using the specified properties.
                 * @function create
                 * @memberof potluck.need.v1.Have
                 * @static
                 * @param {potluck.need.v1.Have.$Properties=} [properties] Properties to set
                 * @returns {potluck.need.v1.Have} Have instance
                 * @type {{
                 *   (properties: potluck.need.v1.Have.$Shape): potluck.need.v1.Have & potluck.need.v1.Have.$Shape;
                 *   (properties?: potluck.need.v1.Have.$Properties): potluck.need.v1.Have;
                 * }}
                 */
                Have.create = function(properties) {
                    return new Have(properties);
                };

                /**
                 * Encodes the specified Have message. Does not implicitly {@link potluck.need.v1.Have.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.need.v1.Have
                 * @static
                 * @param {potluck.need.v1.Have.$Properties} message Have message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Have.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.needId != null && $Object.hasOwnProperty.call(message, "needId") && message.needId.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.needId);
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.id);
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.type);
                    if (message.alias != null && $Object.hasOwnProperty.call(message, "alias") && message.alias !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.alias);
                    if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest.length)
                        writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.digest);
                    if (message.location != null && $Object.hasOwnProperty.call(message, "location") && message.location.length)
                        writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.location);
                    if (message.downloading != null && $Object.hasOwnProperty.call(message, "downloading"))
                        $root.potluck.need.v1.Downloading.encode(message.downloading, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.version);
                    if (message.pairs != null && message.pairs.length)
                        for (let i = 0; i < message.pairs.length; ++i)
                            $root.potluck.need.v1.Pair.encode(message.pairs[i], writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                    if (message.asOfMs != null && $Object.hasOwnProperty.call(message, "asOfMs") && (typeof message.asOfMs === "object" ? message.asOfMs.low || message.asOfMs.high : message.asOfMs !== 0))
                        writer.uint32(/* id 10, wireType 0 =*/80).uint64(message.asOfMs);
                    if (message.more != null && message.more.length)
                        for (let i = 0; i < message.more.length; ++i)
                            writer.uint32(/* id 11, wireType 2 =*/90).bytes(message.more[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Have message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.need.v1.Have
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.need.v1.Have & potluck.need.v1.Have.$Shape} Have
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Have.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.need.v1.Have();
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
                                    message.needId = value;
                                else
                                    delete message.needId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.type = value;
                                else
                                    delete message.type;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.alias = value;
                                else
                                    delete message.alias;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.digest = value;
                                else
                                    delete message.digest;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.location = value;
                                else
                                    delete message.location;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.downloading = $root.potluck.need.v1.Downloading.decode(reader, reader.size(), $undefined, _depth + 1, message.downloading);
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.version = value;
                                else
                                    delete message.version;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.pairs && message.pairs.length))
                                    message.pairs = [];
                                message.pairs.push($root.potluck.need.v1.Pair.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.asOfMs = value;
                                else
                                    delete message.asOfMs;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.more && message.more.length))
                                    message.more = [];
                                message.more.push(reader.bytes());
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
                 * Creates a Have message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.need.v1.Have
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.need.v1.Have} Have
                 */
                Have.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.need.v1.Have)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.need.v1.Have: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.need.v1.Have();
                    if (object.needId != null)
                        if (object.needId.length)
                            if (typeof object.needId === "string")
                                $util.base64.decode(object.needId, message.needId = $util.newBuffer($util.base64.length(object.needId)), 0);
                            else if (object.needId.length >= 0)
                                message.needId = object.needId;
                    if (object.id != null)
                        if ($Number(object.id) !== 0)
                            message.id = object.id >>> 0;
                    if (object.type != null)
                        if ($Number(object.type) !== 0)
                            message.type = object.type >>> 0;
                    if (object.alias != null)
                        if (typeof object.alias !== "string" || object.alias.length)
                            message.alias = $String(object.alias);
                    if (object.digest != null)
                        if (object.digest.length)
                            if (typeof object.digest === "string")
                                $util.base64.decode(object.digest, message.digest = $util.newBuffer($util.base64.length(object.digest)), 0);
                            else if (object.digest.length >= 0)
                                message.digest = object.digest;
                    if (object.location != null)
                        if (object.location.length)
                            if (typeof object.location === "string")
                                $util.base64.decode(object.location, message.location = $util.newBuffer($util.base64.length(object.location)), 0);
                            else if (object.location.length >= 0)
                                message.location = object.location;
                    if (object.downloading != null) {
                        if (!$util.isObject(object.downloading))
                            throw $TypeError(".potluck.need.v1.Have.downloading: object expected");
                        message.downloading = $root.potluck.need.v1.Downloading.fromObject(object.downloading, _depth + 1);
                    }
                    if (object.version != null)
                        if (typeof object.version !== "string" || object.version.length)
                            message.version = $String(object.version);
                    if (object.pairs) {
                        if (!$Array.isArray(object.pairs))
                            throw $TypeError(".potluck.need.v1.Have.pairs: array expected");
                        message.pairs = $Array(object.pairs.length);
                        for (let i = 0; i < object.pairs.length; ++i) {
                            if (!$util.isObject(object.pairs[i]))
                                throw $TypeError(".potluck.need.v1.Have.pairs: object expected");
                            message.pairs[i] = $root.potluck.need.v1.Pair.fromObject(object.pairs[i], _depth + 1);
                        }
                    }
                    if (object.asOfMs != null)
                        if (typeof object.asOfMs === "object" ? object.asOfMs.low || object.asOfMs.high : $Number(object.asOfMs) !== 0)
                            if ($util.Long)
                                message.asOfMs = $util.Long.fromValue(object.asOfMs, true);
                            else if (typeof object.asOfMs === "string")
                                message.asOfMs = $parseInt(object.asOfMs, 10);
                            else if (typeof object.asOfMs === "number")
                                message.asOfMs = object.asOfMs;
                            else if (typeof object.asOfMs === "object")
                                message.asOfMs = new $util.LongBits(object.asOfMs.low >>> 0, object.asOfMs.high >>> 0).toNumber(true);
                    if (object.more) {
                        if (!$Array.isArray(object.more))
                            throw $TypeError(".potluck.need.v1.Have.more: array expected");
                        message.more = $Array(object.more.length);
                        for (let i = 0; i < object.more.length; ++i)
                            if (typeof object.more[i] === "string")
                                $util.base64.decode(object.more[i], message.more[i] = $util.newBuffer($util.base64.length(object.more[i])), 0);
                            else if (object.more[i].length >= 0)
                                message.more[i] = object.more[i];
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a Have message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.need.v1.Have
                 * @static
                 * @param {potluck.need.v1.Have} message Have
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Have.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults) {
                        object.pairs = [];
                        object.more = [];
                    }
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.needId = "";
                        else {
                            object.needId = [];
                            if (options.bytes !== $Array)
                                object.needId = $util.newBuffer(object.needId);
                        }
                        object.id = 0;
                        object.type = 0;
                        object.alias = "";
                        if (options.bytes === $String)
                            object.digest = "";
                        else {
                            object.digest = [];
                            if (options.bytes !== $Array)
                                object.digest = $util.newBuffer(object.digest);
                        }
                        if (options.bytes === $String)
                            object.location = "";
                        else {
                            object.location = [];
                            if (options.bytes !== $Array)
                                object.location = $util.newBuffer(object.location);
                        }
                        object.downloading = null;
                        object.version = "";
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.asOfMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.asOfMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    }
                    if (message.needId != null && $Object.hasOwnProperty.call(message, "needId"))
                        object.needId = options.bytes === $String ? $util.base64.encode(message.needId, 0, message.needId.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.needId) : message.needId;
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                        object.id = message.id;
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                        object.type = message.type;
                    if (message.alias != null && $Object.hasOwnProperty.call(message, "alias"))
                        object.alias = message.alias;
                    if (message.digest != null && $Object.hasOwnProperty.call(message, "digest"))
                        object.digest = options.bytes === $String ? $util.base64.encode(message.digest, 0, message.digest.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.digest) : message.digest;
                    if (message.location != null && $Object.hasOwnProperty.call(message, "location"))
                        object.location = options.bytes === $String ? $util.base64.encode(message.location, 0, message.location.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.location) : message.location;
                    if (message.downloading != null && $Object.hasOwnProperty.call(message, "downloading"))
                        object.downloading = $root.potluck.need.v1.Downloading.toObject(message.downloading, options, _depth + 1);
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                        object.version = message.version;
                    if (message.pairs && message.pairs.length) {
                        object.pairs = $Array(message.pairs.length);
                        for (let j = 0; j < message.pairs.length; ++j)
                            object.pairs[j] = $root.potluck.need.v1.Pair.toObject(message.pairs[j], options, _depth + 1);
                    }
                    if (message.asOfMs != null && $Object.hasOwnProperty.call(message, "asOfMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.asOfMs = typeof message.asOfMs === "number" ? $BigInt(message.asOfMs) : $util.Long.fromBits(message.asOfMs.low >>> 0, message.asOfMs.high >>> 0, true).toBigInt();
                        else if (typeof message.asOfMs === "number")
                            object.asOfMs = options.longs === $String ? $String(message.asOfMs) : message.asOfMs;
                        else
                            object.asOfMs = options.longs === $String ? $util.Long.prototype.toString.call(message.asOfMs) : options.longs === $Number ? new $util.LongBits(message.asOfMs.low >>> 0, message.asOfMs.high >>> 0).toNumber(true) : message.asOfMs;
                    if (message.more && message.more.length) {
                        object.more = $Array(message.more.length);
                        for (let j = 0; j < message.more.length; ++j)
                            object.more[j] = options.bytes === $String ? $util.base64.encode(message.more[j], 0, message.more[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.more[j]) : message.more[j];
                    }
                    return object;
                };

                /**
                 * Converts this Have to JSON.
                 * @function toJSON
                 * @memberof potluck.need.v1.Have
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Have.prototype.toJSON = function() {
                    return Have.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Have;
            })();

            v1.Downloading = (function() {

                /**
                 * Properties of a Downloading.
                 * @typedef {Object} potluck.need.v1.Downloading.$Properties
                 * @property {Uint8Array|null} [transferId] Downloading transferId
                 * @property {number|null} [verifiedBytes] Downloading verifiedBytes
                 * @property {number|null} [expectedBytes] Downloading expectedBytes
                 * @property {number|null} [bytesBefore] Downloading bytesBefore
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Downloading.
                 * @memberof potluck.need.v1
                 * @interface IDownloading
                 * @augments potluck.need.v1.Downloading.$Properties
                 * @deprecated Use potluck.need.v1.Downloading.$Properties instead.
                 */

                /**
                 * Shape of a Downloading.
                 * @typedef {potluck.need.v1.Downloading.$Properties} potluck.need.v1.Downloading.$Shape
                 */

                /**
                 * Constructs a new Downloading.
                 * @memberof potluck.need.v1
                 * @classdesc Represents a Downloading.
                 * @constructor
                 * @param {potluck.need.v1.Downloading.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Downloading = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Downloading transferId.
                 * @member {Uint8Array} transferId
                 * @memberof potluck.need.v1.Downloading
                 * @instance
                 */
                Downloading.prototype.transferId = $util.newBuffer([]);

                /**
                 * Downloading verifiedBytes.
                 * @member {number} verifiedBytes
                 * @memberof potluck.need.v1.Downloading
                 * @instance
                 */
                Downloading.prototype.verifiedBytes = 0;

                /**
                 * Downloading expectedBytes.
                 * @member {number|null|undefined} expectedBytes
                 * @memberof potluck.need.v1.Downloading
                 * @instance
                 */
                Downloading.prototype.expectedBytes = null;

                /**
                 * Downloading bytesBefore.
                 * @member {number} bytesBefore
                 * @memberof potluck.need.v1.Downloading
                 * @instance
                 */
                Downloading.prototype.bytesBefore = 0;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Downloading.prototype, "_expectedBytes", {
                    get: $util.oneOfGetter($oneOfFields = ["expectedBytes"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Creates a new Downloading instance using the specified properties.
                 * @function create
                 * @memberof potluck.need.v1.Downloading
                 * @static
                 * @param {potluck.need.v1.Downloading.$Properties=} [properties] Properties to set
                 * @returns {potluck.need.v1.Downloading} Downloading instance
                 * @type {{
                 *   (properties: potluck.need.v1.Downloading.$Shape): potluck.need.v1.Downloading & potluck.need.v1.Downloading.$Shape;
                 *   (properties?: potluck.need.v1.Downloading.$Properties): potluck.need.v1.Downloading;
                 * }}
                 */
                Downloading.create = function(properties) {
                    return new Downloading(properties);
                };

                /**
                 * Encodes the specified Downloading message. Does not implicitly {@link potluck.need.v1.Downloading.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.need.v1.Downloading
                 * @static
                 * @param {potluck.need.v1.Downloading.$Properties} message Downloading message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Downloading.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.transferId != null && $Object.hasOwnProperty.call(message, "transferId") && message.transferId.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.transferId);
                    if (message.verifiedBytes != null && $Object.hasOwnProperty.call(message, "verifiedBytes") && (typeof message.verifiedBytes === "object" ? message.verifiedBytes.low || message.verifiedBytes.high : message.verifiedBytes !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.verifiedBytes);
                    if (message.expectedBytes != null && $Object.hasOwnProperty.call(message, "expectedBytes"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.expectedBytes);
                    if (message.bytesBefore != null && $Object.hasOwnProperty.call(message, "bytesBefore") && (typeof message.bytesBefore === "object" ? message.bytesBefore.low || message.bytesBefore.high : message.bytesBefore !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.bytesBefore);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Downloading message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.need.v1.Downloading
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.need.v1.Downloading & potluck.need.v1.Downloading.$Shape} Downloading
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Downloading.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.need.v1.Downloading();
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
                                    message.transferId = value;
                                else
                                    delete message.transferId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.verifiedBytes = value;
                                else
                                    delete message.verifiedBytes;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                message.expectedBytes = $toNumber(reader.uint64());
                                message._expectedBytes = "expectedBytes";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.bytesBefore = value;
                                else
                                    delete message.bytesBefore;
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
                 * Creates a Downloading message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.need.v1.Downloading
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.need.v1.Downloading} Downloading
                 */
                Downloading.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.need.v1.Downloading)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.need.v1.Downloading: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.need.v1.Downloading();
                    if (object.transferId != null)
                        if (object.transferId.length)
                            if (typeof object.transferId === "string")
                                $util.base64.decode(object.transferId, message.transferId = $util.newBuffer($util.base64.length(object.transferId)), 0);
                            else if (object.transferId.length >= 0)
                                message.transferId = object.transferId;
                    if (object.verifiedBytes != null)
                        if (typeof object.verifiedBytes === "object" ? object.verifiedBytes.low || object.verifiedBytes.high : $Number(object.verifiedBytes) !== 0)
                            if ($util.Long)
                                message.verifiedBytes = $util.Long.fromValue(object.verifiedBytes, true);
                            else if (typeof object.verifiedBytes === "string")
                                message.verifiedBytes = $parseInt(object.verifiedBytes, 10);
                            else if (typeof object.verifiedBytes === "number")
                                message.verifiedBytes = object.verifiedBytes;
                            else if (typeof object.verifiedBytes === "object")
                                message.verifiedBytes = new $util.LongBits(object.verifiedBytes.low >>> 0, object.verifiedBytes.high >>> 0).toNumber(true);
                    if (object.expectedBytes != null)
                        if ($util.Long)
                            message.expectedBytes = $util.Long.fromValue(object.expectedBytes, true);
                        else if (typeof object.expectedBytes === "string")
                            message.expectedBytes = $parseInt(object.expectedBytes, 10);
                        else if (typeof object.expectedBytes === "number")
                            message.expectedBytes = object.expectedBytes;
                        else if (typeof object.expectedBytes === "object")
                            message.expectedBytes = new $util.LongBits(object.expectedBytes.low >>> 0, object.expectedBytes.high >>> 0).toNumber(true);
                    if (object.bytesBefore != null)
                        if (typeof object.bytesBefore === "object" ? object.bytesBefore.low || object.bytesBefore.high : $Number(object.bytesBefore) !== 0)
                            if ($util.Long)
                                message.bytesBefore = $util.Long.fromValue(object.bytesBefore, true);
                            else if (typeof object.bytesBefore === "string")
                                message.bytesBefore = $parseInt(object.bytesBefore, 10);
                            else if (typeof object.bytesBefore === "number")
                                message.bytesBefore = object.bytesBefore;
                            else if (typeof object.bytesBefore === "object")
                                message.bytesBefore = new $util.LongBits(object.bytesBefore.low >>> 0, object.bytesBefore.high >>> 0).toNumber(true);
                    return message;
                };

                /**
                 * Creates a plain object from a Downloading message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.need.v1.Downloading
                 * @static
                 * @param {potluck.need.v1.Downloading} message Downloading
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Downloading.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.transferId = "";
                        else {
                            object.transferId = [];
                            if (options.bytes !== $Array)
                                object.transferId = $util.newBuffer(object.transferId);
                        }
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.verifiedBytes = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.verifiedBytes = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.bytesBefore = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.bytesBefore = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    }
                    if (message.transferId != null && $Object.hasOwnProperty.call(message, "transferId"))
                        object.transferId = options.bytes === $String ? $util.base64.encode(message.transferId, 0, message.transferId.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.transferId) : message.transferId;
                    if (message.verifiedBytes != null && $Object.hasOwnProperty.call(message, "verifiedBytes"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.verifiedBytes = typeof message.verifiedBytes === "number" ? $BigInt(message.verifiedBytes) : $util.Long.fromBits(message.verifiedBytes.low >>> 0, message.verifiedBytes.high >>> 0, true).toBigInt();
                        else if (typeof message.verifiedBytes === "number")
                            object.verifiedBytes = options.longs === $String ? $String(message.verifiedBytes) : message.verifiedBytes;
                        else
                            object.verifiedBytes = options.longs === $String ? $util.Long.prototype.toString.call(message.verifiedBytes) : options.longs === $Number ? new $util.LongBits(message.verifiedBytes.low >>> 0, message.verifiedBytes.high >>> 0).toNumber(true) : message.verifiedBytes;
                    if (message.expectedBytes != null && $Object.hasOwnProperty.call(message, "expectedBytes"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.expectedBytes = typeof message.expectedBytes === "number" ? $BigInt(message.expectedBytes) : $util.Long.fromBits(message.expectedBytes.low >>> 0, message.expectedBytes.high >>> 0, true).toBigInt();
                        else if (typeof message.expectedBytes === "number")
                            object.expectedBytes = options.longs === $String ? $String(message.expectedBytes) : message.expectedBytes;
                        else
                            object.expectedBytes = options.longs === $String ? $util.Long.prototype.toString.call(message.expectedBytes) : options.longs === $Number ? new $util.LongBits(message.expectedBytes.low >>> 0, message.expectedBytes.high >>> 0).toNumber(true) : message.expectedBytes;
                    if (message.bytesBefore != null && $Object.hasOwnProperty.call(message, "bytesBefore"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.bytesBefore = typeof message.bytesBefore === "number" ? $BigInt(message.bytesBefore) : $util.Long.fromBits(message.bytesBefore.low >>> 0, message.bytesBefore.high >>> 0, true).toBigInt();
                        else if (typeof message.bytesBefore === "number")
                            object.bytesBefore = options.longs === $String ? $String(message.bytesBefore) : message.bytesBefore;
                        else
                            object.bytesBefore = options.longs === $String ? $util.Long.prototype.toString.call(message.bytesBefore) : options.longs === $Number ? new $util.LongBits(message.bytesBefore.low >>> 0, message.bytesBefore.high >>> 0).toNumber(true) : message.bytesBefore;
                    return object;
                };

                /**
                 * Converts this Downloading to JSON.
                 * @function toJSON
                 * @memberof potluck.need.v1.Downloading
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Downloading.prototype.toJSON = function() {
                    return Downloading.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Downloading;
            })();

            v1.Pair = (function() {

                /**
                 * Properties of a Pair.
                 * @typedef {Object} potluck.need.v1.Pair.$Properties
                 * @property {string|null} [key] Pair key
                 * @property {string|null} [value] Pair value
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Pair.
                 * @memberof potluck.need.v1
                 * @interface IPair
                 * @augments potluck.need.v1.Pair.$Properties
                 * @deprecated Use potluck.need.v1.Pair.$Properties instead.
                 */

                /**
                 * Shape of a Pair.
                 * @typedef {potluck.need.v1.Pair.$Properties} potluck.need.v1.Pair.$Shape
                 */

                /**
                 * Constructs a new Pair.
                 * @memberof potluck.need.v1
                 * @classdesc Represents a Pair.
                 * @constructor
                 * @param {potluck.need.v1.Pair.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Pair = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Pair key.
                 * @member {string} key
                 * @memberof potluck.need.v1.Pair
                 * @instance
                 */
                Pair.prototype.key = "";

                /**
                 * Pair value.
                 * @member {string} value
                 * @memberof potluck.need.v1.Pair
                 * @instance
                 */
                Pair.prototype.value = "";

                /**
                 * Creates a new Pair instance using the specified properties.
                 * @function create
                 * @memberof potluck.need.v1.Pair
                 * @static
                 * @param {potluck.need.v1.Pair.$Properties=} [properties] Properties to set
                 * @returns {potluck.need.v1.Pair} Pair instance
                 * @type {{
                 *   (properties: potluck.need.v1.Pair.$Shape): potluck.need.v1.Pair & potluck.need.v1.Pair.$Shape;
                 *   (properties?: potluck.need.v1.Pair.$Properties): potluck.need.v1.Pair;
                 * }}
                 */
                Pair.create = function(properties) {
                    return new Pair(properties);
                };

                /**
                 * Encodes the specified Pair message. Does not implicitly {@link potluck.need.v1.Pair.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.need.v1.Pair
                 * @static
                 * @param {potluck.need.v1.Pair.$Properties} message Pair message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Pair.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.key);
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.value);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Pair message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.need.v1.Pair
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.need.v1.Pair & potluck.need.v1.Pair.$Shape} Pair
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Pair.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.need.v1.Pair();
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
                                    message.key = value;
                                else
                                    delete message.key;
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
                 * Creates a Pair message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.need.v1.Pair
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.need.v1.Pair} Pair
                 */
                Pair.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.need.v1.Pair)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.need.v1.Pair: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.need.v1.Pair();
                    if (object.key != null)
                        if (typeof object.key !== "string" || object.key.length)
                            message.key = $String(object.key);
                    if (object.value != null)
                        if (typeof object.value !== "string" || object.value.length)
                            message.value = $String(object.value);
                    return message;
                };

                /**
                 * Creates a plain object from a Pair message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.need.v1.Pair
                 * @static
                 * @param {potluck.need.v1.Pair} message Pair
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Pair.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.key = "";
                        object.value = "";
                    }
                    if (message.key != null && $Object.hasOwnProperty.call(message, "key"))
                        object.key = message.key;
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                        object.value = message.value;
                    return object;
                };

                /**
                 * Converts this Pair to JSON.
                 * @function toJSON
                 * @memberof potluck.need.v1.Pair
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Pair.prototype.toJSON = function() {
                    return Pair.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Pair;
            })();

            return v1;
        })();

        return need;
    })();

    return potluck;
})();

export {
  $root as default
};
