package archsim.engine.machines.loopnest.architecture;

import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** A level of a described machine, outermost first: a memory, or instances of all that stands behind it. */
@JsonbTypeInfo(
        key = "type",
        value = {
            @JsonbSubtype(alias = "dram", type = Dram.class),
            @JsonbSubtype(alias = "memory", type = Memory.class),
            @JsonbSubtype(alias = "spatial", type = Spatial.class)
        })
public sealed interface Level permits Dram, Memory, Spatial {

    /** In mappings and results. */
    String name();

    /** Instances of the next level that one of this level feeds. */
    default int instances() {
        return 1;
    }

    /** Whether it stores {@code operand}. */
    boolean holds(Operand operand);

    /** Whether steps of its loops in which {@code operand} is zero throughout are skipped. */
    default boolean skips(Operand operand) {
        return false;
    }

    /** Whether instances are only for places in which {@code operand} is not zero throughout. */
    default boolean packs(Operand operand) {
        return false;
    }

    /** Whether what leaves it inwards contains the padding of inputs. */
    default boolean padsInputs() {
        return false;
    }

    /** How it stores {@code operand}. */
    default Format format(Operand operand) {
        return Format.UNCOMPRESSED;
    }

    /** Node of what it is made of; the machine's if absent. */
    default OptionalInt technologyNm() {
        return OptionalInt.empty();
    }

    /** The same level for operands of these widths. */
    default Level ofWidths(int weightBits, int activationBits) {
        return this;
    }

    /** The same level with another code of weights where it has one. */
    default Level withWeights(UnaryOperator<Format> code) {
        return this;
    }
}
