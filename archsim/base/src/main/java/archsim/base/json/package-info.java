/**
 * JSON read strictly: what JSON-B would silently truncate, default or ignore is an error here.
 *
 * <p>{@link archsim.base.json.StrictJson} is the entry. A file passes three gates: syntax and keys given twice ({@code
 * JsonScanner}, {@code StrictParser}), the shape of the record it is to become ({@code ShapeCheck}), and the record's own
 * constructor ({@code ConstructorFaults}). The faults of all three are reported together; but a record with a fault
 * inside cannot be built, so its own constructor is not heard. Binding is JSON-B; writing is {@code JsonTree}, which
 * keeps the order of declaration.
 */
package archsim.base.json;
