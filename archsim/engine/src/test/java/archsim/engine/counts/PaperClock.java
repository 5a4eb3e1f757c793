package archsim.engine.counts;

import static archsim.engine.counts.WorkedLayer.between;

import archsim.engine.accelerator.Accelerator;
import java.util.Map;

/** The clock of a machine worked out on paper: flip-flop.json, and two operands, a product and a sum a multiplier. */
public final class PaperClock {

    /** Bits of register files of up to 64 words, by hand from the machines' files. */
    private static final Map<String, Integer> STORED_BITS = Map.of(
            // 64 PEs: 64 input and 64 output registers, a queue of 8, a codebook of 16, all of 16 bits
            "eie", 64 * (64 + 64 + 8 + 16) * 16,
            // 168 PEs: 12 inputs and 24 sums of 16 bits
            "eyeriss", 168 * (12 + 24) * 16);

    /** Bits of single registers that are components of their own: 256 PEs with two operands of 8 bits and a sum of 32. */
    private static final Map<String, Integer> SINGLE_REGISTER_BITS = Map.of("systolic", 256 * (8 + 8 + 32));

    private PaperClock() {}

    /** Area of {@code bits} of registers, with 13 % for the clock network, in square millimetres. */
    public static double registersMm2(Accelerator machine, long bits) {
        return bitUm2(machine.technologyNm()) * 1.13 * bits / 1e6;
    }

    /** Energy of one cycle; a bit of a register file counts a quarter. */
    public static double cyclePj(Accelerator machine) {
        return bitFj(machine.technologyNm()) / 1000 * (pipelineBits(machine) + storedBits(machine) / 4.0);
    }

    /** Area of the pipeline registers that are no other component. */
    public static double areaMm2(Accelerator machine) {
        return registersMm2(machine, pipelineBits(machine) - SINGLE_REGISTER_BITS.getOrDefault(machine.name(), 0));
    }

    /** Flip-flops that the clock reaches in every cycle. */
    public static long pipelineBits(Accelerator machine) {
        int operands = machine.precision().weightBits() + machine.precision().activationBits();
        return (long) machine.machine().multipliers()
                * (2 * operands + machine.precision().accumulatorBits());
    }

    /** Flip-flops of register files. */
    public static int storedBits(Accelerator machine) {
        return STORED_BITS.getOrDefault(machine.name(), 0);
    }

    /** The row of 45 nm is at 1.1 V, a tenth above nominal. */
    private static double bitFj(int technologyNm) {
        double at45Nm = 8.35 / (1.1 * 1.1);
        return switch (technologyNm) {
            case 65 -> between(45, at45Nm, 130, 30, 65);
            case 45 -> at45Nm;
            case 16 -> between(7, 0.76, 45, at45Nm, 16);
            default -> throw new IllegalArgumentException(technologyNm + " nm is not on paper");
        };
    }

    private static double bitUm2(int technologyNm) {
        return switch (technologyNm) {
            case 65 -> between(45, 4.52, 130, 47.2, 65);
            case 45 -> 4.52;
            case 16 -> between(7, 0.29, 45, 4.52, 16);
            default -> throw new IllegalArgumentException(technologyNm + " nm is not on paper");
        };
    }
}
