package archsim.cli.catalogue;

import archsim.base.ShippedFiles;
import archsim.cli.option.ShippedConfigs;
import archsim.sweep.study.Study;
import archsim.sweep.tradeoff.TradeOff;
import archsim.workloads.language.LanguageModel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What ships with archsim, by kind. */
public enum Catalogue {
    NETWORKS(new ShippedFiles("archsim/networks", ".json")),
    /** Language models, without weights. */
    LLMS(LanguageModel.SHIPPED),
    DENSITIES(new ShippedFiles("archsim/densities", ".json")),
    MODELS(new ShippedFiles("archsim/models", ".safetensors")),
    ACCELERATORS(new ShippedFiles("archsim/accelerators", ".json")),
    MEMORIES(MemoryCommand.SHIPPED),
    CONFIGS(ShippedConfigs.all()),
    STUDIES(Study.SHIPPED, TradeOff.SHIPPED);

    /** Made by {@code List.of}. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<ShippedFiles> files;

    Catalogue(ShippedFiles... files) {
        this.files = List.of(files);
    }

    /** In alphabetical order. */
    List<String> names() {
        return files.stream()
                .map(ShippedFiles::names)
                .flatMap(List::stream)
                .sorted()
                .toList();
    }

    /** Content of the file called {@code name}. */
    Optional<byte[]> find(String name) {
        return files.stream()
                .map(shipped -> shipped.find(name))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Of all kinds, in the order of their declaration. */
    static Stream<Catalogue> all() {
        return Stream.of(values());
    }

    /** As an argument is written. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
