package archsim.validation.price;

import archsim.base.json.Range;
import archsim.tables.SramFigure;
import archsim.tables.SramTransistors;
import archsim.tables.TableSet;
import archsim.validation.fact.Measurement;

/** A figure of one SRAM, in picojoules, milliwatts, square millimetres or nanoseconds. */
public record SramFigureAt(
        @Range(min = 1, max = 1000) int technologyNm,
        SramTransistors transistors,
        @Range(min = 1) int capacityBytes,
        @Range(min = 1) int wordBits,
        SramFigure figure)
        implements Measurement {

    @Override
    public double value() {
        return figure.of(TableSet.shipped().sram(technologyNm, transistors).interpolate(capacityBytes, wordBits));
    }
}
