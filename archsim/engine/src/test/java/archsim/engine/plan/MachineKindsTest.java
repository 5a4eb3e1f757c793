package archsim.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.energy.Component;
import archsim.engine.pe.Machine;
import archsim.workloads.LayerWorkload;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;

class MachineKindsTest {

    /** A machine that plans nothing. */
    public record Sample(int lanes) implements Dataflow {

        @Override
        public LayerPlan plan(LayerWorkload layer, Machine machine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
            throw new UnsupportedOperationException();
        }
    }

    private record Kind(String name, Class<? extends Dataflow> parameters, List<Component> components)
            implements MachineKind {}

    private static final MachineKind SAMPLE = new Kind("sample", Sample.class, List.of());

    @Test
    void aKindIsKnownByItsName() {
        assertThat(new MachineKinds(List.of(SAMPLE)).byName()).containsExactlyEntriesOf(Map.of("sample", Sample.class));
    }

    @Test
    void twoKindsOfOneNameAreAFaultThatNamesBothJars() {
        String place =
                Kind.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        assertThatThrownBy(() -> new MachineKinds(List.of(SAMPLE, SAMPLE)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(place + ":")
                .hasMessageContaining("has a machine of kind \"sample\", so has " + place);
    }

    @Test
    void aNameMustBeLowerCaseWithHyphens() {
        assertThatThrownBy(() -> new MachineKinds(List.of(new Kind("My Machine", Sample.class, List.of()))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("lower case with hyphens, was \"My Machine\"");
    }

    @Test
    void aComponentOfASharedNameMustBeTheSharedOne() {
        var adders = new Component("adders", "summing nodes", 115);
        assertThatThrownBy(() -> new MachineKinds(List.of(new Kind("sample", Sample.class, List.of(adders)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has a component");
    }

    /** As {@link java.util.ServiceLoader} reports a class that its file names and that is missing. */
    @Test
    void aClassThatIsMissingIsAFaultOfThePlugIn() {
        Iterable<MachineKind> broken = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public MachineKind next() {
                throw new ServiceConfigurationError("archsim.engine.plan.MachineKind: Provider a.B not found");
            }
        };
        assertThatThrownBy(() -> new MachineKinds(broken))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is no plug-in of this archsim")
                .hasMessageContaining("Provider a.B not found");
    }

    @Test
    void everyShippedKindHasItsRecord() {
        assertThat(new MachineKinds().byName()).containsKeys("diannao", "scnn", "eyeriss");
        assertThat(MachineKinds.component("network")).isPresent();
        assertThat(MachineKinds.component("dram")).contains(Component.DRAM);
    }
}
