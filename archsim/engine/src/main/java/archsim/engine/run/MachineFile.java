package archsim.engine.run;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.json.StrictJson;
import archsim.engine.accelerator.Accelerator;
import archsim.tables.TableSet;
import java.util.Optional;

/** An accelerator as a file describes it, held against the tables that price it. */
public final class MachineFile {

    private MachineFile() {}

    /**
     * The accelerator in {@code text}.
     *
     * @param name of the file, for messages
     * @throws InvalidInputException with all faults
     */
    public static Accelerator read(String name, String text) {
        var problems = new Problems(name);
        Optional<Accelerator> accelerator =
                StrictJson.bind(problems, StrictJson.parseObject(problems, text), Accelerator.class, "");
        accelerator.ifPresent(machine -> new PricedMachine(machine, TableSet.shipped()).check("", problems));
        problems.throwIfAny();
        return accelerator.orElseThrow();
    }
}
