/**
 * JSON read strictly: what JSON-B would silently truncate, default or ignore is an error here.
 *
 * <p>{@link archsim.base.json.StrictJson} is the entry. A file passes three gates: syntax with duplicate keys and
 * trailing text ({@code StrictParser}), the shape of the record it is to become ({@code ShapeCheck}), and the record's
 * own constructor. All faults of a gate are reported together. Writing is plain JSON-B.
 */
package archsim.base.json;
