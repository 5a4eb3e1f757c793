package archsim.tables;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.json.StrictJson;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What supply and temperature make of speed and energies.
 *
 * <p>Speed follows the alpha-power law, {@code f ~ (V - Vt)^alpha / V} (T. Sakurai and A. R. Newton, 1990), from {@code Vt +}
 * an overdrive up to a little above the nominal supply; switched energy follows the square of the supply, and what the node's
 * fit says otherwise is the bound; leakage follows {@code V exp(V / slope)}, and the temperature as memories of the node do.
 */
public final class OperationTable {

    /** Temperature of the tables of memories and libraries. */
    public static final int ROOM_K = 300;

    private static final double MHZ_NS = 1000;
    private static final double PJ_A_NS_OF_NW = 1e-6;
    private static final double UM2_A_MM2 = 1e6;

    private final OperationFile file;
    private final NodeScaling scaling;
    private final PowerCurve thresholdV;
    private final PowerCurve logicNw;

    private OperationTable(OperationFile file, NodeScaling scaling) {
        this.file = file;
        this.scaling = scaling;
        thresholdV = new PowerCurve(
                "technology node in nm of a threshold voltage",
                file.supply().thresholds().stream()
                        .collect(Collectors.toMap(
                                OperationFile.Threshold::technologyNm, OperationFile.Threshold::thresholdV)));
        logicNw = new PowerCurve(
                "technology node in nm of leaking logic",
                file.logic().stream()
                        .collect(Collectors.toMap(
                                OperationFile.Logic::technologyNm, OperationFile.Logic::nanowattsPerUm2)));
    }

    /**
     * Reads a table.
     *
     * @param name of the input, for messages
     * @param scaling gives nominal supplies, delays and fits
     * @throws InvalidInputException with all faults of the table
     */
    public static OperationTable read(String name, String text, NodeScaling scaling) {
        OperationFile file = StrictJson.read(name, text, OperationFile.class);
        var problems = new Problems(name);
        file.check(problems);
        problems.throwIfAny();
        return new OperationTable(file, scaling);
    }

    /** Of what leaks at a temperature that is stated. */
    public Spread leakageSpread() {
        return file.leakageSpread();
    }

    /**
     * The least supply for which the law holds.
     *
     * @throws OutOfRangeException if no threshold is known of the node
     */
    public double leastV(int technologyNm) {
        return thresholdV.at(technologyNm) + file.supply().leastOverdriveV();
    }

    /** The largest supply for which the law holds. */
    public double mostV(int technologyNm) {
        return scaling.supplyV(technologyNm) * file.supply().mostOfNominal();
    }

    /** The lowest and the highest temperature that memories of these transistors are tabulated at. */
    public List<Integer> temperaturesK(int technologyNm, SramTransistors transistors) {
        PowerCurve curve = byTemperature(technologyNm, transistors);
        return List.of(curve.smallest(), curve.largest());
    }

    /** The fastest clock of a machine, at its nominal supply or another one for which the law holds. */
    public double mostMhz(int technologyNm, OptionalDouble supplyV) {
        OperationFile.LeastCycle least = file.leastCycle();
        double nominalMhz = MHZ_NS / (least.delayNs() * scaling.delayRatio(least.technologyNm(), technologyNm));
        return supplyV.isPresent() ? nominalMhz * speed(technologyNm, supplyV.getAsDouble()) : nominalMhz;
    }

    /** Why no clock is faster than {@link #mostMhz}. */
    public String mostMhzReason() {
        return RootLocale.format(
                "%s takes %s ns at %d nm",
                file.leastCycle().source().citation(),
                file.leastCycle().delayNs(),
                file.leastCycle().technologyNm());
    }

    /** How many times as fast a gate is as at the nominal supply. */
    public double speed(int technologyNm, double supplyV) {
        return drive(technologyNm, supplyV) / drive(technologyNm, scaling.supplyV(technologyNm));
    }

    private double drive(int technologyNm, double supplyV) {
        return StrictMath.pow(
                        supplyV - thresholdV.at(technologyNm), file.supply().alpha())
                / supplyV;
    }

    /** {@code energy} of the nominal supply at {@code supplyV}. */
    public SourcedEnergy switched(SourcedEnergy energy, int technologyNm, double supplyV) {
        double ofNominal = supplyV / scaling.supplyV(technologyNm);
        double square = ofNominal * ofNominal;
        double fit = scaling.energyAtSupply(technologyNm, supplyV) / square;
        return energy.times(square, RootLocale.format("at %.2f V, by the square of the supply", supplyV))
                .within(new Spread(Math.min(1, fit), Math.max(1, fit), "the node's fit"));
    }

    /** {@code energy} that leaks at the nominal supply, at {@code supplyV}. */
    public SourcedEnergy leaking(SourcedEnergy energy, int technologyNm, double supplyV) {
        double nominalV = scaling.supplyV(technologyNm);
        double factor = supplyV
                / nominalV
                * StrictMath.exp((supplyV - nominalV) / file.supply().leakageSlopeV());
        return energy.times(
                factor,
                RootLocale.format(
                        "at %.2f V [%s]", supplyV, file.supply().source().citation()));
    }

    /** {@code energy} that a memory leaks at {@value #ROOM_K} K, at {@code temperatureK}. */
    public SourcedEnergy warm(SourcedEnergy energy, int technologyNm, SramTransistors transistors, int temperatureK) {
        return energy.times(
                warmth(technologyNm, transistors, temperatureK),
                RootLocale.format(
                        "at %d K [%s]", temperatureK, file.sramSource().citation()));
    }

    /**
     * Energy that logic of {@code areaMm2} leaks in a nanosecond, at the nominal supply.
     *
     * @throws OutOfRangeException if the table does not surround node or temperature
     */
    public SourcedEnergy logicLeakage(int technologyNm, double areaMm2, int temperatureK) {
        int tabulated = Math.min(logicNw.largest(), Math.max(logicNw.smallest(), technologyNm));
        int row = logicNw.floor(tabulated);
        OperationFile.Logic logic = file.logic().stream()
                .filter(each -> each.technologyNm() == row)
                .findAny()
                .orElseThrow();
        double energyPj = logicNw.at(tabulated) * areaMm2 * UM2_A_MM2 * PJ_A_NS_OF_NW;
        return SourcedEnergy.of(energyPj, file.leakageSpread(), logic.source())
                .times(
                        warmth(technologyNm, SramTransistors.HIGH_PERFORMANCE, temperatureK),
                        RootLocale.format(
                                "%.4g mm2 at %d nm and %d K, by the temperature of memories [%s]",
                                areaMm2,
                                technologyNm,
                                temperatureK,
                                file.sramSource().citation()));
    }

    private double warmth(int technologyNm, SramTransistors transistors, int temperatureK) {
        PowerCurve curve = byTemperature(technologyNm, transistors);
        return curve.at(temperatureK) / curve.at(ROOM_K);
    }

    /** Of the node that is nearest. */
    private PowerCurve byTemperature(int technologyNm, SramTransistors transistors) {
        List<Integer> nodes = file.sram().stream()
                .filter(row -> row.transistors() == transistors && row.temperatureK() == ROOM_K)
                .map(OperationFile.Warm::technologyNm)
                .toList();
        int nearest = SramNodes.nearest(nodes, technologyNm);
        return new PowerCurve(
                RootLocale.format("temperature in K of %s transistors of %d nm", transistors.jsonName(), nearest),
                file.sram().stream()
                        .filter(row -> row.transistors() == transistors && row.technologyNm() == nearest)
                        .collect(Collectors.toMap(OperationFile.Warm::temperatureK, OperationFile.Warm::picowatts)));
    }
}
