package archsim.base.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface that anybody may implement by a record: which one an object in JSON becomes, a registry says.
 *
 * <p>A record component of such a type also carries {@code @JsonbTypeDeserializer(SubtypeReader.class)}, so that JSON-B
 * asks the same registry.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ResolvedBy {

    /** The registry, made by its public constructor without parameters. */
    Class<? extends Subtypes> value();
}
