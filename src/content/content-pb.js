/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Exact up to 2^53
const $toNumber = (value) => (typeof value === 'number' ? value : value.toNumber());

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $Number = $util.global.Number, $parseInt = $util.global.parseInt, $String = $util.global.String, $Boolean = $util.global.Boolean, $BigInt = $util.global.BigInt, $Array = $util.global.Array;

// Exported root namespace
const $root = $protobuf.roots["content"] || ($protobuf.roots["content"] = {});

export const potluck = $root.potluck = (() => {

    /**
     * Namespace potluck.
     * @exports potluck
     * @namespace
     */
    const potluck = {};

    potluck.content = (function() {

        /**
         * Namespace content.
         * @memberof potluck
         * @namespace
         */
        const content = {};

        content.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof potluck.content
             * @namespace
             */
            const v1 = {};

            v1.Location = (function() {

                /**
                 * Properties of a Location.
                 * @typedef {Object} potluck.content.v1.Location.$Properties
                 * @property {number|null} [bytes] Location bytes
                 * @property {Uint8Array|null} [leafRoot] Location leafRoot
                 * @property {string|null} [contentType] Location contentType
                 * @property {string|null} [etag] Location etag
                 * @property {string|null} [lastModified] Location lastModified
                 * @property {number|null} [fetchedFromOriginMs] Location fetchedFromOriginMs
                 * @property {string|null} [url] Location url
                 * @property {string|null} [cacheControl] Location cacheControl
                 * @property {string|null} [date] Location date
                 * @property {string|null} [age] Location age
                 * @property {string|null} [expires] Location expires
                 * @property {string|null} [vary] Location vary
                 * @property {string|null} [contentDisposition] Location contentDisposition
                 * @property {string|null} [contentLanguage] Location contentLanguage
                 * @property {boolean|null} [redirected] Location redirected
                 * @property {number|null} [validatedMs] Location validatedMs
                 * @property {string|null} [contentTypeOptions] Location contentTypeOptions
                 * @property {string|null} [resourcePolicy] Location resourcePolicy
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Location.
                 * @memberof potluck.content.v1
                 * @interface ILocation
                 * @augments potluck.content.v1.Location.$Properties
                 * @deprecated Use potluck.content.v1.Location.$Properties instead.
                 */

                /**
                 * Shape of a Location.
                 * @typedef {potluck.content.v1.Location.$Properties} potluck.content.v1.Location.$Shape
                 */

                /**
                 * Constructs a new Location.
                 * @memberof potluck.content.v1
                 * @classdesc Represents a Location.
                 * @constructor
                 * @param {potluck.content.v1.Location.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Location = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Location bytes.
                 * @member {number} bytes
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.bytes = 0;

                /**
                 * Location leafRoot.
                 * @member {Uint8Array} leafRoot
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.leafRoot = $util.newBuffer([]);

                /**
                 * Location contentType.
                 * @member {string} contentType
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.contentType = "";

                /**
                 * Location etag.
                 * @member {string} etag
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.etag = "";

                /**
                 * Location lastModified.
                 * @member {string} lastModified
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.lastModified = "";

                /**
                 * Location fetchedFromOriginMs.
                 * @member {number} fetchedFromOriginMs
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.fetchedFromOriginMs = 0;

                /**
                 * Location url.
                 * @member {string} url
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.url = "";

                /**
                 * Location cacheControl.
                 * @member {string} cacheControl
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.cacheControl = "";

                /**
                 * Location date.
                 * @member {string} date
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.date = "";

                /**
                 * Location age.
                 * @member {string} age
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.age = "";

                /**
                 * Location expires.
                 * @member {string} expires
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.expires = "";

                /**
                 * Location vary.
                 * @member {string} vary
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.vary = "";

                /**
                 * Location contentDisposition.
                 * @member {string} contentDisposition
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.contentDisposition = "";

                /**
                 * Location contentLanguage.
                 * @member {string} contentLanguage
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.contentLanguage = "";

                /**
                 * Location redirected.
                 * @member {boolean} redirected
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.redirected = false;

                /**
                 * Location validatedMs.
                 * @member {number} validatedMs
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.validatedMs = 0;

                /**
                 * Location contentTypeOptions.
                 * @member {string} contentTypeOptions
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.contentTypeOptions = "";

                /**
                 * Location resourcePolicy.
                 * @member {string} resourcePolicy
                 * @memberof potluck.content.v1.Location
                 * @instance
                 */
                Location.prototype.resourcePolicy = "";

                /**
                 * Creates a new Location instance using the specified properties.
                 * @function create
                 * @memberof potluck.content.v1.Location
                 * @static
                 * @param {potluck.content.v1.Location.$Properties=} [properties] Properties to set
                 * @returns {potluck.content.v1.Location} Location instance
                 * @type {{
                 *   (properties: potluck.content.v1.Location.$Shape): potluck.content.v1.Location & potluck.content.v1.Location.$Shape;
                 *   (properties?: potluck.content.v1.Location.$Properties): potluck.content.v1.Location;
                 * }}
                 */
                Location.create = function(properties) {
                    return new Location(properties);
                };

                /**
                 * Encodes the specified Location message. Does not implicitly {@link potluck.content.v1.Location.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.content.v1.Location
                 * @static
                 * @param {potluck.content.v1.Location.$Properties} message Location message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Location.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.bytes);
                    if (message.leafRoot != null && $Object.hasOwnProperty.call(message, "leafRoot") && message.leafRoot.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.leafRoot);
                    if (message.contentType != null && $Object.hasOwnProperty.call(message, "contentType") && message.contentType !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.contentType);
                    if (message.etag != null && $Object.hasOwnProperty.call(message, "etag") && message.etag !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.etag);
                    if (message.lastModified != null && $Object.hasOwnProperty.call(message, "lastModified") && message.lastModified !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.lastModified);
                    if (message.fetchedFromOriginMs != null && $Object.hasOwnProperty.call(message, "fetchedFromOriginMs") && (typeof message.fetchedFromOriginMs === "object" ? message.fetchedFromOriginMs.low || message.fetchedFromOriginMs.high : message.fetchedFromOriginMs !== 0))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.fetchedFromOriginMs);
                    if (message.url != null && $Object.hasOwnProperty.call(message, "url") && message.url !== "")
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.url);
                    if (message.cacheControl != null && $Object.hasOwnProperty.call(message, "cacheControl") && message.cacheControl !== "")
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.cacheControl);
                    if (message.date != null && $Object.hasOwnProperty.call(message, "date") && message.date !== "")
                        writer.uint32(/* id 9, wireType 2 =*/74).string(message.date);
                    if (message.age != null && $Object.hasOwnProperty.call(message, "age") && message.age !== "")
                        writer.uint32(/* id 10, wireType 2 =*/82).string(message.age);
                    if (message.expires != null && $Object.hasOwnProperty.call(message, "expires") && message.expires !== "")
                        writer.uint32(/* id 11, wireType 2 =*/90).string(message.expires);
                    if (message.vary != null && $Object.hasOwnProperty.call(message, "vary") && message.vary !== "")
                        writer.uint32(/* id 12, wireType 2 =*/98).string(message.vary);
                    if (message.contentDisposition != null && $Object.hasOwnProperty.call(message, "contentDisposition") && message.contentDisposition !== "")
                        writer.uint32(/* id 13, wireType 2 =*/106).string(message.contentDisposition);
                    if (message.contentLanguage != null && $Object.hasOwnProperty.call(message, "contentLanguage") && message.contentLanguage !== "")
                        writer.uint32(/* id 14, wireType 2 =*/114).string(message.contentLanguage);
                    if (message.redirected != null && $Object.hasOwnProperty.call(message, "redirected") && message.redirected !== false)
                        writer.uint32(/* id 15, wireType 0 =*/120).bool(message.redirected);
                    if (message.validatedMs != null && $Object.hasOwnProperty.call(message, "validatedMs") && (typeof message.validatedMs === "object" ? message.validatedMs.low || message.validatedMs.high : message.validatedMs !== 0))
                        writer.uint32(/* id 16, wireType 0 =*/128).uint64(message.validatedMs);
                    if (message.contentTypeOptions != null && $Object.hasOwnProperty.call(message, "contentTypeOptions") && message.contentTypeOptions !== "")
                        writer.uint32(/* id 17, wireType 2 =*/138).string(message.contentTypeOptions);
                    if (message.resourcePolicy != null && $Object.hasOwnProperty.call(message, "resourcePolicy") && message.resourcePolicy !== "")
                        writer.uint32(/* id 18, wireType 2 =*/146).string(message.resourcePolicy);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Location message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.content.v1.Location
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.content.v1.Location & potluck.content.v1.Location.$Shape} Location
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Location.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.content.v1.Location();
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
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.bytes = value;
                                else
                                    delete message.bytes;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.leafRoot = value;
                                else
                                    delete message.leafRoot;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.contentType = value;
                                else
                                    delete message.contentType;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.etag = value;
                                else
                                    delete message.etag;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.lastModified = value;
                                else
                                    delete message.lastModified;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.fetchedFromOriginMs = value;
                                else
                                    delete message.fetchedFromOriginMs;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.url = value;
                                else
                                    delete message.url;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.cacheControl = value;
                                else
                                    delete message.cacheControl;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.date = value;
                                else
                                    delete message.date;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.age = value;
                                else
                                    delete message.age;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.expires = value;
                                else
                                    delete message.expires;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.vary = value;
                                else
                                    delete message.vary;
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.contentDisposition = value;
                                else
                                    delete message.contentDisposition;
                                continue;
                            }
                        case 14: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.contentLanguage = value;
                                else
                                    delete message.contentLanguage;
                                continue;
                            }
                        case 15: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.redirected = value;
                                else
                                    delete message.redirected;
                                continue;
                            }
                        case 16: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.validatedMs = value;
                                else
                                    delete message.validatedMs;
                                continue;
                            }
                        case 17: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.contentTypeOptions = value;
                                else
                                    delete message.contentTypeOptions;
                                continue;
                            }
                        case 18: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.resourcePolicy = value;
                                else
                                    delete message.resourcePolicy;
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
                 * Creates a Location message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.content.v1.Location
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.content.v1.Location} Location
                 */
                Location.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.content.v1.Location)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.content.v1.Location: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.content.v1.Location();
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
                    if (object.leafRoot != null)
                        if (object.leafRoot.length)
                            if (typeof object.leafRoot === "string")
                                $util.base64.decode(object.leafRoot, message.leafRoot = $util.newBuffer($util.base64.length(object.leafRoot)), 0);
                            else if (object.leafRoot.length >= 0)
                                message.leafRoot = object.leafRoot;
                    if (object.contentType != null)
                        if (typeof object.contentType !== "string" || object.contentType.length)
                            message.contentType = $String(object.contentType);
                    if (object.etag != null)
                        if (typeof object.etag !== "string" || object.etag.length)
                            message.etag = $String(object.etag);
                    if (object.lastModified != null)
                        if (typeof object.lastModified !== "string" || object.lastModified.length)
                            message.lastModified = $String(object.lastModified);
                    if (object.fetchedFromOriginMs != null)
                        if (typeof object.fetchedFromOriginMs === "object" ? object.fetchedFromOriginMs.low || object.fetchedFromOriginMs.high : $Number(object.fetchedFromOriginMs) !== 0)
                            if ($util.Long)
                                message.fetchedFromOriginMs = $util.Long.fromValue(object.fetchedFromOriginMs, true);
                            else if (typeof object.fetchedFromOriginMs === "string")
                                message.fetchedFromOriginMs = $parseInt(object.fetchedFromOriginMs, 10);
                            else if (typeof object.fetchedFromOriginMs === "number")
                                message.fetchedFromOriginMs = object.fetchedFromOriginMs;
                            else if (typeof object.fetchedFromOriginMs === "object")
                                message.fetchedFromOriginMs = new $util.LongBits(object.fetchedFromOriginMs.low >>> 0, object.fetchedFromOriginMs.high >>> 0).toNumber(true);
                    if (object.url != null)
                        if (typeof object.url !== "string" || object.url.length)
                            message.url = $String(object.url);
                    if (object.cacheControl != null)
                        if (typeof object.cacheControl !== "string" || object.cacheControl.length)
                            message.cacheControl = $String(object.cacheControl);
                    if (object.date != null)
                        if (typeof object.date !== "string" || object.date.length)
                            message.date = $String(object.date);
                    if (object.age != null)
                        if (typeof object.age !== "string" || object.age.length)
                            message.age = $String(object.age);
                    if (object.expires != null)
                        if (typeof object.expires !== "string" || object.expires.length)
                            message.expires = $String(object.expires);
                    if (object.vary != null)
                        if (typeof object.vary !== "string" || object.vary.length)
                            message.vary = $String(object.vary);
                    if (object.contentDisposition != null)
                        if (typeof object.contentDisposition !== "string" || object.contentDisposition.length)
                            message.contentDisposition = $String(object.contentDisposition);
                    if (object.contentLanguage != null)
                        if (typeof object.contentLanguage !== "string" || object.contentLanguage.length)
                            message.contentLanguage = $String(object.contentLanguage);
                    if (object.redirected != null)
                        if (object.redirected)
                            message.redirected = $Boolean(object.redirected);
                    if (object.validatedMs != null)
                        if (typeof object.validatedMs === "object" ? object.validatedMs.low || object.validatedMs.high : $Number(object.validatedMs) !== 0)
                            if ($util.Long)
                                message.validatedMs = $util.Long.fromValue(object.validatedMs, true);
                            else if (typeof object.validatedMs === "string")
                                message.validatedMs = $parseInt(object.validatedMs, 10);
                            else if (typeof object.validatedMs === "number")
                                message.validatedMs = object.validatedMs;
                            else if (typeof object.validatedMs === "object")
                                message.validatedMs = new $util.LongBits(object.validatedMs.low >>> 0, object.validatedMs.high >>> 0).toNumber(true);
                    if (object.contentTypeOptions != null)
                        if (typeof object.contentTypeOptions !== "string" || object.contentTypeOptions.length)
                            message.contentTypeOptions = $String(object.contentTypeOptions);
                    if (object.resourcePolicy != null)
                        if (typeof object.resourcePolicy !== "string" || object.resourcePolicy.length)
                            message.resourcePolicy = $String(object.resourcePolicy);
                    return message;
                };

                /**
                 * Creates a plain object from a Location message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.content.v1.Location
                 * @static
                 * @param {potluck.content.v1.Location} message Location
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Location.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.bytes = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.bytes = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if (options.bytes === $String)
                            object.leafRoot = "";
                        else {
                            object.leafRoot = [];
                            if (options.bytes !== $Array)
                                object.leafRoot = $util.newBuffer(object.leafRoot);
                        }
                        object.contentType = "";
                        object.etag = "";
                        object.lastModified = "";
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.fetchedFromOriginMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.fetchedFromOriginMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        object.url = "";
                        object.cacheControl = "";
                        object.date = "";
                        object.age = "";
                        object.expires = "";
                        object.vary = "";
                        object.contentDisposition = "";
                        object.contentLanguage = "";
                        object.redirected = false;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.validatedMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.validatedMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        object.contentTypeOptions = "";
                        object.resourcePolicy = "";
                    }
                    if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.bytes = typeof message.bytes === "number" ? $BigInt(message.bytes) : $util.Long.fromBits(message.bytes.low >>> 0, message.bytes.high >>> 0, true).toBigInt();
                        else if (typeof message.bytes === "number")
                            object.bytes = options.longs === $String ? $String(message.bytes) : message.bytes;
                        else
                            object.bytes = options.longs === $String ? $util.Long.prototype.toString.call(message.bytes) : options.longs === $Number ? new $util.LongBits(message.bytes.low >>> 0, message.bytes.high >>> 0).toNumber(true) : message.bytes;
                    if (message.leafRoot != null && $Object.hasOwnProperty.call(message, "leafRoot"))
                        object.leafRoot = options.bytes === $String ? $util.base64.encode(message.leafRoot, 0, message.leafRoot.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.leafRoot) : message.leafRoot;
                    if (message.contentType != null && $Object.hasOwnProperty.call(message, "contentType"))
                        object.contentType = message.contentType;
                    if (message.etag != null && $Object.hasOwnProperty.call(message, "etag"))
                        object.etag = message.etag;
                    if (message.lastModified != null && $Object.hasOwnProperty.call(message, "lastModified"))
                        object.lastModified = message.lastModified;
                    if (message.fetchedFromOriginMs != null && $Object.hasOwnProperty.call(message, "fetchedFromOriginMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.fetchedFromOriginMs = typeof message.fetchedFromOriginMs === "number" ? $BigInt(message.fetchedFromOriginMs) : $util.Long.fromBits(message.fetchedFromOriginMs.low >>> 0, message.fetchedFromOriginMs.high >>> 0, true).toBigInt();
                        else if (typeof message.fetchedFromOriginMs === "number")
                            object.fetchedFromOriginMs = options.longs === $String ? $String(message.fetchedFromOriginMs) : message.fetchedFromOriginMs;
                        else
                            object.fetchedFromOriginMs = options.longs === $String ? $util.Long.prototype.toString.call(message.fetchedFromOriginMs) : options.longs === $Number ? new $util.LongBits(message.fetchedFromOriginMs.low >>> 0, message.fetchedFromOriginMs.high >>> 0).toNumber(true) : message.fetchedFromOriginMs;
                    if (message.url != null && $Object.hasOwnProperty.call(message, "url"))
                        object.url = message.url;
                    if (message.cacheControl != null && $Object.hasOwnProperty.call(message, "cacheControl"))
                        object.cacheControl = message.cacheControl;
                    if (message.date != null && $Object.hasOwnProperty.call(message, "date"))
                        object.date = message.date;
                    if (message.age != null && $Object.hasOwnProperty.call(message, "age"))
                        object.age = message.age;
                    if (message.expires != null && $Object.hasOwnProperty.call(message, "expires"))
                        object.expires = message.expires;
                    if (message.vary != null && $Object.hasOwnProperty.call(message, "vary"))
                        object.vary = message.vary;
                    if (message.contentDisposition != null && $Object.hasOwnProperty.call(message, "contentDisposition"))
                        object.contentDisposition = message.contentDisposition;
                    if (message.contentLanguage != null && $Object.hasOwnProperty.call(message, "contentLanguage"))
                        object.contentLanguage = message.contentLanguage;
                    if (message.redirected != null && $Object.hasOwnProperty.call(message, "redirected"))
                        object.redirected = message.redirected;
                    if (message.validatedMs != null && $Object.hasOwnProperty.call(message, "validatedMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.validatedMs = typeof message.validatedMs === "number" ? $BigInt(message.validatedMs) : $util.Long.fromBits(message.validatedMs.low >>> 0, message.validatedMs.high >>> 0, true).toBigInt();
                        else if (typeof message.validatedMs === "number")
                            object.validatedMs = options.longs === $String ? $String(message.validatedMs) : message.validatedMs;
                        else
                            object.validatedMs = options.longs === $String ? $util.Long.prototype.toString.call(message.validatedMs) : options.longs === $Number ? new $util.LongBits(message.validatedMs.low >>> 0, message.validatedMs.high >>> 0).toNumber(true) : message.validatedMs;
                    if (message.contentTypeOptions != null && $Object.hasOwnProperty.call(message, "contentTypeOptions"))
                        object.contentTypeOptions = message.contentTypeOptions;
                    if (message.resourcePolicy != null && $Object.hasOwnProperty.call(message, "resourcePolicy"))
                        object.resourcePolicy = message.resourcePolicy;
                    return object;
                };

                /**
                 * Converts this Location to JSON.
                 * @function toJSON
                 * @memberof potluck.content.v1.Location
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Location.prototype.toJSON = function() {
                    return Location.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Location;
            })();

            v1.Need = (function() {

                /**
                 * Properties of a Need.
                 * @typedef {Object} potluck.content.v1.Need.$Properties
                 * @property {Uint8Array|null} [needId] Need needId
                 * @property {string|null} [url] Need url
                 * @property {Array.<Uint8Array>|null} [excluded] Need excluded
                 * @property {number|null} [newerThanMs] Need newerThanMs
                 * @property {boolean|null} [refuseRedirects] Need refuseRedirects
                 * @property {number|null} [id] Need id
                 * @property {number|null} [type] Need type
                 * @property {number|null} [method] Need method
                 * @property {string|null} [protocol] Need protocol
                 * @property {boolean|null} [cachedOnly] Need cachedOnly
                 * @property {string|null} [version] Need version
                 * @property {Array.<potluck.content.v1.Pair.$Properties>|null} [pairs] Need pairs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Need.
                 * @memberof potluck.content.v1
                 * @interface INeed
                 * @augments potluck.content.v1.Need.$Properties
                 * @deprecated Use potluck.content.v1.Need.$Properties instead.
                 */

                /**
                 * Shape of a Need.
                 * @typedef {potluck.content.v1.Need.$Properties} potluck.content.v1.Need.$Shape
                 */

                /**
                 * Constructs a new Need.
                 * @memberof potluck.content.v1
                 * @classdesc Represents a Need.
                 * @constructor
                 * @param {potluck.content.v1.Need.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Need = function (properties) {
                    this.excluded = [];
                    this.pairs = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Need needId.
                 * @member {Uint8Array} needId
                 * @memberof potluck.content.v1.Need
                 * @instance
                 */
                Need.prototype.needId = $util.newBuffer([]);

                /**
                 * Need url.
                 * @member {string} url
                 * @memberof potluck.content.v1.Need
                 * @instance
                 */
                Need.prototype.url = "";

                /**
                 * Need excluded.
                 * @member {Array.<Uint8Array>} excluded
                 * @memberof potluck.content.v1.Need
                 * @instance
                 */
                Need.prototype.excluded = $util.emptyArray;

                /**
                 * Need newerThanMs.
                 * @member {number} newerThanMs
                 * @memberof potluck.content.v1.Need
                 * @instance
                 */
                Need.prototype.newerThanMs = 0;

                /**
                 * Need refuseRedirects.
                 * @member {boolean} refuseRedirects
                 * @memberof potluck.content.v1.Need
                 * @instance
                 */
                Need.prototype.refuseRedirects = false;

                /**
                 * Need id.
                 * @member {number} id
                 * @memberof potluck.content.v1.Need
                 * @instance
                 */
                Need.prototype.id = 0;

                /**
                 * Need type.
                 * @member {number} type
                 * @memberof potluck.content.v1.Need
                 * @instance
                 */
                Need.prototype.type = 0;

                /**
                 * Need method.
                 * @member {number} method
                 * @memberof potluck.content.v1.Need
                 * @instance
                 */
                Need.prototype.method = 0;

                /**
                 * Need protocol.
                 * @member {string} protocol
                 * @memberof potluck.content.v1.Need
                 * @instance
                 */
                Need.prototype.protocol = "";

                /**
                 * Need cachedOnly.
                 * @member {boolean} cachedOnly
                 * @memberof potluck.content.v1.Need
                 * @instance
                 */
                Need.prototype.cachedOnly = false;

                /**
                 * Need version.
                 * @member {string} version
                 * @memberof potluck.content.v1.Need
                 * @instance
                 */
                Need.prototype.version = "";

                /**
                 * Need pairs.
                 * @member {Array.<potluck.content.v1.Pair.$Properties>} pairs
                 * @memberof potluck.content.v1.Need
                 * @instance
                 */
                Need.prototype.pairs = $util.emptyArray;

                /**
                 * Creates a new Need instance using the specified properties.
                 * @function create
                 * @memberof potluck.content.v1.Need
                 * @static
                 * @param {potluck.content.v1.Need.$Properties=} [properties] Properties to set
                 * @returns {potluck.content.v1.Need} Need instance
                 * @type {{
                 *   (properties: potluck.content.v1.Need.$Shape): potluck.content.v1.Need & potluck.content.v1.Need.$Shape;
                 *   (properties?: potluck.content.v1.Need.$Properties): potluck.content.v1.Need;
                 * }}
                 */
                Need.create = function(properties) {
                    return new Need(properties);
                };

                /**
                 * Encodes the specified Need message. Does not implicitly {@link potluck.content.v1.Need.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.content.v1.Need
                 * @static
                 * @param {potluck.content.v1.Need.$Properties} message Need message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Need.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.needId != null && $Object.hasOwnProperty.call(message, "needId") && message.needId.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.needId);
                    if (message.url != null && $Object.hasOwnProperty.call(message, "url") && message.url !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.url);
                    if (message.excluded != null && message.excluded.length)
                        for (let i = 0; i < message.excluded.length; ++i)
                            writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.excluded[i]);
                    if (message.newerThanMs != null && $Object.hasOwnProperty.call(message, "newerThanMs") && (typeof message.newerThanMs === "object" ? message.newerThanMs.low || message.newerThanMs.high : message.newerThanMs !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.newerThanMs);
                    if (message.refuseRedirects != null && $Object.hasOwnProperty.call(message, "refuseRedirects") && message.refuseRedirects !== false)
                        writer.uint32(/* id 5, wireType 0 =*/40).bool(message.refuseRedirects);
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                        writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.id);
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                        writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.type);
                    if (message.method != null && $Object.hasOwnProperty.call(message, "method") && message.method !== 0)
                        writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.method);
                    if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== "")
                        writer.uint32(/* id 9, wireType 2 =*/74).string(message.protocol);
                    if (message.cachedOnly != null && $Object.hasOwnProperty.call(message, "cachedOnly") && message.cachedOnly !== false)
                        writer.uint32(/* id 10, wireType 0 =*/80).bool(message.cachedOnly);
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                        writer.uint32(/* id 11, wireType 2 =*/90).string(message.version);
                    if (message.pairs != null && message.pairs.length)
                        for (let i = 0; i < message.pairs.length; ++i)
                            $root.potluck.content.v1.Pair.encode(message.pairs[i], writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Need message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.content.v1.Need
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.content.v1.Need & potluck.content.v1.Need.$Shape} Need
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Need.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.content.v1.Need();
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
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.url = value;
                                else
                                    delete message.url;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.excluded && message.excluded.length))
                                    message.excluded = [];
                                message.excluded.push(reader.bytes());
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.newerThanMs = value;
                                else
                                    delete message.newerThanMs;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.refuseRedirects = value;
                                else
                                    delete message.refuseRedirects;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.type = value;
                                else
                                    delete message.type;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.method = value;
                                else
                                    delete message.method;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.protocol = value;
                                else
                                    delete message.protocol;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.cachedOnly = value;
                                else
                                    delete message.cachedOnly;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.version = value;
                                else
                                    delete message.version;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.pairs && message.pairs.length))
                                    message.pairs = [];
                                message.pairs.push($root.potluck.content.v1.Pair.decode(reader, reader.size(), $undefined, _depth + 1));
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
                 * Creates a Need message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.content.v1.Need
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.content.v1.Need} Need
                 */
                Need.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.content.v1.Need)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.content.v1.Need: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.content.v1.Need();
                    if (object.needId != null)
                        if (object.needId.length)
                            if (typeof object.needId === "string")
                                $util.base64.decode(object.needId, message.needId = $util.newBuffer($util.base64.length(object.needId)), 0);
                            else if (object.needId.length >= 0)
                                message.needId = object.needId;
                    if (object.url != null)
                        if (typeof object.url !== "string" || object.url.length)
                            message.url = $String(object.url);
                    if (object.excluded) {
                        if (!$Array.isArray(object.excluded))
                            throw $TypeError(".potluck.content.v1.Need.excluded: array expected");
                        message.excluded = $Array(object.excluded.length);
                        for (let i = 0; i < object.excluded.length; ++i)
                            if (typeof object.excluded[i] === "string")
                                $util.base64.decode(object.excluded[i], message.excluded[i] = $util.newBuffer($util.base64.length(object.excluded[i])), 0);
                            else if (object.excluded[i].length >= 0)
                                message.excluded[i] = object.excluded[i];
                    }
                    if (object.newerThanMs != null)
                        if (typeof object.newerThanMs === "object" ? object.newerThanMs.low || object.newerThanMs.high : $Number(object.newerThanMs) !== 0)
                            if ($util.Long)
                                message.newerThanMs = $util.Long.fromValue(object.newerThanMs, true);
                            else if (typeof object.newerThanMs === "string")
                                message.newerThanMs = $parseInt(object.newerThanMs, 10);
                            else if (typeof object.newerThanMs === "number")
                                message.newerThanMs = object.newerThanMs;
                            else if (typeof object.newerThanMs === "object")
                                message.newerThanMs = new $util.LongBits(object.newerThanMs.low >>> 0, object.newerThanMs.high >>> 0).toNumber(true);
                    if (object.refuseRedirects != null)
                        if (object.refuseRedirects)
                            message.refuseRedirects = $Boolean(object.refuseRedirects);
                    if (object.id != null)
                        if ($Number(object.id) !== 0)
                            message.id = object.id >>> 0;
                    if (object.type != null)
                        if ($Number(object.type) !== 0)
                            message.type = object.type >>> 0;
                    if (object.method != null)
                        if ($Number(object.method) !== 0)
                            message.method = object.method >>> 0;
                    if (object.protocol != null)
                        if (typeof object.protocol !== "string" || object.protocol.length)
                            message.protocol = $String(object.protocol);
                    if (object.cachedOnly != null)
                        if (object.cachedOnly)
                            message.cachedOnly = $Boolean(object.cachedOnly);
                    if (object.version != null)
                        if (typeof object.version !== "string" || object.version.length)
                            message.version = $String(object.version);
                    if (object.pairs) {
                        if (!$Array.isArray(object.pairs))
                            throw $TypeError(".potluck.content.v1.Need.pairs: array expected");
                        message.pairs = $Array(object.pairs.length);
                        for (let i = 0; i < object.pairs.length; ++i) {
                            if (!$util.isObject(object.pairs[i]))
                                throw $TypeError(".potluck.content.v1.Need.pairs: object expected");
                            message.pairs[i] = $root.potluck.content.v1.Pair.fromObject(object.pairs[i], _depth + 1);
                        }
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a Need message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.content.v1.Need
                 * @static
                 * @param {potluck.content.v1.Need} message Need
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Need.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults) {
                        object.excluded = [];
                        object.pairs = [];
                    }
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.needId = "";
                        else {
                            object.needId = [];
                            if (options.bytes !== $Array)
                                object.needId = $util.newBuffer(object.needId);
                        }
                        object.url = "";
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.newerThanMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.newerThanMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        object.refuseRedirects = false;
                        object.id = 0;
                        object.type = 0;
                        object.method = 0;
                        object.protocol = "";
                        object.cachedOnly = false;
                        object.version = "";
                    }
                    if (message.needId != null && $Object.hasOwnProperty.call(message, "needId"))
                        object.needId = options.bytes === $String ? $util.base64.encode(message.needId, 0, message.needId.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.needId) : message.needId;
                    if (message.url != null && $Object.hasOwnProperty.call(message, "url"))
                        object.url = message.url;
                    if (message.excluded && message.excluded.length) {
                        object.excluded = $Array(message.excluded.length);
                        for (let j = 0; j < message.excluded.length; ++j)
                            object.excluded[j] = options.bytes === $String ? $util.base64.encode(message.excluded[j], 0, message.excluded[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.excluded[j]) : message.excluded[j];
                    }
                    if (message.newerThanMs != null && $Object.hasOwnProperty.call(message, "newerThanMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.newerThanMs = typeof message.newerThanMs === "number" ? $BigInt(message.newerThanMs) : $util.Long.fromBits(message.newerThanMs.low >>> 0, message.newerThanMs.high >>> 0, true).toBigInt();
                        else if (typeof message.newerThanMs === "number")
                            object.newerThanMs = options.longs === $String ? $String(message.newerThanMs) : message.newerThanMs;
                        else
                            object.newerThanMs = options.longs === $String ? $util.Long.prototype.toString.call(message.newerThanMs) : options.longs === $Number ? new $util.LongBits(message.newerThanMs.low >>> 0, message.newerThanMs.high >>> 0).toNumber(true) : message.newerThanMs;
                    if (message.refuseRedirects != null && $Object.hasOwnProperty.call(message, "refuseRedirects"))
                        object.refuseRedirects = message.refuseRedirects;
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                        object.id = message.id;
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                        object.type = message.type;
                    if (message.method != null && $Object.hasOwnProperty.call(message, "method"))
                        object.method = message.method;
                    if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol"))
                        object.protocol = message.protocol;
                    if (message.cachedOnly != null && $Object.hasOwnProperty.call(message, "cachedOnly"))
                        object.cachedOnly = message.cachedOnly;
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                        object.version = message.version;
                    if (message.pairs && message.pairs.length) {
                        object.pairs = $Array(message.pairs.length);
                        for (let j = 0; j < message.pairs.length; ++j)
                            object.pairs[j] = $root.potluck.content.v1.Pair.toObject(message.pairs[j], options, _depth + 1);
                    }
                    return object;
                };

                /**
                 * Converts this Need to JSON.
                 * @function toJSON
                 * @memberof potluck.content.v1.Need
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Need.prototype.toJSON = function() {
                    return Need.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Need;
            })();

            v1.Pair = (function() {

                /**
                 * Properties of a Pair.
                 * @typedef {Object} potluck.content.v1.Pair.$Properties
                 * @property {string|null} [key] Pair key
                 * @property {string|null} [value] Pair value
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Pair.
                 * @memberof potluck.content.v1
                 * @interface IPair
                 * @augments potluck.content.v1.Pair.$Properties
                 * @deprecated Use potluck.content.v1.Pair.$Properties instead.
                 */

                /**
                 * Shape of a Pair.
                 * @typedef {potluck.content.v1.Pair.$Properties} potluck.content.v1.Pair.$Shape
                 */

                /**
                 * Constructs a new Pair.
                 * @memberof potluck.content.v1
                 * @classdesc Represents a Pair.
                 * @constructor
                 * @param {potluck.content.v1.Pair.$Properties=} [properties] Properties to set
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
                 * @memberof potluck.content.v1.Pair
                 * @instance
                 */
                Pair.prototype.key = "";

                /**
                 * Pair value.
                 * @member {string} value
                 * @memberof potluck.content.v1.Pair
                 * @instance
                 */
                Pair.prototype.value = "";

                /**
                 * Creates a new Pair instance using the specified properties.
                 * @function create
                 * @memberof potluck.content.v1.Pair
                 * @static
                 * @param {potluck.content.v1.Pair.$Properties=} [properties] Properties to set
                 * @returns {potluck.content.v1.Pair} Pair instance
                 * @type {{
                 *   (properties: potluck.content.v1.Pair.$Shape): potluck.content.v1.Pair & potluck.content.v1.Pair.$Shape;
                 *   (properties?: potluck.content.v1.Pair.$Properties): potluck.content.v1.Pair;
                 * }}
                 */
                Pair.create = function(properties) {
                    return new Pair(properties);
                };

                /**
                 * Encodes the specified Pair message. Does not implicitly {@link potluck.content.v1.Pair.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.content.v1.Pair
                 * @static
                 * @param {potluck.content.v1.Pair.$Properties} message Pair message or plain object to encode
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
                 * @memberof potluck.content.v1.Pair
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.content.v1.Pair & potluck.content.v1.Pair.$Shape} Pair
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
                    message = _target || new $root.potluck.content.v1.Pair();
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
                 * @memberof potluck.content.v1.Pair
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.content.v1.Pair} Pair
                 */
                Pair.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.content.v1.Pair)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.content.v1.Pair: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.content.v1.Pair();
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
                 * @memberof potluck.content.v1.Pair
                 * @static
                 * @param {potluck.content.v1.Pair} message Pair
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
                 * @memberof potluck.content.v1.Pair
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Pair.prototype.toJSON = function() {
                    return Pair.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Pair;
            })();

            /**
             * End enum.
             * @name potluck.content.v1.End
             * @enum {number}
             * @property {number} RUNNING=0 RUNNING value
             * @property {number} COMPLETE=1 COMPLETE value
             * @property {number} LOST=2 LOST value
             * @property {number} ORIGIN_FAILED=3 ORIGIN_FAILED value
             * @property {number} UNSHAREABLE=4 UNSHAREABLE value
             * @property {number} OFFLINE=5 OFFLINE value
             */
            v1.End = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "RUNNING"] = 0;
                values[valuesById[1] = "COMPLETE"] = 1;
                values[valuesById[2] = "LOST"] = 2;
                values[valuesById[3] = "ORIGIN_FAILED"] = 3;
                values[valuesById[4] = "UNSHAREABLE"] = 4;
                values[valuesById[5] = "OFFLINE"] = 5;
                return values;
            })();

            v1.Claim = (function() {

                /**
                 * Properties of a Claim.
                 * @typedef {Object} potluck.content.v1.Claim.$Properties
                 * @property {Uint8Array|null} [transferId] Claim transferId
                 * @property {number|null} [verifiedBytes] Claim verifiedBytes
                 * @property {potluck.content.v1.End|null} [end] Claim end
                 * @property {number|null} [startedMs] Claim startedMs
                 * @property {number|null} [expectedBytes] Claim expectedBytes
                 * @property {boolean|null} [changed] Claim changed
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Claim.
                 * @memberof potluck.content.v1
                 * @interface IClaim
                 * @augments potluck.content.v1.Claim.$Properties
                 * @deprecated Use potluck.content.v1.Claim.$Properties instead.
                 */

                /**
                 * Shape of a Claim.
                 * @typedef {potluck.content.v1.Claim.$Properties} potluck.content.v1.Claim.$Shape
                 */

                /**
                 * Constructs a new Claim.
                 * @memberof potluck.content.v1
                 * @classdesc Represents a Claim.
                 * @constructor
                 * @param {potluck.content.v1.Claim.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Claim = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Claim transferId.
                 * @member {Uint8Array} transferId
                 * @memberof potluck.content.v1.Claim
                 * @instance
                 */
                Claim.prototype.transferId = $util.newBuffer([]);

                /**
                 * Claim verifiedBytes.
                 * @member {number} verifiedBytes
                 * @memberof potluck.content.v1.Claim
                 * @instance
                 */
                Claim.prototype.verifiedBytes = 0;

                /**
                 * Claim end.
                 * @member {potluck.content.v1.End} end
                 * @memberof potluck.content.v1.Claim
                 * @instance
                 */
                Claim.prototype.end = 0;

                /**
                 * Claim startedMs.
                 * @member {number} startedMs
                 * @memberof potluck.content.v1.Claim
                 * @instance
                 */
                Claim.prototype.startedMs = 0;

                /**
                 * Claim expectedBytes.
                 * @member {number|null|undefined} expectedBytes
                 * @memberof potluck.content.v1.Claim
                 * @instance
                 */
                Claim.prototype.expectedBytes = null;

                /**
                 * Claim changed.
                 * @member {boolean} changed
                 * @memberof potluck.content.v1.Claim
                 * @instance
                 */
                Claim.prototype.changed = false;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Claim.prototype, "_expectedBytes", {
                    get: $util.oneOfGetter($oneOfFields = ["expectedBytes"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Creates a new Claim instance using the specified properties.
                 * @function create
                 * @memberof potluck.content.v1.Claim
                 * @static
                 * @param {potluck.content.v1.Claim.$Properties=} [properties] Properties to set
                 * @returns {potluck.content.v1.Claim} Claim instance
                 * @type {{
                 *   (properties: potluck.content.v1.Claim.$Shape): potluck.content.v1.Claim & potluck.content.v1.Claim.$Shape;
                 *   (properties?: potluck.content.v1.Claim.$Properties): potluck.content.v1.Claim;
                 * }}
                 */
                Claim.create = function(properties) {
                    return new Claim(properties);
                };

                /**
                 * Encodes the specified Claim message. Does not implicitly {@link potluck.content.v1.Claim.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.content.v1.Claim
                 * @static
                 * @param {potluck.content.v1.Claim.$Properties} message Claim message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Claim.encode = function (message, writer, _depth) {
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
                    if (message.end != null && $Object.hasOwnProperty.call(message, "end") && message.end !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).int32(message.end);
                    if (message.startedMs != null && $Object.hasOwnProperty.call(message, "startedMs") && (typeof message.startedMs === "object" ? message.startedMs.low || message.startedMs.high : message.startedMs !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.startedMs);
                    if (message.expectedBytes != null && $Object.hasOwnProperty.call(message, "expectedBytes"))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.expectedBytes);
                    if (message.changed != null && $Object.hasOwnProperty.call(message, "changed") && message.changed !== false)
                        writer.uint32(/* id 6, wireType 0 =*/48).bool(message.changed);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Claim message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.content.v1.Claim
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.content.v1.Claim & potluck.content.v1.Claim.$Shape} Claim
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Claim.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.content.v1.Claim();
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
                                if (value = reader.int32())
                                    message.end = value;
                                else
                                    delete message.end;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.startedMs = value;
                                else
                                    delete message.startedMs;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                message.expectedBytes = $toNumber(reader.uint64());
                                message._expectedBytes = "expectedBytes";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.changed = value;
                                else
                                    delete message.changed;
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
                 * Creates a Claim message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.content.v1.Claim
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.content.v1.Claim} Claim
                 */
                Claim.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.content.v1.Claim)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.content.v1.Claim: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.content.v1.Claim();
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
                    if (object.end !== 0 && (typeof object.end !== "string" || $root.potluck.content.v1.End[object.end] !== 0))
                        switch (object.end) {
                        case "RUNNING":
                        case 0:
                            message.end = 0;
                            break;
                        case "COMPLETE":
                        case 1:
                            message.end = 1;
                            break;
                        case "LOST":
                        case 2:
                            message.end = 2;
                            break;
                        case "ORIGIN_FAILED":
                        case 3:
                            message.end = 3;
                            break;
                        case "UNSHAREABLE":
                        case 4:
                            message.end = 4;
                            break;
                        case "OFFLINE":
                        case 5:
                            message.end = 5;
                            break;
                        default:
                            if (typeof object.end === "number" && (object.end | 0) === object.end)
                                message.end = object.end;
                        }
                    if (object.startedMs != null)
                        if (typeof object.startedMs === "object" ? object.startedMs.low || object.startedMs.high : $Number(object.startedMs) !== 0)
                            if ($util.Long)
                                message.startedMs = $util.Long.fromValue(object.startedMs, true);
                            else if (typeof object.startedMs === "string")
                                message.startedMs = $parseInt(object.startedMs, 10);
                            else if (typeof object.startedMs === "number")
                                message.startedMs = object.startedMs;
                            else if (typeof object.startedMs === "object")
                                message.startedMs = new $util.LongBits(object.startedMs.low >>> 0, object.startedMs.high >>> 0).toNumber(true);
                    if (object.expectedBytes != null)
                        if ($util.Long)
                            message.expectedBytes = $util.Long.fromValue(object.expectedBytes, true);
                        else if (typeof object.expectedBytes === "string")
                            message.expectedBytes = $parseInt(object.expectedBytes, 10);
                        else if (typeof object.expectedBytes === "number")
                            message.expectedBytes = object.expectedBytes;
                        else if (typeof object.expectedBytes === "object")
                            message.expectedBytes = new $util.LongBits(object.expectedBytes.low >>> 0, object.expectedBytes.high >>> 0).toNumber(true);
                    if (object.changed != null)
                        if (object.changed)
                            message.changed = $Boolean(object.changed);
                    return message;
                };

                /**
                 * Creates a plain object from a Claim message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.content.v1.Claim
                 * @static
                 * @param {potluck.content.v1.Claim} message Claim
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Claim.toObject = function (message, options, _depth) {
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
                        object.end = options.enums === $String ? "RUNNING" : 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.startedMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.startedMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        object.changed = false;
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
                    if (message.end != null && $Object.hasOwnProperty.call(message, "end"))
                        object.end = options.enums === $String ? $root.potluck.content.v1.End[message.end] === $undefined ? message.end : $root.potluck.content.v1.End[message.end] : message.end;
                    if (message.startedMs != null && $Object.hasOwnProperty.call(message, "startedMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.startedMs = typeof message.startedMs === "number" ? $BigInt(message.startedMs) : $util.Long.fromBits(message.startedMs.low >>> 0, message.startedMs.high >>> 0, true).toBigInt();
                        else if (typeof message.startedMs === "number")
                            object.startedMs = options.longs === $String ? $String(message.startedMs) : message.startedMs;
                        else
                            object.startedMs = options.longs === $String ? $util.Long.prototype.toString.call(message.startedMs) : options.longs === $Number ? new $util.LongBits(message.startedMs.low >>> 0, message.startedMs.high >>> 0).toNumber(true) : message.startedMs;
                    if (message.expectedBytes != null && $Object.hasOwnProperty.call(message, "expectedBytes"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.expectedBytes = typeof message.expectedBytes === "number" ? $BigInt(message.expectedBytes) : $util.Long.fromBits(message.expectedBytes.low >>> 0, message.expectedBytes.high >>> 0, true).toBigInt();
                        else if (typeof message.expectedBytes === "number")
                            object.expectedBytes = options.longs === $String ? $String(message.expectedBytes) : message.expectedBytes;
                        else
                            object.expectedBytes = options.longs === $String ? $util.Long.prototype.toString.call(message.expectedBytes) : options.longs === $Number ? new $util.LongBits(message.expectedBytes.low >>> 0, message.expectedBytes.high >>> 0).toNumber(true) : message.expectedBytes;
                    if (message.changed != null && $Object.hasOwnProperty.call(message, "changed"))
                        object.changed = message.changed;
                    return object;
                };

                /**
                 * Converts this Claim to JSON.
                 * @function toJSON
                 * @memberof potluck.content.v1.Claim
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Claim.prototype.toJSON = function() {
                    return Claim.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Claim;
            })();

            v1.Statement = (function() {

                /**
                 * Properties of a Statement.
                 * @typedef {Object} potluck.content.v1.Statement.$Properties
                 * @property {Uint8Array|null} [transferId] Statement transferId
                 * @property {number|null} [leaves] Statement leaves
                 * @property {Uint8Array|null} [listHash] Statement listHash
                 * @property {potluck.content.v1.End|null} [end] Statement end
                 * @property {number|null} [totalBytes] Statement totalBytes
                 * @property {Uint8Array|null} [digest] Statement digest
                 * @property {number|null} [expectedBytes] Statement expectedBytes
                 * @property {string|null} [contentType] Statement contentType
                 * @property {string|null} [etag] Statement etag
                 * @property {string|null} [lastModified] Statement lastModified
                 * @property {string|null} [cacheControl] Statement cacheControl
                 * @property {string|null} [date] Statement date
                 * @property {string|null} [age] Statement age
                 * @property {string|null} [expires] Statement expires
                 * @property {string|null} [vary] Statement vary
                 * @property {string|null} [contentDisposition] Statement contentDisposition
                 * @property {string|null} [contentLanguage] Statement contentLanguage
                 * @property {boolean|null} [redirected] Statement redirected
                 * @property {string|null} [contentTypeOptions] Statement contentTypeOptions
                 * @property {string|null} [resourcePolicy] Statement resourcePolicy
                 * @property {boolean|null} [changed] Statement changed
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Statement.
                 * @memberof potluck.content.v1
                 * @interface IStatement
                 * @augments potluck.content.v1.Statement.$Properties
                 * @deprecated Use potluck.content.v1.Statement.$Properties instead.
                 */

                /**
                 * Shape of a Statement.
                 * @typedef {potluck.content.v1.Statement.$Properties} potluck.content.v1.Statement.$Shape
                 */

                /**
                 * Constructs a new Statement.
                 * @memberof potluck.content.v1
                 * @classdesc Represents a Statement.
                 * @constructor
                 * @param {potluck.content.v1.Statement.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Statement = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Statement transferId.
                 * @member {Uint8Array} transferId
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.transferId = $util.newBuffer([]);

                /**
                 * Statement leaves.
                 * @member {number} leaves
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.leaves = 0;

                /**
                 * Statement listHash.
                 * @member {Uint8Array} listHash
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.listHash = $util.newBuffer([]);

                /**
                 * Statement end.
                 * @member {potluck.content.v1.End} end
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.end = 0;

                /**
                 * Statement totalBytes.
                 * @member {number} totalBytes
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.totalBytes = 0;

                /**
                 * Statement digest.
                 * @member {Uint8Array} digest
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.digest = $util.newBuffer([]);

                /**
                 * Statement expectedBytes.
                 * @member {number|null|undefined} expectedBytes
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.expectedBytes = null;

                /**
                 * Statement contentType.
                 * @member {string} contentType
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.contentType = "";

                /**
                 * Statement etag.
                 * @member {string} etag
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.etag = "";

                /**
                 * Statement lastModified.
                 * @member {string} lastModified
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.lastModified = "";

                /**
                 * Statement cacheControl.
                 * @member {string} cacheControl
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.cacheControl = "";

                /**
                 * Statement date.
                 * @member {string} date
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.date = "";

                /**
                 * Statement age.
                 * @member {string} age
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.age = "";

                /**
                 * Statement expires.
                 * @member {string} expires
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.expires = "";

                /**
                 * Statement vary.
                 * @member {string} vary
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.vary = "";

                /**
                 * Statement contentDisposition.
                 * @member {string} contentDisposition
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.contentDisposition = "";

                /**
                 * Statement contentLanguage.
                 * @member {string} contentLanguage
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.contentLanguage = "";

                /**
                 * Statement redirected.
                 * @member {boolean} redirected
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.redirected = false;

                /**
                 * Statement contentTypeOptions.
                 * @member {string} contentTypeOptions
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.contentTypeOptions = "";

                /**
                 * Statement resourcePolicy.
                 * @member {string} resourcePolicy
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.resourcePolicy = "";

                /**
                 * Statement changed.
                 * @member {boolean} changed
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 */
                Statement.prototype.changed = false;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Statement.prototype, "_expectedBytes", {
                    get: $util.oneOfGetter($oneOfFields = ["expectedBytes"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Creates a new Statement instance using the specified properties.
                 * @function create
                 * @memberof potluck.content.v1.Statement
                 * @static
                 * @param {potluck.content.v1.Statement.$Properties=} [properties] Properties to set
                 * @returns {potluck.content.v1.Statement} Statement instance
                 * @type {{
                 *   (properties: potluck.content.v1.Statement.$Shape): potluck.content.v1.Statement & potluck.content.v1.Statement.$Shape;
                 *   (properties?: potluck.content.v1.Statement.$Properties): potluck.content.v1.Statement;
                 * }}
                 */
                Statement.create = function(properties) {
                    return new Statement(properties);
                };

                /**
                 * Encodes the specified Statement message. Does not implicitly {@link potluck.content.v1.Statement.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.content.v1.Statement
                 * @static
                 * @param {potluck.content.v1.Statement.$Properties} message Statement message or plain object to encode
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
                    if (message.transferId != null && $Object.hasOwnProperty.call(message, "transferId") && message.transferId.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.transferId);
                    if (message.leaves != null && $Object.hasOwnProperty.call(message, "leaves") && (typeof message.leaves === "object" ? message.leaves.low || message.leaves.high : message.leaves !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.leaves);
                    if (message.listHash != null && $Object.hasOwnProperty.call(message, "listHash") && message.listHash.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.listHash);
                    if (message.end != null && $Object.hasOwnProperty.call(message, "end") && message.end !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).int32(message.end);
                    if (message.totalBytes != null && $Object.hasOwnProperty.call(message, "totalBytes") && (typeof message.totalBytes === "object" ? message.totalBytes.low || message.totalBytes.high : message.totalBytes !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.totalBytes);
                    if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest.length)
                        writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.digest);
                    if (message.expectedBytes != null && $Object.hasOwnProperty.call(message, "expectedBytes"))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.expectedBytes);
                    if (message.contentType != null && $Object.hasOwnProperty.call(message, "contentType") && message.contentType !== "")
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.contentType);
                    if (message.etag != null && $Object.hasOwnProperty.call(message, "etag") && message.etag !== "")
                        writer.uint32(/* id 9, wireType 2 =*/74).string(message.etag);
                    if (message.lastModified != null && $Object.hasOwnProperty.call(message, "lastModified") && message.lastModified !== "")
                        writer.uint32(/* id 10, wireType 2 =*/82).string(message.lastModified);
                    if (message.cacheControl != null && $Object.hasOwnProperty.call(message, "cacheControl") && message.cacheControl !== "")
                        writer.uint32(/* id 11, wireType 2 =*/90).string(message.cacheControl);
                    if (message.date != null && $Object.hasOwnProperty.call(message, "date") && message.date !== "")
                        writer.uint32(/* id 12, wireType 2 =*/98).string(message.date);
                    if (message.age != null && $Object.hasOwnProperty.call(message, "age") && message.age !== "")
                        writer.uint32(/* id 13, wireType 2 =*/106).string(message.age);
                    if (message.expires != null && $Object.hasOwnProperty.call(message, "expires") && message.expires !== "")
                        writer.uint32(/* id 14, wireType 2 =*/114).string(message.expires);
                    if (message.vary != null && $Object.hasOwnProperty.call(message, "vary") && message.vary !== "")
                        writer.uint32(/* id 15, wireType 2 =*/122).string(message.vary);
                    if (message.contentDisposition != null && $Object.hasOwnProperty.call(message, "contentDisposition") && message.contentDisposition !== "")
                        writer.uint32(/* id 16, wireType 2 =*/130).string(message.contentDisposition);
                    if (message.contentLanguage != null && $Object.hasOwnProperty.call(message, "contentLanguage") && message.contentLanguage !== "")
                        writer.uint32(/* id 17, wireType 2 =*/138).string(message.contentLanguage);
                    if (message.redirected != null && $Object.hasOwnProperty.call(message, "redirected") && message.redirected !== false)
                        writer.uint32(/* id 18, wireType 0 =*/144).bool(message.redirected);
                    if (message.contentTypeOptions != null && $Object.hasOwnProperty.call(message, "contentTypeOptions") && message.contentTypeOptions !== "")
                        writer.uint32(/* id 19, wireType 2 =*/154).string(message.contentTypeOptions);
                    if (message.resourcePolicy != null && $Object.hasOwnProperty.call(message, "resourcePolicy") && message.resourcePolicy !== "")
                        writer.uint32(/* id 20, wireType 2 =*/162).string(message.resourcePolicy);
                    if (message.changed != null && $Object.hasOwnProperty.call(message, "changed") && message.changed !== false)
                        writer.uint32(/* id 21, wireType 0 =*/168).bool(message.changed);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Statement message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.content.v1.Statement
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.content.v1.Statement & potluck.content.v1.Statement.$Shape} Statement
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
                    message = _target || new $root.potluck.content.v1.Statement();
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
                                    message.leaves = value;
                                else
                                    delete message.leaves;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.listHash = value;
                                else
                                    delete message.listHash;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.end = value;
                                else
                                    delete message.end;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.totalBytes = value;
                                else
                                    delete message.totalBytes;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.digest = value;
                                else
                                    delete message.digest;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                message.expectedBytes = $toNumber(reader.uint64());
                                message._expectedBytes = "expectedBytes";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.contentType = value;
                                else
                                    delete message.contentType;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.etag = value;
                                else
                                    delete message.etag;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.lastModified = value;
                                else
                                    delete message.lastModified;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.cacheControl = value;
                                else
                                    delete message.cacheControl;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.date = value;
                                else
                                    delete message.date;
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.age = value;
                                else
                                    delete message.age;
                                continue;
                            }
                        case 14: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.expires = value;
                                else
                                    delete message.expires;
                                continue;
                            }
                        case 15: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.vary = value;
                                else
                                    delete message.vary;
                                continue;
                            }
                        case 16: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.contentDisposition = value;
                                else
                                    delete message.contentDisposition;
                                continue;
                            }
                        case 17: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.contentLanguage = value;
                                else
                                    delete message.contentLanguage;
                                continue;
                            }
                        case 18: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.redirected = value;
                                else
                                    delete message.redirected;
                                continue;
                            }
                        case 19: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.contentTypeOptions = value;
                                else
                                    delete message.contentTypeOptions;
                                continue;
                            }
                        case 20: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.resourcePolicy = value;
                                else
                                    delete message.resourcePolicy;
                                continue;
                            }
                        case 21: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.changed = value;
                                else
                                    delete message.changed;
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
                 * @memberof potluck.content.v1.Statement
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.content.v1.Statement} Statement
                 */
                Statement.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.content.v1.Statement)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.content.v1.Statement: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.content.v1.Statement();
                    if (object.transferId != null)
                        if (object.transferId.length)
                            if (typeof object.transferId === "string")
                                $util.base64.decode(object.transferId, message.transferId = $util.newBuffer($util.base64.length(object.transferId)), 0);
                            else if (object.transferId.length >= 0)
                                message.transferId = object.transferId;
                    if (object.leaves != null)
                        if (typeof object.leaves === "object" ? object.leaves.low || object.leaves.high : $Number(object.leaves) !== 0)
                            if ($util.Long)
                                message.leaves = $util.Long.fromValue(object.leaves, true);
                            else if (typeof object.leaves === "string")
                                message.leaves = $parseInt(object.leaves, 10);
                            else if (typeof object.leaves === "number")
                                message.leaves = object.leaves;
                            else if (typeof object.leaves === "object")
                                message.leaves = new $util.LongBits(object.leaves.low >>> 0, object.leaves.high >>> 0).toNumber(true);
                    if (object.listHash != null)
                        if (object.listHash.length)
                            if (typeof object.listHash === "string")
                                $util.base64.decode(object.listHash, message.listHash = $util.newBuffer($util.base64.length(object.listHash)), 0);
                            else if (object.listHash.length >= 0)
                                message.listHash = object.listHash;
                    if (object.end !== 0 && (typeof object.end !== "string" || $root.potluck.content.v1.End[object.end] !== 0))
                        switch (object.end) {
                        case "RUNNING":
                        case 0:
                            message.end = 0;
                            break;
                        case "COMPLETE":
                        case 1:
                            message.end = 1;
                            break;
                        case "LOST":
                        case 2:
                            message.end = 2;
                            break;
                        case "ORIGIN_FAILED":
                        case 3:
                            message.end = 3;
                            break;
                        case "UNSHAREABLE":
                        case 4:
                            message.end = 4;
                            break;
                        case "OFFLINE":
                        case 5:
                            message.end = 5;
                            break;
                        default:
                            if (typeof object.end === "number" && (object.end | 0) === object.end)
                                message.end = object.end;
                        }
                    if (object.totalBytes != null)
                        if (typeof object.totalBytes === "object" ? object.totalBytes.low || object.totalBytes.high : $Number(object.totalBytes) !== 0)
                            if ($util.Long)
                                message.totalBytes = $util.Long.fromValue(object.totalBytes, true);
                            else if (typeof object.totalBytes === "string")
                                message.totalBytes = $parseInt(object.totalBytes, 10);
                            else if (typeof object.totalBytes === "number")
                                message.totalBytes = object.totalBytes;
                            else if (typeof object.totalBytes === "object")
                                message.totalBytes = new $util.LongBits(object.totalBytes.low >>> 0, object.totalBytes.high >>> 0).toNumber(true);
                    if (object.digest != null)
                        if (object.digest.length)
                            if (typeof object.digest === "string")
                                $util.base64.decode(object.digest, message.digest = $util.newBuffer($util.base64.length(object.digest)), 0);
                            else if (object.digest.length >= 0)
                                message.digest = object.digest;
                    if (object.expectedBytes != null)
                        if ($util.Long)
                            message.expectedBytes = $util.Long.fromValue(object.expectedBytes, true);
                        else if (typeof object.expectedBytes === "string")
                            message.expectedBytes = $parseInt(object.expectedBytes, 10);
                        else if (typeof object.expectedBytes === "number")
                            message.expectedBytes = object.expectedBytes;
                        else if (typeof object.expectedBytes === "object")
                            message.expectedBytes = new $util.LongBits(object.expectedBytes.low >>> 0, object.expectedBytes.high >>> 0).toNumber(true);
                    if (object.contentType != null)
                        if (typeof object.contentType !== "string" || object.contentType.length)
                            message.contentType = $String(object.contentType);
                    if (object.etag != null)
                        if (typeof object.etag !== "string" || object.etag.length)
                            message.etag = $String(object.etag);
                    if (object.lastModified != null)
                        if (typeof object.lastModified !== "string" || object.lastModified.length)
                            message.lastModified = $String(object.lastModified);
                    if (object.cacheControl != null)
                        if (typeof object.cacheControl !== "string" || object.cacheControl.length)
                            message.cacheControl = $String(object.cacheControl);
                    if (object.date != null)
                        if (typeof object.date !== "string" || object.date.length)
                            message.date = $String(object.date);
                    if (object.age != null)
                        if (typeof object.age !== "string" || object.age.length)
                            message.age = $String(object.age);
                    if (object.expires != null)
                        if (typeof object.expires !== "string" || object.expires.length)
                            message.expires = $String(object.expires);
                    if (object.vary != null)
                        if (typeof object.vary !== "string" || object.vary.length)
                            message.vary = $String(object.vary);
                    if (object.contentDisposition != null)
                        if (typeof object.contentDisposition !== "string" || object.contentDisposition.length)
                            message.contentDisposition = $String(object.contentDisposition);
                    if (object.contentLanguage != null)
                        if (typeof object.contentLanguage !== "string" || object.contentLanguage.length)
                            message.contentLanguage = $String(object.contentLanguage);
                    if (object.redirected != null)
                        if (object.redirected)
                            message.redirected = $Boolean(object.redirected);
                    if (object.contentTypeOptions != null)
                        if (typeof object.contentTypeOptions !== "string" || object.contentTypeOptions.length)
                            message.contentTypeOptions = $String(object.contentTypeOptions);
                    if (object.resourcePolicy != null)
                        if (typeof object.resourcePolicy !== "string" || object.resourcePolicy.length)
                            message.resourcePolicy = $String(object.resourcePolicy);
                    if (object.changed != null)
                        if (object.changed)
                            message.changed = $Boolean(object.changed);
                    return message;
                };

                /**
                 * Creates a plain object from a Statement message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.content.v1.Statement
                 * @static
                 * @param {potluck.content.v1.Statement} message Statement
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
                            object.transferId = "";
                        else {
                            object.transferId = [];
                            if (options.bytes !== $Array)
                                object.transferId = $util.newBuffer(object.transferId);
                        }
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.leaves = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.leaves = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if (options.bytes === $String)
                            object.listHash = "";
                        else {
                            object.listHash = [];
                            if (options.bytes !== $Array)
                                object.listHash = $util.newBuffer(object.listHash);
                        }
                        object.end = options.enums === $String ? "RUNNING" : 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.totalBytes = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.totalBytes = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if (options.bytes === $String)
                            object.digest = "";
                        else {
                            object.digest = [];
                            if (options.bytes !== $Array)
                                object.digest = $util.newBuffer(object.digest);
                        }
                        object.contentType = "";
                        object.etag = "";
                        object.lastModified = "";
                        object.cacheControl = "";
                        object.date = "";
                        object.age = "";
                        object.expires = "";
                        object.vary = "";
                        object.contentDisposition = "";
                        object.contentLanguage = "";
                        object.redirected = false;
                        object.contentTypeOptions = "";
                        object.resourcePolicy = "";
                        object.changed = false;
                    }
                    if (message.transferId != null && $Object.hasOwnProperty.call(message, "transferId"))
                        object.transferId = options.bytes === $String ? $util.base64.encode(message.transferId, 0, message.transferId.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.transferId) : message.transferId;
                    if (message.leaves != null && $Object.hasOwnProperty.call(message, "leaves"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.leaves = typeof message.leaves === "number" ? $BigInt(message.leaves) : $util.Long.fromBits(message.leaves.low >>> 0, message.leaves.high >>> 0, true).toBigInt();
                        else if (typeof message.leaves === "number")
                            object.leaves = options.longs === $String ? $String(message.leaves) : message.leaves;
                        else
                            object.leaves = options.longs === $String ? $util.Long.prototype.toString.call(message.leaves) : options.longs === $Number ? new $util.LongBits(message.leaves.low >>> 0, message.leaves.high >>> 0).toNumber(true) : message.leaves;
                    if (message.listHash != null && $Object.hasOwnProperty.call(message, "listHash"))
                        object.listHash = options.bytes === $String ? $util.base64.encode(message.listHash, 0, message.listHash.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.listHash) : message.listHash;
                    if (message.end != null && $Object.hasOwnProperty.call(message, "end"))
                        object.end = options.enums === $String ? $root.potluck.content.v1.End[message.end] === $undefined ? message.end : $root.potluck.content.v1.End[message.end] : message.end;
                    if (message.totalBytes != null && $Object.hasOwnProperty.call(message, "totalBytes"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.totalBytes = typeof message.totalBytes === "number" ? $BigInt(message.totalBytes) : $util.Long.fromBits(message.totalBytes.low >>> 0, message.totalBytes.high >>> 0, true).toBigInt();
                        else if (typeof message.totalBytes === "number")
                            object.totalBytes = options.longs === $String ? $String(message.totalBytes) : message.totalBytes;
                        else
                            object.totalBytes = options.longs === $String ? $util.Long.prototype.toString.call(message.totalBytes) : options.longs === $Number ? new $util.LongBits(message.totalBytes.low >>> 0, message.totalBytes.high >>> 0).toNumber(true) : message.totalBytes;
                    if (message.digest != null && $Object.hasOwnProperty.call(message, "digest"))
                        object.digest = options.bytes === $String ? $util.base64.encode(message.digest, 0, message.digest.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.digest) : message.digest;
                    if (message.expectedBytes != null && $Object.hasOwnProperty.call(message, "expectedBytes"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.expectedBytes = typeof message.expectedBytes === "number" ? $BigInt(message.expectedBytes) : $util.Long.fromBits(message.expectedBytes.low >>> 0, message.expectedBytes.high >>> 0, true).toBigInt();
                        else if (typeof message.expectedBytes === "number")
                            object.expectedBytes = options.longs === $String ? $String(message.expectedBytes) : message.expectedBytes;
                        else
                            object.expectedBytes = options.longs === $String ? $util.Long.prototype.toString.call(message.expectedBytes) : options.longs === $Number ? new $util.LongBits(message.expectedBytes.low >>> 0, message.expectedBytes.high >>> 0).toNumber(true) : message.expectedBytes;
                    if (message.contentType != null && $Object.hasOwnProperty.call(message, "contentType"))
                        object.contentType = message.contentType;
                    if (message.etag != null && $Object.hasOwnProperty.call(message, "etag"))
                        object.etag = message.etag;
                    if (message.lastModified != null && $Object.hasOwnProperty.call(message, "lastModified"))
                        object.lastModified = message.lastModified;
                    if (message.cacheControl != null && $Object.hasOwnProperty.call(message, "cacheControl"))
                        object.cacheControl = message.cacheControl;
                    if (message.date != null && $Object.hasOwnProperty.call(message, "date"))
                        object.date = message.date;
                    if (message.age != null && $Object.hasOwnProperty.call(message, "age"))
                        object.age = message.age;
                    if (message.expires != null && $Object.hasOwnProperty.call(message, "expires"))
                        object.expires = message.expires;
                    if (message.vary != null && $Object.hasOwnProperty.call(message, "vary"))
                        object.vary = message.vary;
                    if (message.contentDisposition != null && $Object.hasOwnProperty.call(message, "contentDisposition"))
                        object.contentDisposition = message.contentDisposition;
                    if (message.contentLanguage != null && $Object.hasOwnProperty.call(message, "contentLanguage"))
                        object.contentLanguage = message.contentLanguage;
                    if (message.redirected != null && $Object.hasOwnProperty.call(message, "redirected"))
                        object.redirected = message.redirected;
                    if (message.contentTypeOptions != null && $Object.hasOwnProperty.call(message, "contentTypeOptions"))
                        object.contentTypeOptions = message.contentTypeOptions;
                    if (message.resourcePolicy != null && $Object.hasOwnProperty.call(message, "resourcePolicy"))
                        object.resourcePolicy = message.resourcePolicy;
                    if (message.changed != null && $Object.hasOwnProperty.call(message, "changed"))
                        object.changed = message.changed;
                    return object;
                };

                /**
                 * Converts this Statement to JSON.
                 * @function toJSON
                 * @memberof potluck.content.v1.Statement
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Statement.prototype.toJSON = function() {
                    return Statement.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Statement;
            })();

            v1.Part = (function() {

                /**
                 * Properties of a Part.
                 * @typedef {Object} potluck.content.v1.Part.$Properties
                 * @property {Uint8Array|null} [statement] Part statement
                 * @property {Uint8Array|null} [signature] Part signature
                 * @property {number|null} [firstLeaf] Part firstLeaf
                 * @property {Uint8Array|null} [leafHashes] Part leafHashes
                 * @property {number|null} [heldLeaves] Part heldLeaves
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Part.
                 * @memberof potluck.content.v1
                 * @interface IPart
                 * @augments potluck.content.v1.Part.$Properties
                 * @deprecated Use potluck.content.v1.Part.$Properties instead.
                 */

                /**
                 * Shape of a Part.
                 * @typedef {potluck.content.v1.Part.$Properties} potluck.content.v1.Part.$Shape
                 */

                /**
                 * Constructs a new Part.
                 * @memberof potluck.content.v1
                 * @classdesc Represents a Part.
                 * @constructor
                 * @param {potluck.content.v1.Part.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Part = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Part statement.
                 * @member {Uint8Array} statement
                 * @memberof potluck.content.v1.Part
                 * @instance
                 */
                Part.prototype.statement = $util.newBuffer([]);

                /**
                 * Part signature.
                 * @member {Uint8Array} signature
                 * @memberof potluck.content.v1.Part
                 * @instance
                 */
                Part.prototype.signature = $util.newBuffer([]);

                /**
                 * Part firstLeaf.
                 * @member {number} firstLeaf
                 * @memberof potluck.content.v1.Part
                 * @instance
                 */
                Part.prototype.firstLeaf = 0;

                /**
                 * Part leafHashes.
                 * @member {Uint8Array} leafHashes
                 * @memberof potluck.content.v1.Part
                 * @instance
                 */
                Part.prototype.leafHashes = $util.newBuffer([]);

                /**
                 * Part heldLeaves.
                 * @member {number} heldLeaves
                 * @memberof potluck.content.v1.Part
                 * @instance
                 */
                Part.prototype.heldLeaves = 0;

                /**
                 * Creates a new Part instance using the specified properties.
                 * @function create
                 * @memberof potluck.content.v1.Part
                 * @static
                 * @param {potluck.content.v1.Part.$Properties=} [properties] Properties to set
                 * @returns {potluck.content.v1.Part} Part instance
                 * @type {{
                 *   (properties: potluck.content.v1.Part.$Shape): potluck.content.v1.Part & potluck.content.v1.Part.$Shape;
                 *   (properties?: potluck.content.v1.Part.$Properties): potluck.content.v1.Part;
                 * }}
                 */
                Part.create = function(properties) {
                    return new Part(properties);
                };

                /**
                 * Encodes the specified Part message. Does not implicitly {@link potluck.content.v1.Part.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.content.v1.Part
                 * @static
                 * @param {potluck.content.v1.Part.$Properties} message Part message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Part.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.statement != null && $Object.hasOwnProperty.call(message, "statement") && message.statement.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.statement);
                    if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.signature);
                    if (message.firstLeaf != null && $Object.hasOwnProperty.call(message, "firstLeaf") && (typeof message.firstLeaf === "object" ? message.firstLeaf.low || message.firstLeaf.high : message.firstLeaf !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.firstLeaf);
                    if (message.leafHashes != null && $Object.hasOwnProperty.call(message, "leafHashes") && message.leafHashes.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.leafHashes);
                    if (message.heldLeaves != null && $Object.hasOwnProperty.call(message, "heldLeaves") && (typeof message.heldLeaves === "object" ? message.heldLeaves.low || message.heldLeaves.high : message.heldLeaves !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.heldLeaves);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Part message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.content.v1.Part
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.content.v1.Part & potluck.content.v1.Part.$Shape} Part
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Part.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.content.v1.Part();
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
                                    message.statement = value;
                                else
                                    delete message.statement;
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
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.firstLeaf = value;
                                else
                                    delete message.firstLeaf;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.leafHashes = value;
                                else
                                    delete message.leafHashes;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.heldLeaves = value;
                                else
                                    delete message.heldLeaves;
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
                 * Creates a Part message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.content.v1.Part
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.content.v1.Part} Part
                 */
                Part.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.content.v1.Part)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.content.v1.Part: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.content.v1.Part();
                    if (object.statement != null)
                        if (object.statement.length)
                            if (typeof object.statement === "string")
                                $util.base64.decode(object.statement, message.statement = $util.newBuffer($util.base64.length(object.statement)), 0);
                            else if (object.statement.length >= 0)
                                message.statement = object.statement;
                    if (object.signature != null)
                        if (object.signature.length)
                            if (typeof object.signature === "string")
                                $util.base64.decode(object.signature, message.signature = $util.newBuffer($util.base64.length(object.signature)), 0);
                            else if (object.signature.length >= 0)
                                message.signature = object.signature;
                    if (object.firstLeaf != null)
                        if (typeof object.firstLeaf === "object" ? object.firstLeaf.low || object.firstLeaf.high : $Number(object.firstLeaf) !== 0)
                            if ($util.Long)
                                message.firstLeaf = $util.Long.fromValue(object.firstLeaf, true);
                            else if (typeof object.firstLeaf === "string")
                                message.firstLeaf = $parseInt(object.firstLeaf, 10);
                            else if (typeof object.firstLeaf === "number")
                                message.firstLeaf = object.firstLeaf;
                            else if (typeof object.firstLeaf === "object")
                                message.firstLeaf = new $util.LongBits(object.firstLeaf.low >>> 0, object.firstLeaf.high >>> 0).toNumber(true);
                    if (object.leafHashes != null)
                        if (object.leafHashes.length)
                            if (typeof object.leafHashes === "string")
                                $util.base64.decode(object.leafHashes, message.leafHashes = $util.newBuffer($util.base64.length(object.leafHashes)), 0);
                            else if (object.leafHashes.length >= 0)
                                message.leafHashes = object.leafHashes;
                    if (object.heldLeaves != null)
                        if (typeof object.heldLeaves === "object" ? object.heldLeaves.low || object.heldLeaves.high : $Number(object.heldLeaves) !== 0)
                            if ($util.Long)
                                message.heldLeaves = $util.Long.fromValue(object.heldLeaves, true);
                            else if (typeof object.heldLeaves === "string")
                                message.heldLeaves = $parseInt(object.heldLeaves, 10);
                            else if (typeof object.heldLeaves === "number")
                                message.heldLeaves = object.heldLeaves;
                            else if (typeof object.heldLeaves === "object")
                                message.heldLeaves = new $util.LongBits(object.heldLeaves.low >>> 0, object.heldLeaves.high >>> 0).toNumber(true);
                    return message;
                };

                /**
                 * Creates a plain object from a Part message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.content.v1.Part
                 * @static
                 * @param {potluck.content.v1.Part} message Part
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Part.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.statement = "";
                        else {
                            object.statement = [];
                            if (options.bytes !== $Array)
                                object.statement = $util.newBuffer(object.statement);
                        }
                        if (options.bytes === $String)
                            object.signature = "";
                        else {
                            object.signature = [];
                            if (options.bytes !== $Array)
                                object.signature = $util.newBuffer(object.signature);
                        }
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.firstLeaf = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.firstLeaf = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if (options.bytes === $String)
                            object.leafHashes = "";
                        else {
                            object.leafHashes = [];
                            if (options.bytes !== $Array)
                                object.leafHashes = $util.newBuffer(object.leafHashes);
                        }
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.heldLeaves = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.heldLeaves = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    }
                    if (message.statement != null && $Object.hasOwnProperty.call(message, "statement"))
                        object.statement = options.bytes === $String ? $util.base64.encode(message.statement, 0, message.statement.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.statement) : message.statement;
                    if (message.signature != null && $Object.hasOwnProperty.call(message, "signature"))
                        object.signature = options.bytes === $String ? $util.base64.encode(message.signature, 0, message.signature.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.signature) : message.signature;
                    if (message.firstLeaf != null && $Object.hasOwnProperty.call(message, "firstLeaf"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.firstLeaf = typeof message.firstLeaf === "number" ? $BigInt(message.firstLeaf) : $util.Long.fromBits(message.firstLeaf.low >>> 0, message.firstLeaf.high >>> 0, true).toBigInt();
                        else if (typeof message.firstLeaf === "number")
                            object.firstLeaf = options.longs === $String ? $String(message.firstLeaf) : message.firstLeaf;
                        else
                            object.firstLeaf = options.longs === $String ? $util.Long.prototype.toString.call(message.firstLeaf) : options.longs === $Number ? new $util.LongBits(message.firstLeaf.low >>> 0, message.firstLeaf.high >>> 0).toNumber(true) : message.firstLeaf;
                    if (message.leafHashes != null && $Object.hasOwnProperty.call(message, "leafHashes"))
                        object.leafHashes = options.bytes === $String ? $util.base64.encode(message.leafHashes, 0, message.leafHashes.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.leafHashes) : message.leafHashes;
                    if (message.heldLeaves != null && $Object.hasOwnProperty.call(message, "heldLeaves"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.heldLeaves = typeof message.heldLeaves === "number" ? $BigInt(message.heldLeaves) : $util.Long.fromBits(message.heldLeaves.low >>> 0, message.heldLeaves.high >>> 0, true).toBigInt();
                        else if (typeof message.heldLeaves === "number")
                            object.heldLeaves = options.longs === $String ? $String(message.heldLeaves) : message.heldLeaves;
                        else
                            object.heldLeaves = options.longs === $String ? $util.Long.prototype.toString.call(message.heldLeaves) : options.longs === $Number ? new $util.LongBits(message.heldLeaves.low >>> 0, message.heldLeaves.high >>> 0).toNumber(true) : message.heldLeaves;
                    return object;
                };

                /**
                 * Converts this Part to JSON.
                 * @function toJSON
                 * @memberof potluck.content.v1.Part
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Part.prototype.toJSON = function() {
                    return Part.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Part;
            })();

            return v1;
        })();

        return content;
    })();

    return potluck;
})();

export {
  $root as default
};
