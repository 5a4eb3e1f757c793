package archsim.tables;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.json.StrictJson;
import java.util.stream.Collectors;

/**
 * Energy of moving bits: along repeated wires, and through crossbars, which are grids of wires.
 *
 * <p>A bit on a wire costs {@code activity x C V^2 / 2} a millimetre, times what the repeaters add. The pitch of a
 * crossbar's wires follows the node as the side of a gate does.
 */
public final class InterconnectTable {

    private final InterconnectFile file;
    private final NodeScaling scaling;
    private final PowerCurve picofaradsPerMm;

    private InterconnectTable(InterconnectFile file, NodeScaling scaling) {
        this.file = file;
        this.scaling = scaling;
        picofaradsPerMm = new PowerCurve(
                "technology node in nm of a wire",
                file.wire().rows().stream()
                        .collect(Collectors.toMap(
                                InterconnectFile.Row::technologyNm, InterconnectFile.Row::picofaradsPerMm)));
    }

    /**
     * Reads a table.
     *
     * @param name of the input, for messages
     * @param scaling gives the supply and the size of gates
     * @throws InvalidInputException with all faults of the table
     */
    public static InterconnectTable read(String name, String text, NodeScaling scaling) {
        InterconnectFile file = StrictJson.read(name, text, InterconnectFile.class);
        var problems = new Problems(name);
        file.check(problems);
        problems.throwIfAny();
        return new InterconnectTable(file, scaling);
    }

    /**
     * One bit over one millimetre.
     *
     * @throws OutOfRangeException if the table does not surround the node
     */
    public SourcedEnergy bitMillimetre(int technologyNm) {
        double supplyV = scaling.supplyV(technologyNm);
        double energyPj = file.wire().activity()
                * file.wire().repeaterFactor()
                * picofaradsPerMm.at(technologyNm)
                * supplyV
                * supplyV
                / 2;
        return new SourcedEnergy(energyPj, file.wire().source());
    }

    /**
     * A word of {@code bits} from one of {@code inputs} to one of {@code outputs}: along one row and one column.
     *
     * @throws OutOfRangeException if the table does not surround the node
     */
    public SourcedEnergy crossbar(int technologyNm, int inputs, int outputs, int bits) {
        double pitchMm = wirePitchUm(technologyNm) / 1000;
        double lengthMm = (inputs + outputs) * (double) bits * pitchMm;
        double energyPj = bits * lengthMm * bitMillimetre(technologyNm).energyPj();
        return new SourcedEnergy(
                energyPj,
                SourcedEnergy.derived(
                        file.crossbar().source(),
                        "a row and a column of wires; " + file.wire().source().citation()));
    }

    /** Pitch of a crossbar's wires, in micrometres. */
    public double wirePitchUm(int technologyNm) {
        return file.crossbar().wirePitchUm()
                * Math.sqrt(scaling.areaRatio(file.crossbar().technologyNm(), technologyNm));
    }
}
