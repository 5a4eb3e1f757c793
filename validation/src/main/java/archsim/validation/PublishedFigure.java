package archsim.validation;

import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.base.Suggestion;
import archsim.validation.fact.Fact;
import java.util.List;

/**
 * A published figure or table that archsim makes from the facts that ship, with its differences.
 *
 * @param name as a user gives it
 * @param title what it shows and who published it
 * @param set of facts, one of {@link Validation#names()}
 * @param starts of the names of its facts, one of which is enough
 * @param without starts of names that are another figure's
 */
public record PublishedFigure(String name, String title, String set, List<String> starts, List<String> without) {

    /** All of them. */
    public static final List<PublishedFigure> GALLERY = List.of(
            of("eyeriss-alexnet", "AlexNet on Eyeriss, layer by layer: JSSC 2017, Table V", "eyeriss", "eyeriss-")
                    .but("eyeriss-vgg", "eyeriss-mappings"),
            of("eyeriss-vgg16", "VGG-16 on Eyeriss, its thirteen layers: JSSC 2017", "eyeriss", "eyeriss-vgg"),
            of("scnn-speed-up", "Speed-up of SCNN over DCNN: ISCA 2017", "scnn", "scnn-speed"),
            of(
                    "scnn-energy",
                    "Energy of SCNN and DCNN-opt over DCNN: ISCA 2017",
                    "scnn",
                    "scnn-energy",
                    "dcnn-opt-energy"),
            of("eie-latency", "AlexNet's fully connected layers on EIE: ISCA 2016, Tables III and IV", "eie", "eie-"),
            of("table-viii", "Storage of AlexNet, Ma et al., TNNLS 2022, Table VIII", "storage", "table-viii-"),
            of("table-ix", "Storage of ResNet-18, Ma et al., TNNLS 2022, Table IX", "storage", "table-ix-"),
            of("table-x", "Storage of MobileNet-V2, Ma et al., TNNLS 2022, Table X", "storage", "table-x-"),
            of("table-xi", "Storage of VGG-16 (CIFAR-10), Ma et al., TNNLS 2022, Table XI", "storage", "table-xi-"),
            of(
                    "table-xii",
                    "Storage of ResNet-18 (CIFAR-10), Ma et al., TNNLS 2022, Table XII",
                    "storage",
                    "table-xii-"),
            of(
                    "table-xiii",
                    "Storage of MobileNet-V2 (CIFAR-10), Ma et al., TNNLS 2022, Table XIII",
                    "storage",
                    "table-xiii-"),
            of("table-xiv", "Storage of LeNet-5, Ma et al., TNNLS 2022, Table XIV", "storage", "table-xiv-"),
            of(
                    "sticker-efficiency",
                    "Throughput and efficiency of STICKER: Symp. VLSI Circuits 2018, JSSC 2020",
                    "sticker",
                    "sticker-"),
            of("chip-areas", "Areas of five chips: ASPLOS 2014, MICRO 2016, ISCA 2016, ISCA 2017", "area", ""));

    private static PublishedFigure of(String name, String title, String set, String... starts) {
        return new PublishedFigure(name, title, set, List.of(starts), List.of());
    }

    private PublishedFigure but(String... others) {
        return new PublishedFigure(name, title, set, starts, List.of(others));
    }

    /**
     * The one of that name.
     *
     * @throws InvalidInputException if there is none
     */
    public static PublishedFigure named(String name) {
        List<String> names = GALLERY.stream().map(PublishedFigure::name).toList();
        return GALLERY.stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow(() -> InvalidInputException.of(
                        "reproduce",
                        RootLocale.format(
                                "there is no published figure \"%s\"%s, expected one of %s",
                                name, Suggestion.sentence(name, names), String.join(", ", names))));
    }

    List<Fact> facts() {
        return Validation.facts(set).stream()
                .filter(fact -> starts.stream().anyMatch(fact.name()::startsWith)
                        && without.stream().noneMatch(fact.name()::startsWith))
                .toList();
    }

    /** How many numbers it has. */
    public int count() {
        return facts().size();
    }

    /**
     * Simulates it, and holds each number against that which was published.
     *
     * @param done called after each of {@link #count}, from any thread
     */
    public ValidationReport reproduce(Runnable done) {
        return Validation.check(facts(), done);
    }
}
