package archsim.base.json;

import archsim.base.Problems;
import jakarta.json.JsonObject;

/** Finds what is wrong with an object as a whole though some of its parts are faulty and no record can be made of it. */
public interface PartCheck {

    /**
     * Adds faults that the object has whatever its faulty parts are meant to be; those of the parts are reported already.
     *
     * @param written as it stands in the input
     * @param problems with pointers within the object
     */
    void check(JsonObject written, Problems problems);
}
