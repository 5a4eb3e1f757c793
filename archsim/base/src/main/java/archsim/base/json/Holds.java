package archsim.base.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a reader makes of a component that takes any JSON, or of each element of a list of such: for the schema, which
 * otherwise could say nothing of it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Holds {

    /** Types of which it must be one. */
    Class<?>[] value();

    /** Whether a text may name it instead. */
    boolean orName() default false;

    /** Whether it may be an object that names another by {@code "base"} and holds what differs. */
    boolean orBase() default false;

    /** Whether it may be an object that lacks some keys, which come from elsewhere. */
    boolean orPart() default false;

    /** Whether it may be a list of them. */
    boolean orList() default false;

    /** Whether it may be an object of them by name. */
    boolean orByName() default false;
}
