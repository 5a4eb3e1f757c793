package archsim.compression.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.compression.network.Architectures;
import org.junit.jupiter.api.Test;

class RoundFaultsTest {

    private static String config(String scheme, String round, String rest) {
        return config("lenet5", scheme, round, rest);
    }

    private static String config(String network, String scheme, String round, String rest) {
        return """
                {"schemaVersion": 1, "network": "%s", "scheme": "%s", "seed": 3, "batchSize": 32,
                 "shiftPixels": 1, "validationImages": 128,
                 "dense": {"epochs": 2, "learningRate": 2e-3, "finalLearningRate": 1e-3},
                 "rounds": [{%s,
                   "admm": {"iterations": 2, "epochsPerIteration": 1, "rhoStart": 0.01, "rhoGrowth": 3,
                            "learningRate": 1e-3, "finalLearningRate": 1e-3},
                   "retraining": {"epochs": 2, "learningRate": 2e-3, "finalLearningRate": 1e-3}}],
                 "quantisation": {"grid": "equal-distance", "bits": 3%s, "steps": [
                   {"share": 1, "retraining": {"epochs": 1, "learningRate": 1e-3, "finalLearningRate": 1e-3}}]}}
                """.formatted(network, scheme, round, rest);
    }

    private static CompressionConfig parse(String scheme, String round) {
        return CompressionConfigs.parse("test.json", config(scheme, round, ""));
    }

    private static void refused(String scheme, String round, String rest, String... faults) {
        refusedFor("lenet5", scheme, round, rest, faults);
    }

    private static void refusedFor(String network, String scheme, String round, String rest, String... faults) {
        assertThatThrownBy(() -> CompressionConfigs.parse("test.json", config(network, scheme, round, rest)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.lines()).containsExactlyInAnyOrder(faults));
    }

    @Test
    void everySchemeHasARoundThatIsSound() {
        parse("non-structured", "\"layers\": {\"fc2\": {\"keep\": 9}}, \"total\": {\"rate\": 50}");
        parse("filter", "\"layers\": {\"conv1\": {\"filters\": 9}}");
        parse("column", "\"layers\": {\"conv1\": {\"columns\": 9}}");
        parse("channel", "\"layers\": {\"conv2\": {\"channels\": 9}}");
        parse("pattern", "\"layers\": {\"conv2\": {\"kernels\": 500}}, \"patterns\": {\"libraries\": [56, 12, 8]}");
        parse("nm", "\"layers\": {}, \"groups\": {\"n\": 2, \"m\": 4, \"layers\": [\"conv2\"]}");
    }

    /** A run of single weights may start with structured rounds. */
    @Test
    void aRoundMayHaveASchemeOfItsOwn() {
        CompressionConfig config = parse(
                "non-structured",
                "\"scheme\": \"column-filter\", \"layers\": {\"conv1\": {\"filters\": 9, \"columns\": 9}}");
        assertThat(config.schemeOf(config.rounds().get(0))).isEqualTo(archsim.workloads.Scheme.COLUMN_FILTER);
    }

    @Test
    void whatTheSchemeNeedsMustBeThere() {
        refused("nm", "\"layers\": {}", "", "/rounds/0/groups is missing");
        refused("pattern", "\"layers\": {}", "", "/rounds/0/patterns is missing");
        refused("channel", "\"layers\": {\"conv2\": {}}", "", "/rounds/0/layers/conv2/channels is missing");
    }

    /** conv1 and conv2 have 25 500 weights together. */
    @Test
    void aTotalMustFitItsLayers() {
        refused(
                "non-structured",
                "\"layers\": {}, \"total\": {\"keep\": 25501, \"layers\": [\"conv1\", \"conv2\"]}",
                "",
                "/rounds/0/total/keep must be 1 to 25500, was 25501");
        refused(
                "non-structured",
                "\"layers\": {\"conv1\": {\"keep\": 5}}, \"total\": {\"rate\": 3, \"layers\": [\"conv1\"]}",
                "",
                "/rounds/0/total/layers must not name conv1, which has a target of its own");
        refused(
                "non-structured",
                "\"layers\": {}, \"total\": {\"rate\": 3, \"keep\": 4}",
                "",
                "/rounds/0/total either keep or rate must be given, and not both");
    }

    /** conv1 has 20 filters and 25 columns, conv2 25,000 weights. */
    @Test
    void aRateIsACountOfTheScheme() {
        assertThat(counted("non-structured", "conv2", 8).keep()).hasValue(3125);
        assertThat(counted("filter", "conv1", 3).filters()).hasValue(7);
        assertThat(counted("column", "conv1", 2).columns()).hasValue(13);
        assertThat(counted("channel", "conv2", 100).channels()).hasValue(1);
    }

    private static LayerTarget counted(String scheme, String layer, double rate) {
        CompressionConfig config = parse(scheme, "\"layers\": {\"%s\": {\"rate\": %s}}".formatted(layer, rate));
        LayerTarget target = LayerRates.counted(config, Architectures.named("lenet5"))
                .rounds()
                .get(0)
                .layers()
                .get(layer);
        assertThat(target.rate()).isEmpty();
        return target;
    }

    @Test
    void aRateThatIsNoCountIsRefused() {
        refused(
                "column-filter",
                "\"layers\": {\"conv1\": {\"rate\": 2}}",
                "",
                "/rounds/0/layers/conv1/rate must be absent: the scheme column-filter has two counts, filters and columns");
        refused(
                "filter",
                "\"layers\": {\"fc2\": {\"rate\": 2}}",
                "",
                "/rounds/0/layers/fc2/filters must be absent: each filter of the last layer is a class");
        refused(
                "non-structured",
                "\"layers\": {\"conv1\": {\"rate\": 2, \"keep\": 5}}",
                "",
                "/rounds/0/layers/conv1 either a rate or counts must be given, and not both");
    }

    @Test
    void whatBelongsToAnotherSchemeIsRefused() {
        refused(
                "filter",
                "\"layers\": {\"conv1\": {\"filters\": 3, \"columns\": 2}}, \"total\": {\"rate\": 3}",
                "",
                "/rounds/0/layers/conv1/columns does not belong to this scheme",
                "/rounds/0/total does not belong to the scheme filter");
    }

    @Test
    void bitsAreOfLayersThatThereAre() {
        refused(
                "filter",
                "\"layers\": {}",
                ", \"layerBits\": {\"conv3\": 4}",
                "/quantisation/layerBits/conv3 is not a layer of lenet5, did you mean \"conv1\"?");
    }

    /** conv1 and layer1.0.conv2 are added; layer2.0.conv1 and its shortcut read the sum. layer1.0.conv1 is on its own. */
    @Test
    void layersThatShareChannelsNameOneCount() {
        refusedFor(
                "resnet8-cifar10",
                "filter",
                "\"layers\": {\"layer1.0.conv2\": {\"filters\": 9}, \"conv1\": {\"filters\": 8},"
                        + " \"layer1.0.conv1\": {\"filters\": 7}, \"layer2.0.conv2\": {\"filters\": 16}}",
                "",
                "/rounds/0/layers/layer1.0.conv2/filters must be 8 as for conv1, which writes the same channels, was 9");
        refusedFor(
                "resnet8-cifar10",
                "channel",
                "\"layers\": {\"layer2.0.downsample\": {\"channels\": 6}, \"layer2.0.conv1\": {\"channels\": 12},"
                        + " \"layer1.0.conv1\": {\"channels\": 6}}",
                "",
                "/rounds/0/layers/layer2.0.conv1/channels must be 6 as for layer1.0.conv1, which reads the same"
                        + " channels, was 12");
    }

    @Test
    void aLibraryDoesNotGrow() {
        refused(
                "pattern",
                "\"layers\": {}, \"patterns\": {\"libraries\": [8, 12]}",
                "",
                "/rounds/0/patterns libraries must be 1 to 56 and not rise, was [8, 12]");
    }

    /** Only Adam keeps the mean squared gradient. */
    @Test
    void fisherNeedsAdam() {
        String text = config("filter", "\"layers\": {}", "")
                .replaceFirst(
                        "\\{", "{\"method\": {\"importance\": \"fisher\"}, \"learning\": {\"optimiser\": \"sgd\"},");
        assertThatThrownBy(() -> CompressionConfigs.parse("test.json", text))
                .hasMessageContaining("/method/importance must not be \"fisher\" with sgd");
    }
}
