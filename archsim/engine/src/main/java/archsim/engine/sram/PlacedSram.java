package archsim.engine.sram;

import archsim.energy.Action;
import archsim.energy.DataType;
import java.util.OptionalInt;

/**
 * An SRAM and where it stands.
 *
 * @param pointer within the JSON of the design
 * @param dataType that its leakage is counted for
 * @param instances equal ones
 * @param technologyNm of its own; the machine's if absent
 */
public record PlacedSram(
        String pointer, DataType dataType, SramBuffer buffer, long instances, OptionalInt technologyNm) {

    /** One nanosecond of leakage of a bank. */
    public Action leakage() {
        return new Action.SramLeakage(buffer.bankBytes(), buffer.wordBits()).in(technologyNm);
    }
}
