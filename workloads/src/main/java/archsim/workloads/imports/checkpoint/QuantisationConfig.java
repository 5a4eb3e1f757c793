package archsim.workloads.imports.checkpoint;

import archsim.base.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * {@code quantization_config} of a checkpoint's {@code config.json}, or {@code quantize_config.json} beside it.
 *
 * @param settings as written; empty if nothing is quantised
 * @param method {@code compressed-tensors}, {@code gptq}, {@code awq} or {@code fp8}
 */
record QuantisationConfig(Optional<ConfigNode> settings, Optional<String> method) {

    private static final List<String> METHODS = List.of("compressed-tensors", "gptq", "awq", "fp8");

    static QuantisationConfig of(ConfigNode config, Optional<ConfigNode> beside) {
        Optional<ConfigNode> settings = config.child("quantization_config")
                .or(() -> config.child("compression_config"))
                .or(() -> beside);
        Optional<String> method = settings.map(found ->
                found.text("quant_method").orElseGet(() -> beside.isPresent() ? "gptq" : "compressed-tensors"));
        method.filter(found -> !METHODS.contains(found)).ifPresent(found -> {
            throw settings.get().fault("quant_method", "must be one of %s, was %s, which is not read", METHODS, found);
        });
        return new QuantisationConfig(settings, method);
    }

    /** The settings of {@code expected}, which tensors of {@code module} are made by. */
    ConfigNode of(Module module, String expected) {
        return settings.filter(any -> method.filter(expected::equals).isPresent())
                .orElseThrow(() -> module.fault(
                        "has tensors of %s (%s), but quantization_config of config.json says %s",
                        expected, String.join(", ", module.names()), method.orElse("nothing")));
    }

    /** The scheme of compressed-tensors for {@code module}. */
    WeightScheme scheme(Module module) {
        ConfigNode found = of(module, "compressed-tensors");
        String format = found.text("format").orElse("dense");
        Map<String, ConfigNode> classes = new TreeMap<>();
        for (ConfigNode group :
                found.child("config_groups").map(ConfigNode::children).orElse(List.of())) {
            for (String target : group.texts("targets")) {
                if (names(group, target, module.name())) {
                    return WeightScheme.of(group, format);
                }
                if (target.matches("[A-Z]\\w*")) {
                    classes.put(group.pointer(), group);
                }
            }
        }
        if (classes.size() != 1) {
            throw module.fault("must be the target of one of config_groups, was of %d", classes.size());
        }
        return WeightScheme.of(classes.values().iterator().next(), format);
    }

    private static boolean names(ConfigNode group, String target, String module) {
        if (!target.startsWith("re:")) {
            return target.equals(module);
        }
        try {
            return Pattern.compile(target.substring(3)).matcher(module).lookingAt();
        } catch (PatternSyntaxException e) {
            throw badPattern(group, e);
        }
    }

    private static InvalidInputException badPattern(ConfigNode group, PatternSyntaxException fault) {
        return group.fault("targets", "must hold regular expressions after re:, was %s", fault.getPattern());
    }

    /** Version of the library that wrote the file, major and minor, if it is told. */
    Optional<Integer> minorVersion() {
        return settings.flatMap(found -> found.text("version"))
                .filter(text -> text.matches("\\d{1,3}\\.\\d{1,4}(\\..*)?"))
                .map(text -> text.split("\\.", -1))
                .map(parts -> Integer.parseInt(parts[0]) * 10_000 + Integer.parseInt(parts[1]));
    }

    /** Format of {@code sparsity_config}, if there is one. */
    Optional<String> sparsity() {
        return settings.flatMap(found -> found.child("sparsity_config"))
                .flatMap(found -> found.text("format"))
                .filter(format -> !format.equals("dense"));
    }
}
