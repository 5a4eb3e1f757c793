package archsim.workloads.imports.checkpoint;

import java.util.Optional;

/** One way to store the weights of a layer. */
@FunctionalInterface
interface WeightFormat {

    /**
     * The weights of {@code module}.
     *
     * @throws archsim.base.InvalidInputException if its tensors do not fit one another or {@code config}
     */
    StoredMatrix read(Module module, QuantisationConfig config);

    /** The format of a module, by the names of its tensors; empty if none is known by them. */
    static Optional<WeightFormat> of(Module module, QuantisationConfig config) {
        if (module.has("weight_packed")) {
            return Optional.of(Fp4Packed.isFp4(module) ? new Fp4Packed() : new PackQuantised());
        }
        if (module.has("compressed") || module.has("bitmask")) {
            return Optional.of(new SparseBitmask());
        }
        if (module.has("qweight")) {
            boolean awq = config.method().filter("awq"::equals).isPresent();
            return Optional.of(awq ? new Awq() : new Gptq());
        }
        if (!module.has("weight")) {
            return Optional.empty();
        }
        boolean scaled = module.has("weight_scale") || module.has("weight_scale_inv");
        return Optional.of(scaled ? new ScaledWeights() : new PlainWeights());
    }
}
