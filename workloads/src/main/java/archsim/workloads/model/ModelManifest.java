package archsim.workloads.model;

import archsim.base.json.EnumNames;
import archsim.base.json.Range;
import archsim.base.json.StrictJson;
import archsim.workloads.BlockPattern;
import archsim.workloads.Scheme;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How a model came to be, and what it claims: the part of its file that is for people.
 *
 * @param schemaVersion of this record
 * @param network name of a network that ships
 * @param scheme how it was pruned
 * @param dataset that it was trained on
 * @param datasetSha256 of the data set
 * @param layers in the network's order
 * @param accuracyBefore of the dense model on the test set, 0 to 1; absent if not measured
 * @param accuracyAfter of this model on the test set, 0 to 1; absent if not measured
 * @param seed of every random choice
 * @param hyperParameters of the training, in alphabetical order
 * @param archsimVersion that made it
 * @param block of scheme {@code block}: blocks, and weights in what stays of them
 */
public record ModelManifest(
        @Range(min = 1, max = 1) int schemaVersion,
        String network,
        Scheme scheme,
        String dataset,
        String datasetSha256,
        List<LayerManifest> layers,
        @Range(min = 0, max = 1) OptionalDouble accuracyBefore,
        @Range(min = 0, max = 1) OptionalDouble accuracyAfter,
        long seed,
        Map<String, String> hyperParameters,
        String archsimVersion,
        Optional<BlockPattern> block) {

    /** The only version so far. */
    public static final int SCHEMA_VERSION = 1;

    /** Key of {@link #hyperParameters} under which a model says what to beware of. */
    public static final String WARNING = "warning";

    /** Key of {@link #hyperParameters} of how many images the accuracies are; absent in older models. */
    public static final String TEST_IMAGES = "testImages";

    public ModelManifest {
        if (block.isPresent() && scheme != Scheme.BLOCK) {
            throw new IllegalArgumentException("block belongs to scheme \"block\" only");
        }
        layers = List.copyOf(layers);
        hyperParameters = Collections.unmodifiableMap(new TreeMap<>(hyperParameters));
    }

    /** The same with one more entry among the hyper-parameters. */
    public ModelManifest with(String key, String value) {
        var parameters = new TreeMap<>(hyperParameters);
        parameters.put(key, value);
        return new ModelManifest(
                schemaVersion,
                network,
                scheme,
                dataset,
                datasetSha256,
                layers,
                accuracyBefore,
                accuracyAfter,
                seed,
                parameters,
                archsimVersion,
                block);
    }

    /** The same with accuracies on another data set. */
    public ModelManifest withAccuracies(
            String otherDataset, String otherSha256, OptionalDouble before, OptionalDouble after) {
        return new ModelManifest(
                schemaVersion,
                network,
                scheme,
                otherDataset,
                otherSha256,
                layers,
                before,
                after,
                seed,
                hyperParameters,
                archsimVersion,
                block);
    }

    /** The manifest as its file holds it. */
    JsonObject toJson() {
        JsonObjectBuilder json = TensorHeader.JSON
                .createObjectBuilder()
                .add("schemaVersion", schemaVersion)
                .add("network", network)
                .add("scheme", EnumNames.of(scheme))
                .add("dataset", dataset)
                .add("datasetSha256", datasetSha256)
                .add("layers", layersToJson());
        accuracyBefore.ifPresent(accuracy -> json.add("accuracyBefore", accuracy));
        accuracyAfter.ifPresent(accuracy -> json.add("accuracyAfter", accuracy));
        JsonObjectBuilder parameters = TensorHeader.JSON.createObjectBuilder();
        hyperParameters.forEach(parameters::add);
        block.ifPresent(found -> json.add("block", StrictJson.parseObject(network, StrictJson.write(found))));
        return json.add("seed", seed)
                .add("hyperParameters", parameters)
                .add("archsimVersion", archsimVersion)
                .build();
    }

    private JsonArrayBuilder layersToJson() {
        JsonArrayBuilder json = TensorHeader.JSON.createArrayBuilder();
        for (LayerManifest layer : layers) {
            JsonObjectBuilder entry = TensorHeader.JSON
                    .createObjectBuilder()
                    .add("name", layer.name())
                    .add("bits", layer.bits())
                    .add("scale", layer.scale())
                    .add("keptWeights", layer.keptWeights())
                    .add("weights", layer.weights());
            layer.quantisation()
                    .ifPresent(found ->
                            entry.add("quantisation", StrictJson.parseObject(layer.name(), StrictJson.write(found))));
            json.add(entry);
        }
        return json;
    }
}
