package archsim.sweep.tradeoff;

import archsim.base.json.Described;
import archsim.base.json.Holds;
import archsim.engine.accelerator.Accelerator;
import jakarta.json.JsonValue;

/**
 * A type of numbers with a pattern of zeros, and the machine that makes use of both.
 *
 * @param name heads its results
 * @param accelerator the machine, which is brought to the area of the first point's
 * @param workload the keys of a run's workload that make the point: weightType, weightBits, weightScales, sparsity, kvBits
 */
public record TradePoint(
        String name,

        @Described("an accelerator's name or an object")
        @Holds(value = Accelerator.class, orName = true, orBase = true, orPart = true)
        JsonValue accelerator,

        @Described("an object") JsonValue workload) {}
