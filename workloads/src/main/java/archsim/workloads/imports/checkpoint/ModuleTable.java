package archsim.workloads.imports.checkpoint;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Gathers tensors by the layers that they belong to; faults go to the problems. */
final class ModuleTable {

    /** Tables that are looked up. */
    private static final Pattern EMBEDDING =
            Pattern.compile("(.*\\.)?(embed_tokens|tok_embeddings|embed_in|wte|wpe|word_embeddings|position_embeddings"
                    + "|token_type_embeddings|embed_positions|shared)");
    /** Of GPT-2: which tokens see which, stored with the weights. */
    /** Added to the scores of experts before the best are chosen. */
    private static final String SCORE_CORRECTION = "e_score_correction_bias";

    private static final Pattern CAUSAL_MASK = Pattern.compile("(.*\\.)?h\\.\\d+\\.attn\\.(masked_)?bias");
    /** Layers of GPT-2 that store inputs first. */
    private static final Pattern CONV1D = Pattern.compile("(.*\\.)?(c_attn|c_proj|c_fc|q_attn)");
    /** What packed weights of other libraries are known by. */
    private static final Map<String, String> OTHER_FORMATS = Map.of(
            "absmax", "bitsandbytes",
            "quant_map", "bitsandbytes",
            "nested_absmax", "bitsandbytes",
            "SCB", "bitsandbytes",
            "meta", "marlin-24",
            "scale_packed", "marlin-24",
            "gate_up_proj_blocks", "the MXFP4 of gpt-oss",
            "down_proj_blocks", "the MXFP4 of gpt-oss");

    private static final Set<String> PARTS = Set.of(
            "weight",
            "weight_packed",
            "weight_scale",
            "weight_scale_inv",
            "weight_zero_point",
            "weight_global_scale",
            "weight_shape",
            "weight_g_idx",
            "qweight",
            "qzeros",
            "scales",
            "g_idx",
            "compressed",
            "bitmask",
            "shape",
            "row_offsets");

    private final Problems problems;
    private final Map<NaturalName, Map<String, Tensor>> modules = new TreeMap<>();
    private final List<StoredMatrix> matrices = new ArrayList<>();
    private final List<StoredMatrix> embeddings = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    ModuleTable(Problems problems) {
        this.problems = problems;
    }

    void add(Tensor tensor) {
        String name = tensor.name();
        int dot = name.lastIndexOf('.');
        String part = name.substring(dot + 1);
        String module = dot < 0 ? "" : name.substring(0, dot);
        if (CAUSAL_MASK.matcher(name).matches() || part.equals(SCORE_CORRECTION)) {
            leftOut.add(name);
            return;
        }
        boolean sparse = Set.of("compressed", "bitmask", "shape", "row_offsets").contains(part);
        String layer = sparse && module.endsWith(".weight")
                ? module.substring(0, module.length() - ".weight".length())
                : module;
        if (modules.computeIfAbsent(new NaturalName(layer), any -> new HashMap<>())
                        .put(part, tensor)
                != null) {
            problems.add(tensor.fault("belongs to %s, which has such a tensor already", layer)
                    .faults()
                    .get(0));
        }
    }

    void read(ConfigNode config, QuantisationConfig quantisation) {
        boolean gpt2 = config.text("model_type").filter("gpt2"::equals).isPresent();
        modules.forEach((name, parts) -> {
            var module = new Module(name.text(), parts);
            try {
                read(module, quantisation, gpt2);
            } catch (InvalidInputException e) {
                e.faults().forEach(problems::add);
            }
        });
    }

    private void read(Module module, QuantisationConfig quantisation, boolean gpt2) {
        if (module.parts().keySet().stream().noneMatch(PARTS::contains) || isNorm(module)) {
            leaveOut(module);
            return;
        }
        boolean embedding = EMBEDDING.matcher(module.name()).matches();
        StoredMatrix matrix = gpt2 && module.has("weight")
                ? PlainWeights.read(module, CONV1D.matcher(module.name()).matches())
                : WeightFormat.of(module, quantisation)
                        .orElseThrow(() -> module.fault("needs weights beside %s", module.names()))
                        .read(module, quantisation);
        (embedding ? embeddings : matrices).add(matrix);
    }

    /** A normalisation has one weight a channel. */
    private static boolean isNorm(Module module) {
        return module.find("weight").filter(weight -> weight.shape().size() < 2).isPresent()
                && Set.of("weight", "bias").containsAll(module.parts().keySet());
    }

    private void leaveOut(Module module) {
        for (Map.Entry<String, Tensor> part : new TreeMap<>(module.parts()).entrySet()) {
            Tensor tensor = part.getValue();
            boolean packed = part.getKey().matches(".*(_packed|_scales?|_blocks|_zero_point|_g_idx)");
            if (OTHER_FORMATS.containsKey(part.getKey())) {
                throw tensor.fault("is of %s, which is not read", OTHER_FORMATS.get(part.getKey()));
            }
            if (tensor.shape().size() > 1 || (packed && !Module.OF_ACTIVATIONS.contains(part.getKey()))) {
                throw tensor.fault(
                        "of %s %s belongs to no layer and to no format that is read", tensor.type(), tensor.shape());
            }
            leftOut.add(tensor.name());
        }
    }

    List<StoredMatrix> matrices() {
        return matrices;
    }

    List<StoredMatrix> embeddings() {
        return embeddings;
    }

    List<String> leftOut() {
        return leftOut;
    }
}
