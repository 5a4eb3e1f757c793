package archsim.base.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a record of which an object in JSON is looked at as a whole even where it cannot be bound. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CheckedInPart {

    /** The check, made by its public constructor without parameters. */
    Class<? extends PartCheck> value();
}
