package archsim.engine.accelerator;

import archsim.base.ComponentFaults;
import archsim.base.Source;
import archsim.base.json.Range;
import archsim.base.json.SubtypeReader;
import archsim.energy.Action;
import archsim.energy.Component;
import archsim.energy.ComponentParts;
import archsim.energy.OperatingPoint;
import archsim.energy.Part;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.pe.Precision;
import archsim.engine.plan.Dataflow;
import archsim.engine.sram.Buffers;
import archsim.engine.sram.PlacedSram;
import archsim.engine.sram.SramBuffer;
import archsim.tables.SramTransistors;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * One design.
 *
 * @param name as configurations give it
 * @param title for people
 * @param clockMhz of the PEs and on-chip memories
 * @param technologyNm node that energies are priced at
 * @param supplyV of the chip; the node's nominal one unless given
 * @param temperatureK of the chip; where it is given logic leaks too, else memories alone, at 300 K
 * @param peArray grid of multipliers, or of PEs; absent where the dataflow describes the whole machine
 * @param precision widths of the data path
 * @param dataflow rule by which cycles are spent
 * @param buffers on-chip memories; absent where the dataflow describes the whole machine
 * @param sramTransistors what the buffers are made of, which decides their leakage: low standby power unless given
 * @param source of the published parameters
 * @param assumptions what is ours, a sentence each, without what {@link #allAssumptions} derives: shown with the design
 */
public record Accelerator(
        @Range(min = 1, max = 1) int schemaVersion,
        String name,
        String title,
        @Range(min = 1, max = 5_000) double clockMhz,
        @Range(min = 1, max = 250) int technologyNm,
        @Range(min = 0.1, max = 3) OptionalDouble supplyV,
        @Range(min = 200, max = 500) OptionalInt temperatureK,
        Optional<PeArray> peArray,
        Precision precision,
        @JsonbTypeDeserializer(SubtypeReader.class) Dataflow dataflow,
        Optional<Buffers> buffers,
        Optional<SramTransistors> sramTransistors,
        Source source,
        List<String> assumptions) {

    public Accelerator {
        Optional<String> own = dataflow.assumption();
        assumptions = assumptions.stream()
                .filter(sentence -> !FlipFlops.isAssumption(sentence) && !isOf(own, sentence))
                .toList();
        boolean whole = dataflow.ownArray().isPresent();
        var faults = new ComponentFaults();
        dataflow.check(precision, faults);
        faults.require(whole || peArray.isPresent(), "peArray", "is missing, expected an object")
                .require(whole || buffers.isPresent(), "buffers", "is missing, expected an object")
                .require(!whole || peArray.isEmpty(), "peArray", "must be left out: the dataflow describes the array")
                .require(
                        whole || precision.bitSerial().isEmpty(),
                        "precision/bitSerial",
                        "must be left out: only loop nests have cycles for it")
                .require(
                        !whole || buffers.isEmpty(), "buffers", "must be left out: the dataflow describes the memories")
                .throwIfAny();
    }

    /** The parts that a dataflow plans with. */
    public Machine machine() {
        return new Machine(
                dataflow.ownArray().or(() -> peArray).orElseThrow(),
                dataflow.multipliersPerPe(),
                precision,
                buffers.orElse(Buffers.NONE));
    }

    /** What takes area: multipliers, adders, banks of the buffers, and what the dataflow needs besides. */
    public List<ComponentParts> components() {
        Machine machine = machine();
        int multipliers = machine.multipliers();
        List<ComponentParts> described = dataflow.components(machine);
        var components = new ArrayList<ComponentParts>();
        Action.Multiply product = dataflow.product(precision);
        components.add(new ComponentParts(
                Component.MULTIPLIERS,
                multipliers,
                precision
                        .type()
                        .<Part>map(Part.NumberMultiplier::new)
                        .orElseGet(() -> new Part.Multiplier(product.operandBits(), product.narrowBits()))));
        components.add(new ComponentParts(
                dataflow.addersOfProducts(),
                multipliers,
                precision
                        .type()
                        .<Part>map(Part.NumberAdder::new)
                        .orElseGet(() -> new Part.Adder(precision.accumulatorBits()))));
        components.addAll(described);
        long otherFlipFlops = flipFlops(machine, described).pipelineBits() - FlipFlops.singleRegisterBits(components);
        if (otherFlipFlops > 0) {
            components.add(new ComponentParts(Component.CLOCK, 1, new Part.FlipFlops(otherFlipFlops)));
        }
        buffers.ifPresent(these -> {
            components.add(buffer(dataflow.weightMemory(), these.weights()));
            components.add(buffer(Component.INPUT_BUFFER, these.inputs()));
            components.add(buffer(Component.OUTPUT_BUFFER, these.outputs()));
        });
        return components;
    }

    /** Flip-flops that the clock drives. */
    public FlipFlops flipFlops() {
        Machine machine = machine();
        return flipFlops(machine, dataflow.components(machine));
    }

    private FlipFlops flipFlops(Machine machine, List<ComponentParts> described) {
        return FlipFlops.of(machine, dataflow.operandBits(precision), described);
    }

    /** What is ours, with what follows from the structure. */
    public List<String> allAssumptions() {
        return Stream.of(
                        assumptions.stream(),
                        dataflow.assumption().stream(),
                        Stream.of(flipFlops().assumption()))
                .flatMap(each -> each)
                .toList();
    }

    /** Whether a resolved configuration states what its dataflow assumes, of whatever parameters. */
    private static boolean isOf(Optional<String> assumption, String sentence) {
        return assumption
                .map(own -> own.substring(0, own.indexOf(':') + 1))
                .filter(sentence::startsWith)
                .isPresent();
    }

    private static ComponentParts buffer(Component name, SramBuffer buffer) {
        return new ComponentParts(name, buffer.banks(), new Part.Sram(buffer.bankBytes(), buffer.wordBits()));
    }

    /** The SRAMs: buffers, or what the dataflow describes. */
    public List<PlacedSram> srams() {
        var srams = new ArrayList<>(dataflow.ownSrams());
        buffers.ifPresent(these -> these.byDataType()
                .forEach((dataType, buffer) -> srams.add(
                        new PlacedSram("/buffers/" + dataType.jsonName(), dataType, buffer, 1, OptionalInt.empty()))));
        return srams;
    }

    /** The clock; supply and temperature, as far as they are stated. */
    public OperatingPoint operatingPoint() {
        return new OperatingPoint(OptionalDouble.of(clockMhz), supplyV, temperatureK);
    }

    /** One nanosecond of leakage of arithmetic and flip-flops, by nodes. */
    public List<Action> logicLeakage() {
        FlipFlops flipFlops = flipFlops();
        var leakage = new ArrayList<Action>();
        leakage.add(leakage(machine().multipliers(), flipFlops.pipelineBits() + flipFlops.storedBits()));
        flipFlops
                .elsewhereBits()
                .forEach((node, bits) -> leakage.add(leakage(0, bits).in(OptionalInt.of(node))));
        return leakage;
    }

    private Action leakage(int multipliers, long flipFlopBits) {
        Action.Multiply product = dataflow.product(precision);
        return new Action.LogicLeakage(
                multipliers,
                product.operandBits(),
                product.narrowBits(),
                precision.accumulatorBits(),
                flipFlopBits,
                precision.type());
    }

    /** What the buffers are made of. */
    public SramTransistors transistors() {
        return sramTransistors.orElse(SramTransistors.LOW_STANDBY_POWER);
    }

    /** Core clock period in picoseconds, to the nearest. */
    public long clockPeriodPs() {
        return Math.max(1, Math.round(1e6 / clockMhz));
    }
}
