package archsim.validation.price;

import archsim.base.json.Range;
import archsim.tables.SramAccuracy;
import archsim.tables.SramFigure;
import archsim.tables.TableSet;
import archsim.validation.fact.Measurement;

/**
 * How far an SRAM table is off where rows of its own are left out: 1 and the median of the relative errors.
 *
 * @param technologyNm a node that has a table
 * @param axis that rows are left out along
 */
public record LeaveOneOutError(@Range(min = 1, max = 1000) int technologyNm, SramAccuracy.Axis axis, SramFigure figure)
        implements Measurement {

    @Override
    public double value() {
        return 1
                + SramAccuracy.of(TableSet.shipped(), technologyNm, axis, figure)
                        .median();
    }
}
